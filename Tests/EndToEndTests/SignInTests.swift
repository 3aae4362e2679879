import AsyncHTTPClient
import Contracts
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit
import TestSupport
import Testing

@testable import mcf

/// The local identity provider's sign-in page, over real HTTP.
@Suite struct SignInTests {
  private static let site = "http://127.0.0.1:9"
  private static let issuer = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")

  @Test(
    "it listens on loopback and nowhere else", arguments: ["0.0.0.0", "192.0.2.1", "mcf.example"])
  func loopbackOnly(host: String) {
    #expect(throws: Failure.self) { try Self.provider(host: host) }
  }

  @Test("it offers the demo cats by role, in the reader's language")
  func page() async throws {
    try await Self.running { provider in
      let answer = try await Self.send(.GET, provider.signInURL + "?return=%2Fpackages%3Fq%3D%22x")
      #expect(answer.status == .ok)
      for text in [
        "Who are you today?", "Supplies department", "Bagheera Boxley", "hcb-1",
        #"name="return" value="/packages?q=&quot;x""#,
      ] { #expect(answer.body.contains(text), "\(text)") }
      let policy = answer.headers.first(name: "content-security-policy") ?? ""
      #expect(policy.contains("form-action 'self' \(Self.site);"))
      let russian = try await Self.send(
        .GET, provider.signInURL, headers: ["Accept-Language": "ru"])
      #expect(russian.body.contains("Кто вы сегодня?") && russian.body.contains(#"lang="ru""#))
      let style = try #require(answer.body.firstMatch(of: #/href="(\/assets\/site\/[^"]+\.css)"/#))
        .1
      let origin = provider.signInURL.replacing("/sign-in", with: "")
      #expect(try await Self.send(.GET, origin + style).status == .ok)
    }
  }

  @Test("it offers only cats who have a page, and tells those of one name apart")
  func choice() async throws {
    try await Self.running { provider in
      let page = try await Self.send(.GET, provider.signInURL).body
      let titles = page.matches(of: /<h2>([^<]+)<\/h2>/).map { String($0.1) }
      #expect(titles == ["Clients", "Supplies department", "Somebody else"])
      let roles = page.matches(of: /<option>([^<]+)<\/option>/).map { String($0.1) }
      #expect(roles == ["client", "clerk"])
      let cats = page.matches(of: /<button class="quiet"[^>]*>(.+)<\/button>/).map { $0.1 }
      #expect(cats.count == 9 && Set(cats).count == 9)
    }
  }

  @Test("choosing a cat sets a session that the services believe, and leads back")
  func signIn() async throws {
    try await Self.running { provider in
      let answer = try await Self.send(
        .POST, provider.signInURL,
        "role=clerk&subject=c-1&name=Tom&return=%2Fpackages%3Fstatus%3Dready")
      #expect(answer.status == .seeOther)
      #expect(answer.headers.first(name: "location") == "\(Self.site)/packages?status=ready")
      let cookie = try #require(answer.headers.first(name: "set-cookie"))
      let match = try #require(
        cookie.wholeMatch(
          of: #/mcf_session=([^;]+); Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax/#))
      let verifier = TokenVerifier(
        issuer: Self.issuer.issuer, audience: "mcf", source: FixedKeySource(Self.issuer.keySet),
        logger: Self.logger)
      let caller = try await verifier.caller(of: String(match.1))
      #expect(caller.roles == [.clerk] && caller.subject == "c-1" && caller.name == "Tom")
    }
  }

  @Test(
    "it leads to this site only",
    arguments: ["https://evil.example", "//evil.example", "/\\evil.example", "", "javascript:x"])
  func openRedirect(target: String) async throws {
    try await Self.running { provider in
      let answer = try await Self.send(
        .POST, provider.signInURL,
        "role=clerk&subject=c-1&" + queryString([("return", target)]).dropFirst())
      let location = answer.headers.first(name: "location") ?? ""
      #expect(answer.status != .seeOther || location == "\(Self.site)/", "\(location)")
    }
  }

  @Test("it does nothing for other sites, other names of this machine, and unknown roles")
  func refusals() async throws {
    try await Self.running { provider in
      let cat = "role=clerk&subject=c-1"
      for headers: HTTPHeaders in [
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Origin": "http://127.0.0.1:9"], ["Origin": "null"],
      ] {
        let answer = try await Self.send(.POST, provider.signInURL, cat, headers: headers)
        #expect(answer.status == .forbidden && answer.headers["set-cookie"].isEmpty)
      }
      let rebound = try await Self.send(
        .POST, provider.signInURL, cat, headers: ["Host": "evil.example"])
      #expect(rebound.status == .misdirectedRequest && rebound.headers["set-cookie"].isEmpty)
      for odd in ["role=king&subject=x", "role=clerk", "", "role=clerk&subject=x&x=1"] {
        #expect(try await Self.send(.POST, provider.signInURL, odd).status == .badRequest, "\(odd)")
      }
    }
  }

  private struct Answer {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: String
  }

  private static let logger = Logger.silent

  private static func provider(host: String) throws -> LocalProvider {
    try LocalProvider(
      issuer, host: host, site: site, roles: [.clerk, .client], clock: .system, logger: logger)
  }

  private static func running(
    _ body: @escaping @Sendable (LocalProvider) async throws -> Void
  ) async throws {
    let provider = try provider(host: "127.0.0.1")
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask { try await provider.run() }
      _ = try await eventually("it listens") { try? await send(.GET, provider.keySetURL) }
      try await body(provider)
      group.cancelAll()
      try? await group.waitForAll()
    }
  }

  /// Sends a form, or nothing; redirects are not followed.
  private static func send(
    _ method: HTTPMethod, _ url: String, _ form: String? = nil, headers: HTTPHeaders = [:]
  ) async throws -> Answer {
    var request = HTTPClientRequest(url: url)
    request.method = method
    request.headers = headers
    if let form {
      request.headers.add(name: "Content-Type", value: "application/x-www-form-urlencoded")
      request.body = .bytes(ByteBuffer(string: form))
    }
    let answer = try await client.execute(request, timeout: .seconds(30))
    let body = try await answer.body.collect(upTo: 1 << 20)
    return Answer(status: answer.status, headers: answer.headers, body: String(buffer: body))
  }

  private static let client = HTTPClient(
    eventLoopGroupProvider: .singleton, configuration: .init(redirectConfiguration: .disallow))
}
