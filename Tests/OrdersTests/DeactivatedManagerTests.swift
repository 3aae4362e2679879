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
  @Test("a deactivated manager is told so, although the token is good")
  func deactivated() async throws {
    try await withOrders { bed in
      let manager = UUID.v7(at: bed.now)
      for accepted in ["application/json", "text/csv"] {
        func list() async throws -> TestAnswer {
          try await bed.get(
            "/api/orders?overdue=true", as: .roles([.manager], manager),
            headers: ["Accept": accepted])
        }
        // Not known here, or active: the token's right stands.
        #expect(try await list().status == 200)
        try await bed.hear(of: manager, active: true)
        #expect(try await list().status == 200)
        try await bed.hear(of: manager, active: false)
        let refused = try await list()
        #expect((refused.status, refused.problem) == (403, "manager-deactivated"))
        try await bed.admin.query("delete from orders.person")
      }
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
      id: manager, name: "Vaska", email: "vaska@mcf.example", active: active, version: version)
    try await core.deliver(state, of: manager, version: version, from: "managers", to: "orders")
    try await InboxConsumer(
      orders.eventHandlers, database: database,
      logger: Logger(label: "orders")
    ).drain()
  }
}
