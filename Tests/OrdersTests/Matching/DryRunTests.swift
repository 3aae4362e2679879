import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-075: dry runs") struct DryRunTests {
  private static let path = "/api/matching/dry-run"

  /// Two workers: one strong and loaded, the other weak and idle.
  private func strongAndIdle(_ bed: Testbed) async throws -> (strong: UUID, idle: UUID) {
    let workers = try await bed.addWorkers(2)
    try await bed.admin.query(
      "update workers.worker set code = repeat('T', 20) where id = \(workers[0])")
    try await bed.database.execute(EnrolWorkers(now: bed.now))
    for _ in 0..<5 {
      try await bed.database.execute(StandingUpdate.accepted(by: workers[0], at: bed.now))
    }
    return (workers[0], workers[1])
  }

  private let weights = JSONValue.Member("characteristics", ["strength": 5])

  @Test("of a request: present choice, new choice, the verdicts behind each")
  func request() async throws {
    try await withOrders { bed in
      let (strong, idle) = try await strongAndIdle(bed)
      let type = try await bed.addServiceType([weights])
      let question: JSONValue = [
        "request": [
          "service_type_id": .string(type.wire),
          "scheduled_at": .string(Timestamp.format(bed.now + 86_400)),
        ],
        "steps": [Steps.fairness, Steps.best],
      ]
      let answer = try await bed.post(Self.path, as: .manager, question)
      #expect(answer.status == 200, "\(answer.text)")
      #expect(answer["assigned_worker_id"] == .null)
      #expect(answer["present"]?["choice"]?.string == strong.wire)
      #expect(answer["new"]?["choice"]?.string == idle.wire)
      #expect(answer["present"]?["seed"] == answer["new"]?["seed"])
      #expect(answer["new"]?["best"]?[0]?["verdicts"]?.names == ["fairness"])
      #expect(answer["present"]?["best"]?[0]?["verdicts"]?.names.count == 4)
    }
  }

  @Test("of an order: its own worker counts as free, and who had it is told")
  func order() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let answer = try await bed.post(
        Self.path, as: .manager, ["order_id": .string(order.id.wire)])
      #expect(answer.status == 200, "\(answer.text)")
      #expect(answer["assigned_worker_id"]?.string == order.worker.wire)
      #expect(answer["present"]?["choice"]?.string == order.worker.wire)
      #expect(answer["new"]?["choice"]?.string == order.worker.wire)
      try await bed.admin.query("update workers.worker set active = false")
      let nobody = try await bed.post(
        Self.path, as: .manager, ["order_id": .string(order.id.wire)])
      #expect(nobody["present"]?["choice"] == .null)
      #expect(nobody["present"]?["finalists"]?.int == 0)
    }
  }

  @Test("nothing is written")
  func writesNothing() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let before = try await contents(bed)
      let answer = try await bed.post(
        Self.path, as: .manager,
        ["order_id": .string(order.id.wire), "steps": [Steps.fit, Steps.best]])
      #expect(answer.status == 200)
      #expect(try await contents(bed) == before)
    }
  }

  /// Every row of what matching and ordering write, with the transaction that wrote it.
  private func contents(_ bed: Testbed) async throws -> [String] {
    try await bed.admin.query(
      """
      select 'order ' || xmin || o from orders.orders o
      union all select 'standing ' || xmin || s from orders.worker_standing s
      union all select 'pipeline ' || xmin || p from orders.pipeline p
      union all select 'trace ' || xmin || t from orders.match_trace t
      union all select 'outbox ' || xmin || event_id from orders.outbox b
      union all select 'history ' || xmin || h from orders.order_history h
      union all select 'idempotency ' || count(*) from orders.idempotency
      order by 1
      """, as: String.self)
  }

  @Test("what makes no sense is told")
  func mistakes() async throws {
    try await withOrders { bed in
      let id = JSONValue.string(UUID().wire)
      let request: JSONValue = ["service_type_id": id, "scheduled_at": "2026-03-04T10:00:00Z"]
      let bad: [(JSONValue, String)] = [
        ([:], "/order_id"),
        (["order_id": id, "request": request], "/order_id"),
        (["order_id": .null], "/order_id"),
        (["order_id": id], "/order_id"),
        (["request": request], "/request/service_type_id"),
        (["request": [:]], "/request/service_type_id"),
        (["order_id": id, "steps": []], "/steps"),
        (["order_id": id, "steps": [Steps.fit]], "/steps"),
      ]
      for (body, pointer) in bad {
        let answer = try await bed.post(Self.path, as: .manager, body)
        #expect(answer.status == 400)
        #expect(answer.mistakes.contains(pointer), "\(answer.text)")
      }
    }
  }
}
