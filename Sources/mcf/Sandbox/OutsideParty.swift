import Hummingbird
import Logging
import ServiceLifecycle

/// A party outside MCF that the sandbox stands in for, such as the cookies' contractor.
///
/// Another one is another type like it, listed where the sandbox is made.
protocol OutsideParty: Service {
  func addRoutes(to router: Router<BasicRequestContext>)
}

/// Parties outside MCF on this machine, over real HTTP, for trying MCF out and for tests: they do
/// what the real ones do, and as badly as one wishes.
struct SandboxServer: Service {
  let url: String
  private let parties: [any OutsideParty]
  private let application: Application<RouterResponder<BasicRequestContext>>
  private let logger: Logger

  /// - Throws: unless the host is a loopback address: what it is sent is not kept from anybody.
  init(_ parties: [any OutsideParty], host: String, port: Int, logger: Logger) throws {
    guard Loopback.contains(host) else {
      throw Failure(.configuration, "the sandbox listens on loopback only")
    }
    let router = Router()
    for party in parties { party.addRoutes(to: router) }
    self.parties = parties
    self.logger = logger
    url = "http://\(host):\(port)"
    application = Application(
      responder: router.buildResponder(),
      configuration: .init(address: .hostname(host, port: port)), logger: logger)
  }

  func run() async throws {
    try await ServiceGroup(services: parties + [application], logger: logger).run()
  }
}
