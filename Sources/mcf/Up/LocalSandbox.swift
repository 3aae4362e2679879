import Configuration
import Contracts
import FoundationEssentials
import Logging
import Packing
import ServiceKit
import ServiceLifecycle
import WorkerBilling

/// The parties outside MCF as `mcf up` has them inside, and the settings by which services find
/// them. Those that the configuration names elsewhere are left out.
struct LocalSandbox: Service {
  private(set) var settings: [String: String] = [:]
  /// What can be looked at there, and where.
  private(set) var lists: [(name: String, url: String)] = []
  private let server: SandboxServer

  /// A demonstration waits neither ten minutes for a cookie nor a day for a transfer.
  private static let bakery = BakeryBehaviour(delaySeconds: 10)
  private static let goldHat = GoldHatBehaviour(pendingSeconds: 2)

  /// - Parameter service: where the services will listen, for the sandbox's calls.
  /// - Returns: nil when none is left.
  init?(
    _ configuration: ConfigReader, folder: StateFolder, host: String, service: String,
    logger: Logger
  ) throws {
    let secret = try folder.webhookSecret()
    let port = try Port.free(preferring: 0)
    let url = "http://\(host):\(port)"
    var parties: [any OutsideParty] = []
    if try configuration[.cookieContractor] == nil {
      parties.append(CookieBakery(secret: secret, behaviour: Self.bakery, logger: logger))
      settings[Setting.cookieContractor.name] = url + CookieBakery.path
      settings[Setting.cookieSecrets.name] = secret.text
      lists.append(("Cookies that were ordered", url + CookieBakery.path))
    }
    if try configuration[.goldHat] == nil {
      let key = UUID().wire
      parties.append(
        GoldHatOffice(
          key: ExactText(key), secret: secret,
          noticesURL: service + "/api/worker-billing/notices/gold-hat", behaviour: Self.goldHat,
          logger: logger))
      settings[Setting.goldHat.name] = url + GoldHatOffice.path
      settings[Setting.goldHatKey.name] = key
      settings[Setting.goldHatSecrets.name] = secret.text
      lists.append(("Transfers to workers", url + GoldHatOffice.path + "/payments"))
    }
    if parties.isEmpty { return nil }
    server = try SandboxServer(parties, host: host, port: port, logger: logger)
  }

  func run() async throws { try await server.run() }
}
