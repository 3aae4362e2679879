import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Logging
import Outbox
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Accounts

/// The service over a database of its own, beside a provider that does as it is told.
struct AccountsBed: Sendable {
  let api: TestAPI
  let accounts: AccountsModule
  let database: TestDatabase
  let time: TestClock
  let provider: FakeProvider
  let issuer: LocalIssuer
  let log: CapturedLog

  static let site = "http://127.0.0.1:8080"
  static let secret = KeyRing.random()

  func browser(_ language: String = "en") -> Jar { Jar(api: api, language: language) }

  /// Where a browser is sent to sign in.
  func begin(_ jar: Jar, _ path: String = "/sign-in?return=/jobs") async throws -> String {
    let answer = try await jar.get(path)
    try #require(answer.status == 303, "\(answer.status) \(answer.text)")
    return try #require(answer.headers[.location])
  }

  /// Approves it at the provider: the path that the browser comes back to.
  ///
  /// - Parameters:
  ///   - lies: claims that the ID token has instead of its own; null: not at all.
  ///   - algorithm: by which `at_hash` is made.
  ///   - token: makes the ID token of the claims; nil: as it should be.
  func approve(
    _ address: String, as sub: String = "user-1", lies: [String: JSONValue] = [:],
    userinfo: [String: JSONValue] = [:], client: String = FakeProvider.client,
    algorithm: String = "ES256",
    token: (@Sendable (JSONValue) throws -> String?)? = nil
  ) throws -> String {
    let asked = FakeProvider.fields(address)
    let seconds = Int(time.now.timeIntervalSince1970)
    let access = Secret().text
    var claims: [String: JSONValue] = [
      "iss": .string(issuer.issuer), "aud": .string(FakeProvider.client), "sub": .string(sub),
      "nonce": .string(asked["nonce"] ?? ""), "iat": .number("\(seconds)"),
      "exp": .number("\(seconds + 300)"), "role": "client", "email": "murka@cats.example",
      "email_verified": true, "name": "Murka", "sid": .string("sid of \(sub)"),
      "at_hash": .string(IDToken.half(of: access, algorithm).text),
    ]
    claims.merge(lies) { $1 }
    let value = JSONValue.object(
      claims.filter { $0.value != .null }.sorted { $0.key < $1.key }.map { .init($0, $1) })
    let idToken = try token.map { try $0(value) } ?? .some(try sign(value))
    let code = Secret().text
    let told = ["sub": JSONValue.string(sub)].merging(userinfo) { $1 }
    let info = JSONValue.object(told.map { .init($0, $1) })
    provider.change {
      $0.grants[code] = FakeProvider.Grant(
        challenge: asked["code_challenge"] ?? "", redirect: asked["redirect_uri"] ?? "",
        client: client, idToken: idToken, accessToken: access, userinfo: info)
    }
    return "/sign-in/callback"
      + queryString([("state", asked["state"] ?? ""), ("code", code)])
  }

  func sign(_ claims: JSONValue) throws -> String {
    try issuer.sign(
      claims, header: ["alg": "ES256", "typ": "JWT", "kid": .string(issuer.keyID)])
  }

  /// The same beside another of its providers.
  func at(_ provider: FakeProvider, _ issuer: LocalIssuer) -> AccountsBed {
    AccountsBed(
      api: api, accounts: accounts, database: database, time: time, provider: provider,
      issuer: issuer, log: log)
  }

  /// A provider tells that somebody has left; the answer's status.
  func tellLogout(
    _ changes: [String: JSONValue], key: LocalIssuer? = nil, type: JSONValue = "logout+jwt",
    keyID: String? = nil
  ) async throws -> Int {
    let claims: [String: JSONValue] = [
      "iss": .string(issuer.issuer), "aud": .string(FakeProvider.client),
      "iat": .number("\(Int(time.now.timeIntervalSince1970))"), "jti": "j-1",
      "events": ["http://schemas.openid.net/event/backchannel-logout": [:]],
    ]
    let all = claims.merging(changes) { $1 }.filter { $0.value != .null }
    let token = try (key ?? issuer).sign(
      .object(all.map { .init($0, $1) }),
      header: ["alg": "ES256", "typ": type, "kid": .string(keyID ?? issuer.keyID)])
    return try await api.send(
      .post, "/sign-in/backchannel",
      as: nil, Array(queryString([("logout_token", token)]).utf8.dropFirst()),
      type: "application/x-www-form-urlencoded"
    ).status
  }

  /// Signs in, and returns the browser.
  @discardableResult
  func signIn(
    as sub: String = "user-1", lies: [String: JSONValue] = [:], _ jar: Jar? = nil
  ) async throws -> Jar {
    // What is made in the same millisecond has no order.
    time.advance(by: 0.001)
    let jar = jar ?? browser()
    let back = try await jar.get(try approve(try await begin(jar), as: sub, lies: lies))
    try #require(back.status == 303, "\(back.status) \(back.text)")
    return jar
  }

  /// What the token in a browser says to every service.
  func token(_ jar: Jar) async throws -> SessionToken? {
    guard let token = jar["mcf_session"] else { return nil }
    let keys = try await api.send(.get, "/sign-in/keys").text
    return try await SessionVerifier(
      issuer: SessionToken.issuer(of: Self.site), source: FixedKeySource(keys), clock: time.clock,
      logger: .silent
    ).session(of: token)
  }

  /// How each session has ended, in their order; "–": it has not.
  func ends() async throws -> [String] {
    try await database.admin.query(
      "select coalesce(end_reason, '–') from accounts.session order by created_at, id",
      as: String.self)
  }

