import AsyncHTTPClient
import Contracts
import Crypto
import FoundationEssentials
import Logging
import NIOCore
import NIOHTTP1
import ServiceKit
import TestSupport
import Testing

@testable import mcf

/// The local OpenID provider, over real HTTP.
@Suite struct SignInTests {
  private static let site = "http://127.0.0.1:9"
  private static let issuer = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")

  @Test(
    "it listens on loopback and nowhere else", arguments: ["0.0.0.0", "192.0.2.1", "mcf.example"])
  func loopbackOnly(host: String) {
    #expect(throws: Failure.self) { try Self.provider(host: host) }
  }

  @Test("it offers the demo cats by role, in the language of who reads it")
  func page() async throws {
    try await Self.running { provider in
      let answer = try await Self.send(.GET, Self.page(provider, [("state", #"q="x"#)]))
      #expect(answer.status == .ok)
      for text in [
        "Who are you today?", "Supplies department", "Bagheera Boxley", "hcb-1",
        "&amp;state=q%3D%22x",
      ] { #expect(answer.body.contains(text), "\(text)") }
      let policy = answer.headers.first(name: "content-security-policy") ?? ""
      #expect(policy.contains("form-action 'self' \(Self.site);"))
      for russian in [
        try await Self.send(.GET, Self.page(provider), headers: ["Accept-Language": "ru"]),
        try await Self.send(.GET, Self.page(provider, [("ui_locales", "de ru-RU en")])),
      ] {
        #expect(russian.body.contains("Кто вы сегодня?") && russian.body.contains(#"lang="ru""#))
      }
      let style = try #require(answer.body.firstMatch(of: #/href="(\/assets\/site\/[^"]+\.css)"/#))
        .1
      #expect(try await Self.send(.GET, provider.url + style).status == .ok)
    }
  }

  @Test("it offers only cats who have a page, and tells those of one name apart")
  func choice() async throws {
    try await Self.running { provider in
      let page = try await Self.send(.GET, Self.page(provider)).body
      let titles = page.matches(of: /<h2>([^<]+)<\/h2>/).map { String($0.1) }
      #expect(titles == ["Clients", "Supplies department", "Somebody else"])
      let roles = page.matches(of: /<option>([^<]+)<\/option>/).map { String($0.1) }
      #expect(roles == ["client", "clerk"])
      let cats = page.matches(of: /<button class="quiet"[^>]*>(.+)<\/button>/).map { $0.1 }
      #expect(cats.count == 9 && Set(cats).count == 9)
    }
  }

  @Test("whoever is chosen is told of by an ID token and by userinfo, for a code and its verifier")
  func codeFlow() async throws {
    try await Self.running { provider in
      let code = try await Self.code(provider, "role=client&subject=hcb-1")
      let answer = try await Self.exchange(code, provider)
      #expect(answer.status == .ok && answer.headers.first(name: "cache-control") == "no-store")
      let tokens = try JSONValue(parsing: Array(answer.body.utf8))
      let keys = ProviderKeys(
        issuer: Self.issuer.issuer, source: FixedKeySource(Self.issuer.keySet), logger: Self.logger)
      let claims = try await keys.claims(of: tokens["id_token"]?.string ?? "", .identity).claims
      #expect(claims["iss"] == "https://issuer.test" && claims["aud"] == "mcf")
      #expect(claims["nonce"] == "n-1" && claims["sub"] == "hcb-1" && claims["roles"] == ["client"])
      #expect(claims["email"]?.string == DemoCats.clients[0].email)
      let userinfo = try await Self.send(
        .GET, provider.url + "/userinfo",
        headers: ["Authorization": "Bearer \(tokens["access_token"]?.string ?? "")"])
      let told = try JSONValue(parsing: Array(userinfo.body.utf8))
      #expect(told["given_name"] == claims["given_name"] && told["sub"] == "hcb-1")
      // Once.
      #expect(try await Self.exchange(code, provider).status == .badRequest)
    }
  }

  @Test("a code is no use without its verifier, the client's secret and the address it went to")
  func spoiledExchange() async throws {
    try await Self.running { provider in
      for (verifier, secret, redirect, status) in [
        ("other", nil, nil, 400), (nil, "other", nil, 401), (nil, nil, "http://127.0.0.1:9/x", 400),
      ] as [(String?, String?, String?, Int)] {
        let code = try await Self.code(provider, "role=clerk&subject=c-1")
        let answer = try await Self.exchange(
          code, provider, verifier: verifier ?? Self.verifier, secret: secret,
          redirect: redirect ?? provider.client.callback)
        #expect(answer.status.code == UInt(status), "\(verifier ?? secret ?? redirect ?? "")")
      }
    }
  }

  @Test("it leads to its client only; what that asks for wrongly it is told")
  func openRedirect() async throws {
    try await Self.running { provider in
      for changed in [
        ("redirect_uri", "https://evil.example"), ("redirect_uri", Self.site + "/"),
        ("client_id", "other"),
      ] {
        let answer = try await Self.send(.GET, Self.page(provider, [changed]))
        #expect(answer.status == .badRequest && answer.headers["location"].isEmpty, "\(changed)")
      }
      for changed in [
        ("code_challenge_method", "plain"), ("response_type", "token"), ("scope", "email"),
      ] {
        let answer = try await Self.send(.GET, Self.page(provider, [changed, ("state", "s")]))
        let location = answer.headers.first(name: "location") ?? ""
        #expect(
          location.hasPrefix(provider.client.callback + "?error=invalid_request&state=s&iss="))
      }
      let left = provider.url + "/end-session?post_logout_redirect_uri="
      #expect(try await Self.send(.GET, left + "https://evil.example").status == .badRequest)
      let own = try await Self.send(.GET, left + Self.site + "/sign-in/signed-out&state=s")
      #expect(own.headers.first(name: "location") == Self.site + "/sign-in/signed-out?state=s")
    }
  }

  @Test("it does nothing for other sites, other names of this machine, and unknown roles")
  func refusals() async throws {
    try await Self.running { provider in
      let address = provider.url + "/authorize"
      let cat = "role=clerk&subject=c-1" + Self.asked(provider)
      for headers: HTTPHeaders in [
        ["Sec-Fetch-Site": "cross-site"], ["Sec-Fetch-Site": "same-site"],
        ["Origin": "http://127.0.0.1:9"], ["Origin": "null"],
      ] {
        let answer = try await Self.send(.POST, address, cat, headers: headers)
        #expect(answer.status == .forbidden && answer.headers["location"].isEmpty)
      }
      let rebound = try await Self.send(.POST, address, cat, headers: ["Host": "evil.example"])
      #expect(rebound.status == .misdirectedRequest && rebound.headers["location"].isEmpty)
      for odd in ["role=king&subject=x", "role=clerk", "", "role=clerk&subject=x&x=1"] {
        let answer = try await Self.send(.POST, address, odd + Self.asked(provider))
        #expect(answer.status == .badRequest, "\(odd)")
      }
    }
  }

  private static let verifier = "verifier-verifier-verifier-verifier-verifier"

  /// What the client asks for, in which some parameters are others.
  private static func query(_ provider: LocalProvider, _ changed: [(String, String)]) -> String {
    let challenge = base64URL(SHA256.hash(data: Array(verifier.utf8)))
    let all = [
      ("client_id", "mcf"), ("redirect_uri", provider.client.callback), ("response_type", "code"),
      ("scope", "openid profile"), ("nonce", "n-1"), ("code_challenge", challenge),
      ("code_challenge_method", "S256"),
    ]
    return queryString(all.filter { each in !changed.contains { $0.0 == each.0 } } + changed)
  }

  private static func page(
    _ provider: LocalProvider, _ changed: [(String, String)] = []
  ) -> String { provider.url + "/authorize" + query(provider, changed) }

  /// The same as the page's forms carry it.
  private static func asked(_ provider: LocalProvider) -> String {
    "&" + queryString([("request", String(query(provider, []).dropFirst()))]).dropFirst()
  }

  /// Chooses a cat.
  private static func code(_ provider: LocalProvider, _ cat: String) async throws -> String {
    let answer = try await send(.POST, provider.url + "/authorize", cat + asked(provider))
    let location = answer.headers.first(name: "location") ?? ""
    let code = try #require(location.firstMatch(of: /callback\?code=([^&]+)&iss=/)).1
    return String(code)
  }

  private static func exchange(
    _ code: String, _ provider: LocalProvider, verifier: String = Self.verifier,
    secret: String? = nil,
    redirect: String? = nil
  ) async throws -> Answer {
    let form = queryString([
      ("grant_type", "authorization_code"), ("code", code), ("code_verifier", verifier),
      ("redirect_uri", redirect ?? provider.client.callback),
    ])
    let client = Data("mcf:\(secret ?? provider.client.secret)".utf8).base64EncodedString()
    return try await send(
      .POST, provider.url + "/token", String(form.dropFirst()),
      headers: ["Authorization": "Basic \(client)"])
  }

  private struct Answer {
    let status: HTTPResponseStatus
    let headers: HTTPHeaders
    let body: String
  }

  private static let logger = Logger.silent

  private static func provider(host: String) throws -> LocalProvider {
    try LocalProvider(
      issuer, host: host, site: site, publicURL: site, roles: [.clerk, .client], clock: .system,
      logger: logger)
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
