import ArgumentParser
import Billing
import Configuration
import Contracts
import FoundationEssentials
import Logging
import Packing
import ServiceKit
import ServiceLifecycle
import UnixSignals

struct Sandbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stand in for the parties outside MCF, on this machine.",
    discussion: """
      Over HTTP it is the contractor of the fur-tune cookies, who takes orders at /cookies and \
      calls back, signed, when they are delivered; Gold Hat, who takes transfers to workers at \
      /gold-hat/transfers; and the providers by which clients pay, by card at /card/confirmations \
      and by direct debit at /debit/collections. Over SMTP, without TLS and logins, it is the \
      server that mails are handed to: it sends them nowhere, and /post shows them in a browser. \
      `mcf up` has all of them inside; use this one to try out `mcf serve`. It prints the \
      settings that services need.

      GET /cookies, /gold-hat/payments, /card/payments and /debit/payments list what was ordered. \
      POST to the last two, with reference, token, amount and text, pays by hand, without MCF having \
      asked for it. GET /post/mails lists what was sent. How well each works can be changed while \
      it runs:

        curl -X PATCH http://127.0.0.1:8090/cookies/behaviour -d '{"failure_rate": 0.5}'
        curl -X PATCH http://127.0.0.1:8090/card/behaviour -d '{"decline_rate": 1}'
        curl -X PATCH http://127.0.0.1:8090/post/behaviour -d '{"unknown": ["leo@mcf.example"]}'

      GET there shows the fields. Of payments, notice is normal, before_answer, twice, shuffled or \
      none; hold keeps answers back while it is true. decline_code is account_closed, \
      account_unknown or limit_reached for Gold Hat; insufficient_funds, closed, stolen or invalid \
      for cards; insufficient_funds, closed, revoked or invalid for direct debits. Of mails, \
      failure_rate is the share that is answered with 451, and unknown the addresses that are \
      answered with 550; the other rates are of mails around whose final dot the line hangs or \
      is cut.
      """)

  @Option(help: ArgumentHelp("Port to listen on, on 127.0.0.1.", valueName: "n"))
  var port = 8090

  @Option(
    help: ArgumentHelp(
      "Port to take mails on, on 127.0.0.1. Default: one that is free.", valueName: "n"))
  var smtpPort: Int?

  @Option(help: "Seconds from a cookie's order to its delivery.")
  var cookieDelay = BakeryBehaviour().delaySeconds

  @Option(
    help: "The share of orders, 0 to 1, that are answered with 503; half are taken all the same.")
  var cookieFailures = 0.0

  @Option(help: "The share of deliveries, 0 to 1, that are told of more than once.")
  var cookieDuplicates = 0.0

  @Option(
    help: ArgumentHelp(
      "Where Gold Hat tells of transfers, by signed calls. Default: nowhere.", valueName: "url"))
  var goldHatNotices: String?

  @Option(
    help: ArgumentHelp("Where the card provider tells of payments, likewise.", valueName: "url"))
  var cardNotices: String?

  @Option(
    help: ArgumentHelp(
      "Where the provider of direct debits tells of them, likewise.", valueName: "url"))
  var debitNotices: String?

  @Option(
    help: ArgumentHelp(
      """
      Where MCF's pages are: the providers' pages lead back to there, and to this machine, and \
      nowhere else.
      """, valueName: "url"))
  var publicURL: String?

  @Option(
    help: """
      What its calls are signed with. Default: the first of MCF_COOKIE_WEBHOOK_SECRET, of \
      MCF_GOLD_HAT_WEBHOOK_SECRET, of MCF_CARD_WEBHOOK_SECRET and of MCF_DEBIT_WEBHOOK_SECRET, \
      else new ones.
      """)
  var webhookSecret: String?

  func validate() throws {
    guard [port, smtpPort ?? port].allSatisfy((1...65535).contains) else {
      throw ValidationError("--port and --smtp-port must be from 1 to 65535")
    }
    guard BakeryBehaviour.delays.contains(cookieDelay) else {
      throw ValidationError("--cookie-delay must be from 0 to 86400 seconds")
    }
    guard [cookieFailures, cookieDuplicates].allSatisfy(BakeryBehaviour.rates.contains) else {
      throw ValidationError("--cookie-failures and --cookie-duplicates must be from 0 to 1")
    }
  }

  func run() async throws {
    let configuration = try await ConfigReader.environment()
    let logger = try Log.logger(configuration, quiet: true)
    let cookieSecret = try secret(.cookieSecrets, configuration)
    let bakery = CookieBakery(
      secret: cookieSecret,
      behaviour: BakeryBehaviour(
        delaySeconds: cookieDelay, failureRate: cookieFailures, duplicateRate: cookieDuplicates),
      logger: logger)
    let workers = try doors([(.goldHat(), goldHatNotices)], configuration)
    let clients = try doors(
      [(.card, cardNotices), (.directDebit, debitNotices)], configuration)
    let rule = ReturnRule(publicURL: publicURL)
    let payers = try (workers + clients).map { try $0.provider.party($0.door, rule, logger) }
    let post = try PostOffice(
      host: Self.host, port: smtpPort ?? Port.keep(preferring: 0), logger: logger)
    let server = try SandboxServer(
      [bakery] + payers + [post, TurnstileStandIn()], host: Self.host, port: port, logger: logger)
    Console.say(
      """
      The sandbox stands in for the parties outside MCF. Packing needs:
        \(Setting.cookieContractor.name)=\(server.url)\(CookieBakery.path)
        \(Setting.cookieSecrets.name)=\(cookieSecret.text)
        \(Setting.publicURL.name)=where it listens, such as http://127.0.0.1:8080
      Worker billing needs:
      \(lines(workers, at: server.url))
      Client billing needs:
      \(lines(clients, at: server.url))
      Who sends mails, which are then at \(server.url)\(PostOffice.path), needs:
      \(lines(post.settings))
      The applicants' portal, if it is to tell cats from programs, needs:
      \(lines(TurnstileStandIn.settings(at: server.url)))
      Ctrl-C stops it.
      """)
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: server)], gracefulShutdownSignals: [.sigint, .sigterm],
        logger: logger))
    try await group.run()
  }

  private static let host = "127.0.0.1"

  private typealias Door = (provider: PaymentStandIn, door: PaymentDoor)

  /// - Parameter providers: with where they tell of changes.
  private func doors(
    _ providers: [(PaymentStandIn, notices: String?)], _ configuration: ConfigReader
  ) throws -> [Door] {
    try providers.map { provider, notices in
      let key = try configuration[provider.settings.key] ?? UUID().wire
      let secret = try secret(provider.settings.secrets, configuration)
      return (provider, PaymentDoor(key: ExactText(key), secret: secret, noticesURL: notices))
    }
  }

  /// The settings that a service needs.
  private func lines(_ doors: [Door], at url: String) -> String {
    lines(doors.flatMap { $0.provider.values($0.door, at: url) })
  }

  private func lines(_ settings: [(name: String, value: String)]) -> String {
    settings.map { "  \($0.name)=\($0.value)" }.joined(separator: "\n")
  }

  private func secret(
    _ setting: Setting<[WebhookSecret]>, _ configuration: ConfigReader
  ) throws -> WebhookSecret {
    guard let webhookSecret else { return try configuration[setting].first ?? .random() }
    guard let secret = WebhookSecret(webhookSecret) else {
      throw Failure(.configuration, "the webhook's secret must be whsec_ and bytes in base64")
    }
    return secret
  }
}