  /// A register tells of somebody.
  func tell(
    _ payload: some EventPayload, of subject: UUID, version: Int64 = 1, from source: String
  ) async throws {
    try await database.deliver(
      payload, of: subject, version: version, at: time.now, from: source, to: "accounts")
    try await InboxConsumer(
      accounts.eventHandlers, database: accounts.database, now: { [time] in time.now },
      logger: .silent
    ).drain()
  }

  func tellManager(
    _ id: UUID, _ email: String, active: Bool = true, version: Int64 = 1
  ) async throws {
    try await tell(
      ManagerChanged(
        id: id, name: "Vaska Claw", email: email, language: .russian, active: active,
        version: version), of: id, version: version, from: "managers")
  }

  func tellWorker(
    _ id: UUID, _ email: String, active: Bool = true, version: Int64 = 1
  ) async throws {
    try await tell(
      WorkerChanged(
        id: id, name: "Leo Paw", email: email, phone: "+7 495 5550001", language: nil, age: 3,
        breed: "cat", coatColour: "grey", code: String(repeating: "A", count: 20), active: active,
        origin: "imported", applicationID: nil, hours: nil, absences: [], photoSHA256: nil,
        version: version), of: id, version: version, from: "workers")
  }

  func tellClient(_ id: UUID, _ externalID: ExactText, active: Bool, version: Int64) async throws {
    try await tell(
      ClientChanged(
        id: id, externalID: externalID, firstName: "Murka", lastName: "Mews",
        email: "murka@cats.example", phone: nil, place: nil, language: nil, active: active,
        version: version), of: id, version: version, from: "clients")
  }
}

/// What a browser does with cookies.
final class Jar: Sendable {
  private let api: TestAPI
  private let language: String
  private let cookies = Mutex<[String: String]>([:])

  init(api: TestAPI, language: String) {
    self.api = api
    self.language = language
  }

  subscript(_ name: String) -> String? {
    get { cookies.withLock { $0[name] } }
    set { cookies.withLock { $0[name] = newValue } }
  }

  var count: Int { cookies.withLock { $0.count } }

  func get(
    _ path: String, accepting type: String = "text/html", through other: TestAPI? = nil
  ) async throws -> TestAnswer {
    try await send(.get, path, nil, other, ["Accept": type])
  }

  func post(
    _ path: String, _ fields: [(String, String)] = [], headers: [String: String] = [:],
    through other: TestAPI? = nil
  ) async throws -> TestAnswer {
    try await send(.post, path, String(queryString(fields).dropFirst()), other, headers)
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, _ form: String?, _ other: TestAPI?,
    _ more: [String: String] = [:]
  ) async throws -> TestAnswer {
    let sent = cookies.withLock { $0.map { "\($0.key)=\($0.value)" }.joined(separator: "; ") }
    var headers = [
      "Accept": "text/html", "Accept-Language": language, "Cookie": sent,
      "User-Agent": "Mozilla/5.0 (Android 15) Firefox/140",
    ]
    headers.merge(more) { $1 }
    let answer = try await (other ?? api).send(
      method, path, form.map { Array($0.utf8) }, type: "application/x-www-form-urlencoded",
      headers: headers)
    for field in answer.headers[values: .setCookie] { take(field) }
    return answer
  }

  private func take(_ field: String) {
    let pair = field.prefix { $0 != ";" }.split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let isCleared = field.contains("Max-Age=0")
    cookies.withLock { $0[String(pair[0])] = isCleared ? nil : String(pair[1]) }
  }
}

/// Runs `body` with the service and its provider.
///
/// - Parameter change: what is otherwise about the provider: clients by the claim `role`, with their
///   `sub` as subject.
func withAccounts(
  _ change: @escaping @Sendable (inout Provider) -> Void = { _ in },
  others: [Provider] = [],
  _ body: @escaping @Sendable (AccountsBed) async throws -> Void
) async throws {
  try await withProvider("hcb", named: "Happy Cat Box") { fake, issuer, provider in
    var provider = provider
    change(&provider)
    let configuration = AccountsConfiguration(
      providers: [provider] + others, secret: AccountsBed.secret, publicURL: AccountsBed.site)
    try await withDatabase(.of("accounts")) { database in
      let (time, log) = (TestClock(), CapturedLog())
      let accounts = AccountsModule(
        database: database.app("accounts"), clock: time.clock, configuration: configuration,
        logger: log.logger)
      try await withAPI([accounts], logger: log.logger) { api in
        try await body(
          AccountsBed(
            api: api, accounts: accounts, database: database, time: time, provider: fake,
            issuer: issuer, log: log))
      }
    }
  }
}

/// Runs `body` with a provider of its own on loopback.
func withProvider(
  _ id: ExactText, named name: String,
  _ body: @escaping @Sendable (FakeProvider, LocalIssuer, Provider) async throws -> Void
) async throws {
  let fake = FakeProvider()
  let responder = CallbackResponder<BasicRequestContext> { request, _ in
    try await fake.respond(request)
  }
  try await withServer(responder) { url in
    let issuer = LocalIssuer(issuer: url, audience: FakeProvider.client)
    fake.change {
      $0.issuer = url
      $0.keySet = issuer.keySet
    }
    var provider = Provider(
      id, issuer: ExactText(url), clientID: ExactText(FakeProvider.client), name: name,
      roles: .claim(
        ClaimPath("role"),
        ["client": .client, "worker": .worker, "manager": .manager, "clerk": .clerk]))
    provider.clientSecret = "s:cret"
    try await body(fake, issuer, provider)
  }
}
