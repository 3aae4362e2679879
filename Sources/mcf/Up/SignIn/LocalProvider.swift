import Contracts
import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle

/// The local identity provider, for this machine only: its key set, a page on which anybody signs in
/// as any of the demo cats, and the catalogue of what such pages are made of.
struct LocalProvider: Service {
  let keySetURL: String
  let signInURL: String
  /// The catalogue of what pages are made of.
  let designURL: String
  private let application: Application<RouterResponder<BasicRequestContext>>

  /// - Parameters:
  ///   - site: where the services' pages are, without a slash at the end.
  ///   - roles: who has a page there.
  /// - Throws: unless the host is a loopback address: whoever can start `mcf token` here gets any
  ///   token, so nobody elsewhere may be led to believe this issuer.
  init(
    _ issuer: LocalIssuer, host: String, site: String, roles: Set<Role>, clock: Clock,
    logger: Logger
  ) throws {
    guard Loopback.contains(host) else {
      throw Failure(.configuration, "the local identity provider listens on loopback only")
    }
    let port = try Port.keep(preferring: 0)
    let router = Router()
    router.add(middleware: OwnHostMiddleware("\(host):\(port)"))
    router.get("jwks.json") { [keySet = issuer.keySet] _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/jwk-set+json"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: keySet)))
    }
    try SignIn(issuer: issuer, site: site, roles: roles, clock: clock, logger: logger)
      .addRoutes(to: router)
    try Design().addRoutes(to: router)
    keySetURL = "http://\(host):\(port)/jwks.json"
    signInURL = "http://\(host):\(port)/sign-in"
    designURL = "http://\(host):\(port)\(Design.path)"
    application = Application(
      responder: router.buildResponder(),
      configuration: .init(address: .hostname(host, port: port)), logger: logger)
  }

  func run() async throws {
    try await application.run()
  }
}
