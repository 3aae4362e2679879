import Contracts
import FoundationEssentials
public import HTTPTypes
import Hummingbird
import HummingbirdTesting
public import Logging
import NIOCore
public import ServiceKit
import Synchronization

/// The HTTP face of services under test: everything but the socket and the tokens' signatures is
/// as in production.
public struct TestAPI: Sendable {
  let client: any TestClientProtocol
  let callers: TestAuthenticator

  /// Sends a request.
  ///
  /// - Parameters:
  ///   - caller: whose token to send; nil: none.
  ///   - body: sent as `application/json` unless `type` says otherwise.
  public func send(
    _ method: HTTPRequest.Method, _ path: String, as caller: Caller? = nil,
    _ body: [UInt8]? = nil, type: String = "application/json",
    headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    var fields = HTTPFields()
    if let caller { fields[.authorization] = "Bearer \(callers.token(for: caller))" }
    if body != nil { fields[.contentType] = type }
    for (name, value) in headers {
      if let name = HTTPField.Name(name) { fields[name] = value }
    }
    return try await client.execute(
      uri: path, method: method, headers: fields, body: body.map { ByteBuffer(bytes: $0) }
    ) { response in
      TestAnswer(
        status: response.status.code, headers: response.headers, body: Array(buffer: response.body))
    }
  }

  /// Sends a JSON body.
  public func send(
    _ method: HTTPRequest.Method, _ path: String, as caller: Caller? = nil, _ json: JSONValue,
    headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await send(method, path, as: caller, Array(json.text.utf8), headers: headers)
  }
}

/// What came back.
public struct TestAnswer: Sendable {
  public let status: Int
  public let headers: HTTPFields
  public let body: [UInt8]

  /// The body as text.
  public var text: String { String(decoding: body, as: UTF8.self) }

  /// The body as JSON.
  public var json: JSONValue {
    get throws { try JSONValue(parsing: body) }
  }

  /// A member of the body's object; nil if there is none or the body is no JSON.
  public subscript(_ name: String) -> JSONValue? { (try? json)?[name] }

  /// The last part of a problem's `type`.
  public var problem: String? {
    self["type"]?.string?.split(separator: "/").last.map(String.init)
  }

  /// The pointers of a problem's mistakes, sorted.
  public var mistakes: [String] {
    (self["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }.sorted()
  }
}

/// Hands out tokens and knows whose they are: those of the API and those of pages.
final class TestAuthenticator: Authenticator, Sessions {
  private let callers = Mutex<[String: Caller]>([:])

  func token(for caller: Caller) -> String {
    callers.withLock { callers in
      if let known = callers.first(where: { $0.value == caller }) { return known.key }
      let token = "token-\(callers.count)"
      callers[token] = caller
      return token
    }
  }

  func caller(of token: String) async throws -> Caller {
    guard let caller = callers.withLock({ $0[token] }) else {
      throw Problem.unauthorized("This token is not known.", error: .invalidToken)
    }
    return caller
  }

  let cookie = TestSessions.cookie
  let clock = Clock.system
  private static let ofPages = "page-"

  /// What a browser sends in which that caller is signed in.
  func cookie(for caller: Caller) -> String { cookie.sent(Self.ofPages + token(for: caller)) }

  func session(of token: String) async throws -> SessionToken {
    guard token.hasPrefix(Self.ofPages) else {
      throw Problem.unauthorized("This is no session's token.", error: .invalidToken)
    }
    let now = clock.now()
    return SessionToken(
      session: UUID.v7(at: now),
      caller: try await caller(of: String(token.dropFirst(Self.ofPages.count))), language: nil,
      formKey: token, issuedAt: now, expiresAt: now.addingTimeInterval(3_600))
  }
}

/// Runs `body` with these services behind one router; their databases close afterwards.
public func withAPI(
  _ modules: [any ServiceModule], logger: Logger = .silent,
  _ body: @escaping @Sendable (TestAPI) async throws -> Void
) async throws {
  let callers = TestAuthenticator()
  let application = try buildApplication(
    modules: modules, authenticator: callers, sessions: callers, settings: .patient,
    logger: logger)
  try await application.test(.router) { client in
    try await body(TestAPI(client: client, callers: callers))
  }
}

/// Runs `body` with a service that strangers reach; its database closes afterwards.
public func withAPI(
  public module: any PublicService, logger: Logger = .silent,
  _ body: @escaping @Sendable (TestAPI) async throws -> Void
) async throws {
  let application = try buildApplication(public: module, settings: .patient, logger: logger)
  try await application.test(.router) { client in
    try await body(TestAPI(client: client, callers: TestAuthenticator()))
  }
}

extension ServerSettings {
  /// For a machine on which many tests run at once, without a port for metrics.
  public static var patient: ServerSettings {
    var settings = ServerSettings()
    settings.deadline = .seconds(120)
    settings.metricsPort = nil
    return settings
  }
}
