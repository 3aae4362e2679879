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
      and by direct debit at /debit/collections. `mcf up` has all of them inside; use this one to \
      try out `mcf serve`. It prints the settings that services need.

      GET /cookies, /gold-hat/payments, /card/payments and /debit/payments list what was ordered. \
      POST to the last two, with reference, token, amount and text, pays by hand, without MCF having \
      asked for it. How well each works can be changed while it runs:

        curl -X PATCH http://127.0.0.1:8090/cookies/behaviour -d '{"failure_rate": 0.5}'
        curl -X PATCH http://127.0.0.1:8090/card/behaviour -d '{"decline_rate": 1}'

      GET there shows the fields. Of payments, notice is normal, before_answer, twice, shuffled or \
      none; hold keeps answers back while it is true. decline_code is account_closed, \
      account_unknown or limit_reached for Gold Hat; insufficient_funds, closed, stolen or invalid \
      for cards; insufficient_funds, closed, revoked or invalid for direct debits.
      """)

  @Option(help: ArgumentHelp("Port to listen on, on 127.0.0.1.", valueName: "n"))
  var port = 8090

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
    guard (1...65535).contains(port) else {
      throw ValidationError("--port must be from 1 to 65535")
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
    let server = try SandboxServer(
      [bakery] + payers, host: "127.0.0.1", port: port, logger: logger)
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
      Ctrl-C stops it.
      """)
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: server)], gracefulShutdownSignals: [.sigint, .sigterm],
        logger: logger))
    try await group.run()
  }

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
    doors.flatMap { $0.provider.values($0.door, at: url) }
      .map { "  \($0.name)=\($0.value)" }.joined(separator: "\n")
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
