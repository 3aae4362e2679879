import ArgumentParser
import Configuration
import Contracts
import FoundationEssentials
import Logging
import Packing
import ServiceKit
import ServiceLifecycle
import UnixSignals
import WorkerBilling

struct Sandbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stand in for the parties outside MCF, on this machine.",
    discussion: """
      Over HTTP it is the contractor of the fur-tune cookies, who takes orders at /cookies and \
      calls back, signed, when they are delivered, and Gold Hat, who takes transfers to workers at \
      /gold-hat/transfers. `mcf up` has both inside; use this one to try out `mcf serve`. It prints \
      the settings that services need.

      GET /cookies and GET /gold-hat/payments list what was ordered. How well each works can be \
      changed while it runs:

        curl -X PATCH http://127.0.0.1:8090/cookies/behaviour -d '{"failure_rate": 0.5}'
        curl -X PATCH http://127.0.0.1:8090/gold-hat/behaviour -d '{"decline_rate": 1}'

      GET there shows the fields. Gold Hat's decline_code is account_closed, account_unknown or \
      limit_reached; its notice is normal, before_answer, twice, shuffled or none; hold keeps its \
      answers back while it is true.
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
    help: """
      What its calls are signed with. Default: the first of MCF_COOKIE_WEBHOOK_SECRET and of \
      MCF_GOLD_HAT_WEBHOOK_SECRET, else new ones.
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
    let goldHatKey = try configuration[.goldHatKey] ?? UUID().wire
    let goldHatSecret = try secret(.goldHatSecrets, configuration)
    let goldHat = GoldHatOffice(
      key: ExactText(goldHatKey), secret: goldHatSecret, noticesURL: goldHatNotices,
      logger: logger)
    let server = try SandboxServer(
      [bakery, goldHat], host: "127.0.0.1", port: port, logger: logger)
    Console.say(
      """
      The sandbox stands in for the parties outside MCF. Packing needs:
        \(Setting.cookieContractor.name)=\(server.url)\(CookieBakery.path)
        \(Setting.cookieSecrets.name)=\(cookieSecret.text)
        \(Setting.publicURL.name)=where it listens, such as http://127.0.0.1:8080
      Worker billing needs:
        \(Setting.goldHat.name)=\(server.url)\(GoldHatOffice.path)
        \(Setting.goldHatKey.name)=\(goldHatKey)
        \(Setting.goldHatSecrets.name)=\(goldHatSecret.text)
      Ctrl-C stops it.
      """)
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: server)], gracefulShutdownSignals: [.sigint, .sigterm],
        logger: logger))
    try await group.run()
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
