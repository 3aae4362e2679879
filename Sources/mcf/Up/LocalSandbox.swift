import Configuration
import Logging
import Packing
import ServiceKit
import ServiceLifecycle

/// The parties outside MCF as `mcf up` has them inside, and the settings by which services find
/// them.
struct LocalSandbox: Service {
  let settings: [String: String]
  let url: String
  private let server: SandboxServer

  /// A demonstration does not wait ten minutes for a cookie.
  private static let delaySeconds = 10.0

  /// - Parameter service: where the services will listen, for the sandbox's calls.
  /// - Returns: nil when the configuration names a contractor of its own.
  init?(
    _ configuration: ConfigReader, folder: StateFolder, host: String, service: String,
    logger: Logger
  ) throws {
    guard try configuration[.cookieContractor] == nil else { return nil }
    let secret = try folder.webhookSecret()
    let bakery = CookieBakery(
      secret: secret, behaviour: BakeryBehaviour(delaySeconds: Self.delaySeconds), logger: logger)
    server = try SandboxServer(
      [bakery], host: host, port: try Port.free(preferring: 0), logger: logger)
    url = server.url
    settings = [
      Setting.cookieContractor.name: server.url + "/cookies",
      Setting.cookieCallback.name: service,
      Setting.cookieSecrets.name: secret.text,
    ]
  }

  func run() async throws { try await server.run() }
}
