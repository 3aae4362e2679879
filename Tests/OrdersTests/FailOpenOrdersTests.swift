import Contracts
import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("R-141: failing a worker's open orders in one act")
struct FailOpenOrdersTests {
  @Test("All open orders of the worker fail, whoever else works goes on")
  func all() async throws {
    try await withOrders { bed in
      let started = try await bed.startedOrder()
      let type = try await bed.addServiceType()
      let accepted = try await bed.place(type)
      let ended = try await bed.place(type, inHours: 48)
      _ = try await bed.cancel(ended)
      try await bed.addWorkers(1)
      let other = try await bed.place(type)
      #expect(other.worker != started.worker)
      let answer = try await bed.post(
        "/api/orders/fail-open", as: .manager,
        ["worker_id": .string(started.worker.wire), "note": "has moved to Paris"])
      #expect(answer.status == 200)
      #expect(answer["items"]?.array?.count == 2)
      #expect(
        try await bed.history(accepted) == [
          "accepted client", "failed manager worker_cannot_come",
        ])
      #expect(try await bed.history(started).last == "failed manager not_done")
      #expect(try await bed.status(ended) == "cancelled")
      #expect(try await bed.status(other) == "accepted")
      for order in [accepted, started] {
        #expect(try await bed.events(order).last == "order.finished.v1")
        let finished = try await bed.event("order.finished.v1", order)
        #expect(finished["ended_by"]?["role"] == "manager")
        #expect(finished["ended_by"]?["id"] == "m-1")
        try await bed.expectVersionsWithoutGaps(order)
      }
    }
  }

  @Test("Ten managers at once and the sweeper: each order ends once, nothing deadlocks")
  func race() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      let worker = try await bed.addWorkers(1)[0]
      let type = try await bed.addServiceType()
      var orders: [PlacedOrder] = []
      for index in 0..<6 {
        orders.append(try await bed.place(type, inHours: Double(3 + 3 * index)))
      }
      bed.time.set(orders[2].scheduledAt + 1_800)
      let failed = try await atOnce(12) { index -> Int in
        if index >= 10 {
          try await bed.orders.sweeper.sweep()
          return 0
        }
        let answer = try await bed.post(
          "/api/orders/fail-open", as: .manager, ["worker_id": .string(worker.wire)])
        #expect(answer.status == 200, "\(answer.text)")
        return answer["items"]?.array?.count ?? 0
      }
      #expect((3...6).contains(failed.reduce(0, +)))
      for order in orders {
        #expect(try await bed.events(order) == ["order.accepted.v1", "order.finished.v1"])
        try await bed.expectVersionsWithoutGaps(order)
      }
    }
  }
}
