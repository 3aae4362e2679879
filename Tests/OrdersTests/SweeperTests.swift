import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Orders

@Suite("The sweeper")
struct SweeperTests {
  @Test("R-130: without a check-in until the grace period ends, the order fails by itself")
  func noShow() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      bed.time.set(order.scheduledAt + 1_799.999)
      try await bed.orders.sweeper.sweep()
      #expect(try await bed.status(order) == "accepted")
      bed.time.set(order.scheduledAt + 1_800)
      try await bed.orders.sweeper.sweep()
      let answer = try await bed.get(order.path, as: .client("c1"))
      #expect(answer["outcome"] == .string("failed"))
      #expect(answer["reason"] == .string("worker_no_show"))
      #expect(answer["copy_offered"] == .bool(true))
      #expect(answer["charge"] == .string("100.00"))
      #expect(try await bed.history(order) == ["accepted client", "failed sweeper worker_no_show"])
      let event = try await bed.event("order.finished.v1", order)
      #expect(event["ended_by"]?["role"] == .string("sweeper"))
    }
  }

  @Test("R-185: two hours after the end the report is overdue, told once; after 24 it has failed")
  func missingReport() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      bed.time.set(order.endsAt + 7_199.999)
      try await bed.orders.sweeper.sweep()
      #expect(try await overdue(bed) == [])
      bed.time.set(order.endsAt + 7_200)
      try await bed.orders.sweeper.sweep()
      try await bed.orders.sweeper.sweep()
      #expect(try await overdue(bed) == [order.id.wire])
      #expect(
        try await bed.events(order) == [
          "order.accepted.v1", "order.started.v1", "order.overdue.v1",
        ])
      let event = try await bed.event("order.overdue.v1", order)
      #expect(event["fails_at"] == .string(Timestamp.format(order.endsAt + 86_400)))
      bed.time.set(order.endsAt + 86_399.999)
      try await bed.orders.sweeper.sweep()
      #expect(try await bed.status(order) == "started")
      bed.time.set(order.endsAt + 86_400)
      try await bed.orders.sweeper.sweep()
      let answer = try await bed.get(order.path, as: .manager)
      #expect(answer["reason"] == .string("report_missing"))
      #expect(answer["outcome"] == .string("failed"))
      #expect(try await overdue(bed) == [])
      try await bed.expectVersionsWithoutGaps(order)
    }
  }

  @Test("What one round ends is one trace, and the next round another")
  func trace() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(3)
      let type = try await bed.addServiceType()
      for round in 0..<2 {
        for _ in 0...round { _ = try await bed.place(type) }
        bed.time.advance(by: 2 * 86_400)
        try await bed.orders.sweeper.sweep()
      }
      let traces = try await bed.admin.query(
        """
        select substr(headers ->> 'traceparent', 4, 32) from orders.outbox
        where  type = 'order.finished.v1' order by id
        """, as: String.self)
      #expect(traces.count == 3)
      #expect(traces[0] != traces[1] && traces[1] == traces[2])
    }
  }

  private func overdue(_ bed: Testbed) async throws -> [String] {
    try await bed.get("/api/orders?overdue=true", as: .manager)["items"]?.array?
      .compactMap { $0["id"]?.string } ?? []
  }

  @Test("R-185: an overdue order is still completed by its report")
  func lateReport() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      bed.time.set(order.endsAt + 80_000)
      try await bed.orders.sweeper.sweep()
      #expect(try await bed.complete(order).status == 200)
      try await bed.expectVersionsWithoutGaps(order)
    }
  }

  @Test("Several replicas at once, no leader: each order ends once, in batches")
  func replicas() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(30)
      let type = try await bed.addServiceType()
      var orders: [PlacedOrder] = []
      for _ in 0..<30 { orders.append(try await bed.place(type)) }
      bed.time.advance(by: 2 * 86_400)
      _ = try await atOnce(6) { _ in
        var sweeper = bed.orders.sweeper
        sweeper.batch = 4
        try await sweeper.sweep()
      }
      for order in orders {
        #expect(try await bed.events(order) == ["order.accepted.v1", "order.finished.v1"])
        try await bed.expectVersionsWithoutGaps(order)
      }
    }
  }

  @Test("What it ends and marks is counted, by why; its rounds are, by outcome")
  func metrics() async throws {
    let registry = PrometheusRegistry()
    try await withOrders(configure: { $0.durations.sweepInterval = 0.02 }) { bed in
      let order = try await bed.placedOrder()
      let sweeper = withMetricsFactory(registry) { bed.orders.sweeper }
      try await bed.admin.query("alter table orders.orders rename to away")
      let running = Task { try await sweeper.run() }
      try await eventually { !registry.text.contains(#"mcf_sweeps_total{outcome="failed"} 0"#) }
      #expect(registry.text.contains(#"mcf_sweeps_total{outcome="done"} 0"#))
      try await bed.admin.query("alter table orders.away rename to orders")
      bed.time.set(order.scheduledAt + 1_800)
      try await eventually {
        registry.text.contains(#"mcf_orders_swept_total{why="worker_no_show"} 1"#)
      }
      try await eventually { !registry.text.contains(#"mcf_sweeps_total{outcome="done"} 0"#) }
      #expect(registry.text.contains(#"mcf_orders_swept_total{why="report_missing"} 0"#))
      running.cancel()
      try await running.value
    }
  }

  @Test("It runs by itself, outlives an error, and stops when asked to")
  func service() async throws {
    try await withOrders(configure: { $0.durations.sweepInterval = 0.02 }) { bed in
      let order = try await bed.placedOrder()
      try await bed.admin.query("alter table orders.orders rename to away")
      bed.time.set(order.scheduledAt + 1_800)
      let group = ServiceGroup(
        services: [bed.orders.sweeper], logger: Logger(label: "sweeper"))
      try await withThrowingTaskGroup(of: Void.self) { tasks in
        tasks.addTask { try await group.run() }
        try await bed.admin.query("alter table orders.away rename to orders")
        try await eventually("the order failed") { try await bed.status(order) == "failed" }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
    }
  }
}
