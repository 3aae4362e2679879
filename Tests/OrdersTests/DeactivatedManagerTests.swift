import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Managers who are deactivated, in orders")
struct DeactivatedManagerTests {
  struct Operation: Sendable, CustomTestStringConvertible {
    let method: HTTPRequest.Method
    let path: String
    var testDescription: String { "\(method) \(path)" }
  }

  /// Every operation of the OpenAPI document, by its lines.
  static let operations: [Operation] = {
    var path = ""
    var operations: [Operation] = []
    for line in OrdersModule.openAPI.split(separator: "\n") {
      if line.hasPrefix("  /api/") { path = String(line.dropFirst(2).dropLast()) }
      let word = line.dropFirst(4).dropLast().uppercased()
      if line.hasPrefix("    "), ["GET", "POST", "PUT", "PATCH", "DELETE"].contains(word),
        let method = HTTPRequest.Method(word)
      {
        operations.append(Operation(method: method, path: path))
      }
    }
    return operations
  }()

  @Test("a deactivated manager is refused by each operation, although the token is good")
  func deactivated() async throws {
    try #require(Self.operations.count > 15)
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      let type = try await bed.get(order.path, as: .manager)["service_type_id"]?.string ?? ""
      let manager = UUID.v7(at: bed.now)
      for operation in Self.operations {
        let path = operation.path
          .replacing("service-types/{id}", with: "service-types/\(type)")
          .replacing("{id}", with: order.id.wire).replacing("{kind}", with: "check-in")
        func call() async throws -> TestAnswer {
          let body: JSONValue? = operation.method == .get ? nil : [:]
          return try await bed.call(
            operation.method, path, as: .roles([.manager], manager), json: body)
        }
        // Not known here, then active: the token's right stands.
        #expect(try await call().problem != "manager-deactivated", "\(operation)")
        try await bed.hear(of: manager, active: true)
        #expect(try await call().problem != "manager-deactivated", "\(operation)")
        try await bed.hear(of: manager, active: false)
        let refused = try await call()
        #expect(refused.status == 403, "\(operation)")
        #expect(refused.problem == "manager-deactivated", "\(operation)")
        try await bed.admin.query("delete from orders.person")
      }
      let csv = try await bed.get(
        "/api/orders?overdue=true", as: .roles([.manager], manager), headers: ["Accept": "text/csv"]
      )
      #expect(csv.status == 200)
      try await bed.hear(of: manager, active: false)
      let refused = try await bed.get(
        "/api/orders?overdue=true", as: .roles([.manager], manager), headers: ["Accept": "text/csv"]
      )
      #expect(refused.problem == "manager-deactivated")
    }
  }

  @Test("who is a worker too stays one: with the worker's rights, not the manager's")
  func otherRole() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder(workers: 1)
      let both = Who.roles([.manager, .worker], order.worker)
      #expect(try await bed.get(order.path, as: both)["charge"] != nil)
      try await bed.hear(of: order.worker, active: false)
      let job = try await bed.get(order.path, as: both)
      #expect(job.status == 200)
      #expect(job["charge"] == nil && job["earning"] != nil)
      let pipeline = try await bed.get("/api/matching/pipeline", as: both)
      #expect((pipeline.status, pipeline.problem) == (403, "forbidden"))
    }
  }

  @Test("who comes back has the right again; a subject that is no id is nobody known here")
  func back() async throws {
    try await withOrders { bed in
      let manager = UUID.v7(at: bed.now)
      for (version, active) in [(1, true), (2, false), (3, true)] {
        try await bed.hear(of: manager, active: active, version: Int64(version))
        let answer = try await bed.get("/api/orders", as: .roles([.manager], manager))
        #expect(answer.status == (active ? 200 : 403))
      }
      #expect(try await bed.get("/api/orders", as: .manager).status == 200)
    }
  }
}

extension Testbed {
  /// `manager.changed` arrives and is handled; unless told, as the next version.
  func hear(of manager: UUID, active: Bool, version: Int64? = nil) async throws {
    let known = try await admin.query(
      "select version from orders.person where id = \(manager)", as: Int64.self)
    let version = version ?? (known.first ?? 0) + 1
    let state = ManagerChanged(
      id: manager, name: "Vaska", email: "vaska@mcf.example", language: nil, active: active,
      version: version)
    try await core.deliver(state, of: manager, version: version, from: "managers", to: "orders")
    try await InboxConsumer(
      orders.eventHandlers, database: database,
      logger: Logger(label: "orders")
    ).drain()
  }
}
