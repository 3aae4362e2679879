import FoundationEssentials
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("Races")
struct RaceTests {
  @Test("Fifty simultaneous transitions of one order: one winner, 49 × 409, one order.finished")
  func fifty() async throws {
    try await withOrders { bed in
      let order = try await bed.startedOrder()
      // By then the client may be called absent.
      bed.time.advance(by: 900)
      let answers = try await atOnce(50) { index in
        switch index % 5 {
        case 0: try await bed.cancel(order)
        case 1:
          try await bed.post("\(order.path)/fail", as: .manager, ["reason": "not_done"])
        case 2:
          try await bed.post(
            "\(order.path)/cancel", as: .worker(order.worker), ["reason": "client_absent"])
        case 3:
          try await bed.post("\(order.path)/cancel", as: .manager, ["reason": "client_refused"])
        // Different photos: the same one again would be no other transition.
        default: try await bed.complete(order, shade: UInt8(10 + index))
        }
      }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.count { $0.status == 409 } == 49)
      let events = try await bed.events(order)
      #expect(events.count { $0 == "order.finished.v1" } == 1)
      #expect(try await bed.history(order).count == 3)
      try await bed.expectVersionsWithoutGaps(order)
    }
  }

  @Test("Cancel against check-in against the sweeper, where check-in ends: exactly one wins")
  func threeWays() async throws {
    try await withOrders { bed in
      try await bed.addClient("c1")
      try await bed.addWorkers(1)
      let type = try await bed.addServiceType()
      for round in 0..<10 {
        let order = try await bed.place(type, inHours: 24)
        // At this instant check-in is over and the sweeper may act; a moment before, the opposite.
        bed.time.set(order.scheduledAt + 1_800 - (round % 2 == 0 ? 0.001 : 0))
        let answers = try await atOnce(3) { index -> Int in
          switch index {
          case 0: return try await bed.cancel(order).status
          case 1: return try await bed.checkIn(order).status
          default:
            try await bed.orders.sweeper.sweep()
            return 0
          }
        }
        let finished = try await bed.events(order).count { $0 == "order.finished.v1" }
        let status = try await bed.status(order)
        let won = answers.count { $0 == 200 }
        switch status {
        case "started", "failed":
          #expect(finished == (status == "failed" ? 1 : 0))
          #expect(won == (status == "failed" ? 0 : 1))
        case "cancelled":
          // A cancel may come before or after the check-in; then both have won in turn.
          #expect(finished == 1)
          #expect((1...2).contains(won))
        default: Issue.record("the order is \(status ?? "gone")")
        }
        try await bed.expectVersionsWithoutGaps(order)
        _ = try await bed.cancel(order)
      }
    }
  }
}
