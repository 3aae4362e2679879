import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport

@testable import Orders

/// Who calls, in a test's words.
enum Who: Sendable {
  case nobody
  case client(String)
  case worker(UUID)
  case manager
  case role(Role)
  case roles([Role], UUID)

  var token: String? {
    switch self {
    case .nobody: nil
    case .client(let subject): "client \(subject)"
    case .worker(let id): "worker \(id.uuidString.lowercased())"
    case .manager: "manager m-1"
    case .role(let role): "\(role.rawValue) x-1"
    case .roles(let roles, let id):
      "\(roles.map(\.rawValue).joined(separator: "+")) \(id.uuidString.lowercased())"
    }
  }
}

/// Reads tokens of the form `role+role subject`: what tokens really are is ServiceKit's business.
private struct TestAuthenticator: Authenticator {
  func caller(of token: String) async throws -> Caller {
    let parts = token.split(separator: "_", maxSplits: 1).map(String.init)
    let roles = (parts.first ?? "").split(separator: "+").compactMap { Role(rawValue: String($0)) }
    guard parts.count == 2, !roles.isEmpty else { throw Problem.unauthorized("no such token") }
    return Caller(subject: parts[1], roles: Set(roles))
  }
}

/// Orders as a process would serve them, but for what goes by the clock: tests call the sweeper.
private struct ServedOrders: ServiceModule {
  static let name = OrdersModule.name
  static let openAPI = OrdersModule.openAPI
  static let statements = OrdersModule.statements
  static let settings = OrdersModule.settings

  let orders: OrdersModule

  var database: PostgresClient { orders.database }
  var backgroundServices: [any Service] {
    orders.backgroundServices.filter { $0 is ExternalSteps }
  }
  func admit(_ caller: Caller) async throws -> Caller { try await orders.admit(caller) }
  func addRoutes(to router: ServiceRouter) { orders.addRoutes(to: router) }
}

/// Orders over a database of its own, with the time in the test's hand.
struct Testbed: Sendable {
  let orders: OrdersModule
  let core: TestDatabase
  let database: PostgresClient
  /// As a role that may write everything, for what other services would have done.
  let admin: PostgresClient
  let time: TestClock
  let http: any TestClientProtocol

  var now: Date { time.now }
}

/// Runs a test over orders alone: no other service exists in its process.
func withOrders<T: Sendable>(
  formula: PriceFormula = .today, configure: (inout OrdersConfiguration) -> Void = { _ in },
  _ body: @Sendable (Testbed) async throws -> T
) async throws -> T {
  var configuration = OrdersConfiguration()
  configure(&configuration)
  let time = TestClock(.sample)
  return try await withDatabase { database in
    var orders = OrdersModule(
      database: database.ordersApp, clock: time.clock, configuration: configuration,
      logger: Logger(label: "orders"))
    orders.formula = formula
    let application = try buildApplication(
      modules: [ServedOrders(orders: orders)], authenticator: TestAuthenticator(),
      settings: .patient, logger: Logger(label: "test"))
    return try await application.test(.router) { [orders] http in
      try await body(
        Testbed(
          orders: orders, core: database, database: database.ordersApp, admin: database.admin,
          time: time, http: http))
    }
  }
}

// Calls.
extension Testbed {
  func get(
    _ path: String, as who: Who, headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await call(.get, path, as: who, headers: headers)
  }

  /// - Parameter key: the Idempotency-Key; nil sends none.
  func post(
    _ path: String, as who: Who, _ body: JSONValue? = nil, key: String? = nil,
    headers: HTTPFields = [:]
  ) async throws -> Answer {
    try await call(.post, path, as: who, json: body, key: key, headers: headers)
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, as who: Who, json body: JSONValue? = nil,
    key: String? = nil, headers: HTTPFields = [:]
  ) async throws -> Answer {
    var headers = headers
    if let key { headers[.idempotency] = key }
    guard let body else { return try await send(method, path, as: who, headers, []) }
    headers[.contentType] = "application/json"
    var writer = JSONWriter()
    body.write(to: &writer)
    return try await send(method, path, as: who, headers, writer.bytes)
  }

  /// A photo in a multipart body, with text fields beside it.
  func upload(
    _ path: String, as who: Who, _ photo: [UInt8], fields: [String: String] = [:],
    key: String? = nil
  ) async throws -> Answer {
    let boundary = "----meow"
    var headers: HTTPFields = [.contentType: "multipart/form-data; boundary=\(boundary)"]
    if let key { headers[.idempotency] = key }
    var body: [UInt8] = []
    for (name, value) in fields {
      body += Array(
        """
        --\(boundary)\r\nContent-Disposition: form-data; name="\(name)"\r\n\r\n\(value)\r\n
        """.utf8)
    }
    body += Array(
      """
      --\(boundary)\r
      Content-Disposition: form-data; name="photo"; filename="photo.jpg"\r
      Content-Type: image/jpeg\r
      \r\n
      """.utf8)
    body += photo + Array("\r\n--\(boundary)--\r\n".utf8)
    return try await send(.post, path, as: who, headers, body)
  }

  private func send(
    _ method: HTTPRequest.Method, _ path: String, as who: Who, _ headers: HTTPFields,
    _ body: [UInt8]
  ) async throws -> Answer {
    var headers = headers
    if let token = who.token?.replacing(" ", with: "_") {
      headers[.authorization] = "Bearer \(token)"
    }
    if !body.isEmpty { headers[.contentLength] = String(body.count) }
    return try await http.execute(
      uri: path, method: method, headers: headers,
      body: body.isEmpty ? nil : ByteBuffer(bytes: body)
    ) { response in
      Answer(
        status: response.status.code, headers: response.headers,
        bytes: Array(buffer: response.body))
    }
  }
}

extension HTTPField.Name {
  static let idempotency = HTTPField.Name("Idempotency-Key") ?? .accept
  static let replayed = HTTPField.Name("Idempotency-Replayed") ?? .accept
  static let link = HTTPField.Name("Link") ?? .accept
}

/// Runs something many times at once.
func atOnce<T: Sendable>(
  _ count: Int, _ body: @escaping @Sendable (Int) async throws -> T
) async throws -> [T] {
  try await withThrowingTaskGroup(of: T.self) { group in
    for index in 0..<count { group.addTask { try await body(index) } }
    var results: [T] = []
    for try await result in group { results.append(result) }
    return results
  }
}
