import ArgumentParser
import Configuration
import Logging
import ServiceKit
import ServiceLifecycle
import UnixSignals

struct Sandbox: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Stand in for the parties outside MCF, on this machine.",
    discussion: """
      Runs the contractor of the fur-tune cookies over HTTP: it takes orders at /cookies and calls \
      back, signed, when they are delivered. `mcf up` has one inside; use this one to try out \
      `mcf serve packing`. It prints the settings that packing needs.

      It lists its orders at GET /cookies. How well it works can be changed while it runs:

        curl -X PATCH http://127.0.0.1:8090/cookies/behaviour -d '{"failure_rate": 0.5}'

      The fields are delay_seconds, failure_rate and duplicate_rate.
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
    help: """
      What its calls are signed with. Default: the first of MCF_COOKIE_WEBHOOK_SECRET, else a new \
      one.
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
    let secret = try secret(configuration)
    let bakery = CookieBakery(
      secret: secret,
      behaviour: BakeryBehaviour(
        delaySeconds: cookieDelay, failureRate: cookieFailures, duplicateRate: cookieDuplicates),
      logger: logger)
    let server = try SandboxServer([bakery], host: "127.0.0.1", port: port, logger: logger)
    Console.say(
      """
      The sandbox stands in for the parties outside MCF. Packing needs:
        MCF_COOKIE_CONTRACTOR_URL=\(server.url)/cookies
        MCF_COOKIE_WEBHOOK_SECRET=\(secret.text)
        MCF_COOKIE_CALLBACK_URL=where packing listens, such as http://127.0.0.1:8080
      Ctrl-C stops it.
      """)
    let group = ServiceGroup(
      configuration: .init(
        services: [.init(service: server)], gracefulShutdownSignals: [.sigint, .sigterm],
        logger: logger))
    try await group.run()
  }

  private func secret(_ configuration: ConfigReader) throws -> WebhookSecret {
    let present = configuration.string(forKey: "mcf.cookie.webhook.secret", isSecret: true)
    // Separated as packing separates them.
    let first = present?.split { $0 == "," || $0 == " " }.first.map(String.init)
    guard let text = webhookSecret ?? first, !text.isEmpty else { return WebhookSecret.random() }
    guard let secret = WebhookSecret(text) else {
      throw Failure(.configuration, "the webhook's secret must be whsec_ and bytes in base64")
    }
    return secret
  }
}
