import Configuration
import Contracts
import FoundationEssentials
import Hummingbird
import NIOCore
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Where the keys of sessions come from")
struct SessionSettingTests {
  private func verifier(_ values: [String: String]) throws -> SessionVerifier? {
    let reader = ConfigReader(
      provider: EnvironmentVariablesProvider(environmentVariables: values))
    return try SessionVerifier(reader, store: nil, logger: silent)
  }

  @Test("from the site itself, over https, or http on this machine; without a site from nowhere")
  func origins() throws {
    #expect(try verifier([:]) == nil)
    for site in ["https://mcf.example", "http://127.0.0.1:8080"] {
      #expect(try verifier(["MCF_PUBLIC_URL": site]) != nil, "\(site)")
    }
    let inner = "MCF_SESSION_JWKS_URL"
    for (values, name) in [
      (["MCF_PUBLIC_URL": "http://mcf.example"], "MCF_PUBLIC_URL"),
      (["MCF_PUBLIC_URL": "http://127.0.0.1.evil.example"], "MCF_PUBLIC_URL"),
      (["MCF_PUBLIC_URL": "https://mcf.example", inner: "http://accounts.example/keys"], inner),
    ] {
      #expect {
        try verifier(values)
      } throws: { error in
        (error as? SettingError)?.name == name
      }
    }
  }

  @Test("from the inner address where one is set, for tokens of the outer one")
  func inner() async throws {
    let key = SigningKey()
    let asked = Mutex<[String]>([])
    let responder = CallbackResponder<BasicRequestContext> { request, _ in
      asked.withLock { $0.append(request.uri.path) }
      let set = SigningKey.keySet([key.publicKey])
      return Response(status: .ok, body: ResponseBody(byteBuffer: ByteBuffer(string: set)))
    }
    try await withServer(responder) { url in
      let site = "https://mcf.example"
      let verifier = try #require(
        try verifier(["MCF_PUBLIC_URL": site, "MCF_SESSION_JWKS_URL": url + "/inner/keys"]))
      let now = Date(timeIntervalSince1970: Date().timeIntervalSince1970.rounded())
      let sent = SessionToken(
        session: UUID.v7(at: now), caller: Caller(subject: "hcb-1", roles: [.client]),
        language: nil, formKey: "k", issuedAt: now, expiresAt: now.addingTimeInterval(600))
      let token = try sent.signed(by: key, issuer: SessionToken.issuer(of: site))
      #expect(try await verifier.session(of: token) == sent)
      #expect(asked.withLock { $0 } == ["/inner/keys"])
    }
  }
}
