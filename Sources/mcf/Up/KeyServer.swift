import Hummingbird
import Logging
import ServiceKit
import ServiceLifecycle

/// The local identity provider's public half: its key set over HTTP, for this machine only.
struct KeyServer: Service {
  let url: String
  private let application: Application<RouterResponder<BasicRequestContext>>

  /// - Throws: unless the host is a loopback address: whoever can start `mcf token` here gets any
  ///   token, so nobody elsewhere may be led to believe this issuer.
  init(_ issuer: LocalIssuer, host: String, logger: Logger) throws {
    guard Loopback.contains(host) else {
      throw Failure(.configuration, "the local identity provider listens on loopback only")
    }
    let port = try Port.free(preferring: 0)
    let keySet = issuer.keySet
    let router = Router()
    router.get("jwks.json") { _, _ in
      Response(
        status: .ok, headers: [.contentType: "application/jwk-set+json"],
        body: ResponseBody(byteBuffer: ByteBuffer(string: keySet)))
    }
    url = "http://\(host):\(port)/jwks.json"
    application = Application(
      responder: router.buildResponder(),
      configuration: .init(address: .hostname(host, port: port)), logger: logger)
  }

  func run() async throws {
    try await application.run()
  }
}

/// Addresses that only this machine reaches.
enum Loopback {
  static func contains(_ host: String) -> Bool {
    host == "localhost" || host == "::1" || host.hasPrefix("127.")
  }
}
