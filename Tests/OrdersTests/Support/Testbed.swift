import Contracts
import FoundationEssentials
import HTTPTypes
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

  var caller: Caller? {
    switch self {
    case .nobody: nil
    case .client(let subject): Caller(subject: subject, roles: [.client])
    case .worker(let id): Caller(subject: id.wire, roles: [.worker])
    case .manager: Caller(subject: "m-1", roles: [.manager])
    case .role(let role): Caller(subject: "x-1", roles: [role])
    case .roles(let roles, let id): Caller(subject: id.wire, roles: Set(roles))
    }
  }
}

/// Orders as a process would serve them, but for what goes by the clock: tests call the sweeper.
private struct ServedOrders: ServiceModule {
  static let name = OrdersModule.name
  static let openAPI = OrdersModule.openAPI
  static let statements = OrdersModule.statements

  let orders: OrdersModule

  var database: PostgresClient { orders.database }
  var backgroundServices: [any Service] {
    orders.backgroundServices.filter { $0 is ExternalSteps }
  }
  func admit(_ caller: Caller) async throws -> Caller { try await orders.admit(caller) }
  func addRoutes(to router: ServiceRouter) throws { try orders.addRoutes(to: router) }
}

/// Orders over a database of its own, with the time in the test's hand.
struct Testbed: Sendable {
  let orders: OrdersModule
  let core: TestDatabase
  let database: PostgresClient
  /// As a role that may write everything, for what other services would have done.
  let admin: PostgresClient
  let time: TestClock
  let api: TestAPI

  var now: Date { time.now }
}

/// Runs a test over orders alone: no other service exists in its process.
func withOrders(
  formula: PriceFormula = .today, configure: (inout OrdersConfiguration) -> Void = { _ in },
  _ body: @escaping @Sendable (Testbed) async throws -> Void
) async throws {
  var configuration = OrdersConfiguration()
  // One client orders for everybody in most tests.
  configuration.openOrdersMax = 0
  configure(&configuration)
  let time = TestClock(.sample)
  try await withDatabase { database in
    var orders = OrdersModule(
      database: database.app("orders"), clock: time.clock, configuration: configuration,
      logger: Logger(label: "orders"))
    orders.formula = formula
    try await withAPI([ServedOrders(orders: orders)]) { [orders] api in
      try await body(
        Testbed(
          orders: orders, core: database, database: database.app("orders"), admin: database.admin,
          time: time, api: api))
    }
  }
}

// Calls.
extension Testbed {
  func get(
    _ path: String, as who: Who, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await call(.get, path, as: who, headers: headers)
  }

  /// - Parameter key: the Idempotency-Key; nil sends none.
  func post(
    _ path: String, as who: Who, _ body: JSONValue? = nil, key: String? = nil,
    headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await call(.post, path, as: who, json: body, key: key, headers: headers)
  }

  func call(
    _ method: HTTPRequest.Method, _ path: String, as who: Who, json body: JSONValue? = nil,
    key: String? = nil, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    var headers = headers
    headers["Idempotency-Key"] = key ?? headers["Idempotency-Key"]
    return try await api.send(
      method, path, as: who.caller, body.map { Array($0.text.utf8) }, headers: headers)
  }

  /// A photo in a multipart body, with text fields beside it.
  func upload(
    _ path: String, as who: Who, _ photo: [UInt8], fields: [String: String] = [:],
    key: String? = nil
  ) async throws -> TestAnswer {
    let boundary = "----meow"
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
    return try await api.send(
      .post, path, as: who.caller, body, type: "multipart/form-data; boundary=\(boundary)",
      headers: key.map { ["Idempotency-Key": $0] } ?? [:])
  }
}

extension HTTPField.Name {
  static let replayed = HTTPField.Name("Idempotency-Replayed") ?? .accept
  static let link = HTTPField.Name("Link") ?? .accept
}
