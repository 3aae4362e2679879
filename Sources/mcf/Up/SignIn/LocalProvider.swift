import Contracts
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle

/// The local OpenID provider, for this machine only: anybody signs in as any of the demo cats. It has
/// the key set of access tokens too, and the catalogue of what pages are made of.
struct LocalProvider: Service {
  /// Where it is.
  let url: String
  var keySetURL: String { url + LocalEndpoint.keys.path }
  /// The catalogue of what pages are made of.
  var designURL: String { url + Design.path }
  /// As which it knows `accounts`.
  let client: LocalClient
  /// What it calls itself, wherever it listens.
  let issuer: String
  private let application: Application<RouterResponder<BasicRequestContext>>

  /// - Parameters:
  ///   - host: where it listens.
  ///   - site: where the services are, without a slash at the end.
  ///   - publicURL: where people reach them.
  ///   - roles: who has a page there.
  /// - Throws: unless the host is a loopback address: whoever can start `mcf token` here gets any
  ///   token, so nobody elsewhere may be led to believe this issuer.
  init(
    _ issuer: LocalIssuer, host: String, site: String, publicURL: String, roles: Set<Role>,
    clock: Clock, logger: Logger
  ) throws {
    guard Loopback.contains(host) else {
      throw Failure(.configuration, "the local identity provider listens on loopback only")
    }
    let port = try Port.keep(preferring: 0)
    url = "http://\(host):\(port)"
    client = LocalClient(site: publicURL)
    self.issuer = issuer.issuer
    let grants = LocalGrants(clock: clock)
    let router = Router()
    router.add(middleware: OwnHostMiddleware("\(host):\(port)"))
    LocalEndpoints(issuer: issuer, url: url, client: client, grants: grants, clock: clock)
      .addRoutes(to: router)
    let people = DemoPeople(issuer: issuer, site: site, clock: clock, logger: logger)
    try SignIn(issuer: issuer.issuer, client: client, roles: roles, people: people, grants: grants)
      .addRoutes(to: router)
    try Design().addRoutes(to: router)
    application = Application(
      responder: router.buildResponder(),
      configuration: .init(address: .hostname(host, port: port)), logger: logger)
  }

  func run() async throws {
    try await application.run()
  }
}
