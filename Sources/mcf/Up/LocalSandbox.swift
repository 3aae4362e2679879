import Applicants
import Billing
import Configuration
import Contracts
import FoundationEssentials
import Logging
import Notifications
import Packing
import ServiceKit
import ServiceLifecycle

/// The parties outside MCF as `mcf up` has them inside, and the settings by which services find
/// them. Those that the configuration names elsewhere are left out.
struct LocalSandbox: Service, CustomStringConvertible {
  /// Logs name services, and its settings have secrets.
  let description = "LocalSandbox"
  private(set) var settings: [String: String] = [:]
  /// What can be looked at there, and where.
  private(set) var lists: [(name: String, url: String)] = []
  /// By which clients can pay here, as the site names it.
  private(set) var waysToPay: [String] = []
  /// Where mails are shown; nil: they go elsewhere.
  private(set) var post: String?
  private let server: SandboxServer

  /// A demonstration waits neither ten minutes for a cookie nor days for a payment.
  private static let bakery = BakeryBehaviour(delaySeconds: 10)
  private static let providers = [
    PaymentStandIn.goldHat(GoldHatBehaviour(pendingSeconds: 2)), .card, .directDebit,
  ]

  private static let supplies = "supplies@mcf.example"
  private static let audit = "audit@mcf.example"

  /// - Parameter service: where the services will listen, for the sandbox's calls.
  /// - Returns: nil when none is left.
  init?(
    _ configuration: ConfigReader, folder: StateFolder, host: String, service: String,
    logger: Logger
  ) throws {
    let secret = try folder.webhookSecret()
    let port = try Port.keep(preferring: 0)
    let url = "http://\(host):\(port)"
    var parties: [any OutsideParty] = []
    if try configuration[.cookieContractor] == nil {
      parties.append(CookieBakery(secret: secret, behaviour: Self.bakery, logger: logger))
      settings[Setting.cookieContractor.name] = url + CookieBakery.path
      settings[Setting.cookieSecrets.name] = secret.text
      lists.append(("Cookies that were ordered", url + CookieBakery.path))
    }
    let rule = ReturnRule(publicURL: try configuration[.publicURL] ?? service)
    for provider in Self.providers where try configuration[provider.settings.url] == nil {
      let door = PaymentDoor(
        key: ExactText(UUID().wire), secret: secret, noticesURL: service + provider.noticesPath,
        shelf: folder.shelf(of: provider.path))
      parties.append(try provider.party(door, rule, logger))
      for (name, value) in provider.values(door, at: url) { settings[name] = value }
      lists.append((provider.list, "\(url)\(provider.path)/payments"))
      if let way = provider.wayToPay { waysToPay.append(way) }
    }
    if try configuration[.smtpURL] == nil {
      let post = try PostOffice(host: host, port: try Port.keep(preferring: 0), logger: logger)
      parties.append(post)
      for (name, value) in post.settings { settings[name] = value }
      if try configuration[.mailFrom] != nil { settings[Setting.mailFrom.name] = nil }
      if try configuration[.mailPackagesTo] == nil {
        settings[Setting.mailPackagesTo.name] = Self.supplies
      }
      if try configuration[.mailAuditTo] == nil {
        settings[Setting.mailAuditTo.name] = Self.audit
      }
      self.post = url + PostOffice.path
      lists.append(("Mails that were sent", url + PostOffice.path))
    }
    if try configuration[.portalChallenge] == .turnstile, try configuration[.turnstileURL] == nil {
      parties.append(TurnstileStandIn())
      for (name, value) in TurnstileStandIn.settings(at: url) { settings[name] = value }
    }
    if parties.isEmpty { return nil }
    server = try SandboxServer(parties, host: host, port: port, logger: logger)
  }

  func run() async throws { try await server.run() }
}
