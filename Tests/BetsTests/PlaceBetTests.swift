import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-280: managers bet on orders that nobody knows the end of")
struct PlaceBetTests {
  @Test("a bet is taken once per key, up to the order's time, and never a second late")
  func placing() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      let first = try await bed.bet(Fixture.murka, .failed, "0.01", on: order.orderID, key: "k")
      #expect(first.status == 201 && first["seq"] == 1)
      let again = try await bed.bet(Fixture.murka, .failed, "0.01", on: order.orderID, key: "k")
      #expect(again.text == first.text)
      #expect(try await bed.rows()["bet"] == 1)
      let other = try await bed.bet(Fixture.murka, .failed, "0.02", on: order.orderID, key: "k")
      #expect(other.status == 422)
      bed.time.set(order.scheduledAt.addingTimeInterval(-0.001))
      #expect(try await bed.bet(Fixture.vaska, .failed, "1", on: order.orderID).status == 201)
      bed.time.set(order.scheduledAt)
      let late = try await bed.bet(Fixture.vaska, .failed, "1", on: order.orderID)
      #expect(late.problem == "market-closed")
      #expect(late["closed_at"]?.string == Timestamp.format(order.scheduledAt))
      // What was taken is answered again all the same.
      let kept = try await bed.bet(Fixture.murka, .failed, "0.01", on: order.orderID, key: "k")
      #expect(kept.text == first.text)
    }
  }

  @Test("what is refused, and that nothing is left of it")
  func refusals() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      let id = order.orderID
      #expect(
        try await bed.bet(Fixture.murka, .failed, "10000.01", on: id).problem == "stake-too-high")
      #expect(try await bed.bet(Fixture.murka, .failed, "10000.00", on: id).status == 201)
      #expect(
        try await bed.bet(Fixture.murka, .failed, "1", on: UUID()).problem == "no-such-market")
      for stake in ["0", "0.00", "-1", "0.001", "10000000000.01", "x"] {
        let answer = try await bed.bet(Fixture.murka, .failed, stake, on: id)
        #expect(answer.status == 400 && answer.mistakes == ["/stake"], "\(stake)")
      }
      let keyless = try await bed.api.send(
        .post, "/api/markets/\(id.wire)/bets", as: Fixture.murka,
        ["outcome": "failed", "stake": "1"])
      #expect(keyless.problem == "idempotency-key-missing")
      let wrong = try await bed.api.send(
        .post, "/api/markets/\(id.wire)/bets", as: Fixture.murka,
        ["outcome": "accepted", "odds": 2], headers: ["Idempotency-Key": "k"])
      #expect(wrong.mistakes == ["/odds", "/outcome", "/stake"])
      #expect(try await bed.rows()["bet"] == 1)
    }
  }

  @Test("at most fifty bets a manager and order, of however many at once")
  func most() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      let answers = try await atOnce(60) { _ in
        try await bed.bet(Fixture.murka, .failed, "1.00", on: order.orderID)
      }
      #expect(answers.count { $0.status == 201 } == 50)
      #expect(answers.count { $0.problem == "too-many-bets" } == 10)
      #expect(try await bed.bet(Fixture.vaska, .failed, "1.00", on: order.orderID)["seq"] == 51)
    }
  }
}

@Suite("R-280: lists of markets")
struct MarketListTests {
  @Test("open and closed ones by their time, settled ones the last first; with bets, or all")
  func lists() async throws {
    try await withBets { bed in
      var orders: [OrderFacts] = []
      // 0 and 3 have no bets; 0 to 2 are open, 3 and 4 closed by check-in, 5 and 6 settled.
      for number in 0..<7 {
        let order = try await bed.accept(bed.order(in: 3_600 * Double(number + 1)))
        orders.append(order)
        if number != 0 && number != 3 {
          try await bed.place([(Fixture.murka, .failed, "\(number).00")], on: order)
        }
      }
      bed.time.advance(by: 1)
      for order in orders[3...4] { try await bed.start(order, at: bed.time.now) }
      for order in orders[5...6] {
        bed.time.advance(by: 1)
        try await bed.finish(order, .failed)
      }
      func list(_ query: String) async throws -> [Int] {
        let answer = try await bed.get("/api/markets\(query)", as: Fixture.vaska)
        return (answer["items"]?.array ?? []).compactMap { item in
          orders.firstIndex { $0.orderID.wire == item["order_id"]?.string }
        }
      }
      #expect(try await list("") == [1, 2])
      #expect(try await list("?status=open&all=true") == [0, 1, 2])
      #expect(try await list("?status=closed") == [4])
      #expect(try await list("?status=closed&all=true") == [3, 4])
      #expect(try await list("?status=settled") == [6, 5])
      bed.time.set(orders[1].scheduledAt)
      #expect(try await list("") == [2])
      #expect(try await list("?status=closed&all=true") == [0, 1, 3, 4])
      #expect(try await list("?status=closed") == [1, 4])
      try await Self.paging(bed, orders)
      #expect(
        try await bed.get("/api/markets?status=won&sort=x").mistakes == ["?sort", "?status"])
    }
  }

  private static func paging(_ bed: Fixture, _ orders: [OrderFacts]) async throws {
    for query in ["status=closed&all=true", "status=settled"] {
      var (found, cursor): ([String], String?) = ([], "")
      while let after = cursor {
        let answer = try await bed.get(
          "/api/markets?\(query)&limit=1" + (after.isEmpty ? "" : "&cursor=\(after)"))
        found += (answer["items"]?.array ?? []).compactMap { $0["order_id"]?.string }
        cursor = answer["next_cursor"]?.string
      }
      let whole = try await bed.get("/api/markets?\(query)")
      #expect(found == whole["items"]?.array?.compactMap { $0["order_id"]?.string })
    }
  }

  @Test("a settled market closed when it did, whatever the margin is by now")
  func margins() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      try await bed.place([(Fixture.murka, .failed, "1.00")], on: order)
      bed.time.advance(by: 60)
      try await bed.finish(order, .failed)
      // As if it had been settled with a margin of two seconds.
      try await bed.database.admin.query(
        "update bets.settlement set closed_at = closed_at - interval '2 s'")
      let listed = try await bed.get("/api/markets?status=settled")["items"]?.array?.first
      let closesAt = Timestamp.format(bed.time.now.addingTimeInterval(-2))
      #expect(listed?["closes_at"]?.string == closesAt)
      #expect(try await bed.market(order)["closes_at"]?.string == closesAt)
    }
  }

  @Test("a market says what is staked, what is one's own, and what 1.00 would bring")
  func pools() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      try await bed.place(
        [(Fixture.murka, .completed, "15.00"), (Fixture.vaska, .failed, "7.01")], on: order)
      let market = try await bed.market(order)
      #expect(
        market["pools"] == [
          ["outcome": "completed", "staked": "15.00", "own": "15.00", "one_brings": "1.43"],
          ["outcome": "cancelled", "staked": "0.00", "own": "0.00", "one_brings": "23.01"],
          ["outcome": "failed", "staked": "7.01", "own": "0.00", "one_brings": "2.87"],
        ])
      #expect(market["own_bets"]?.array?.count == 1)
      let listed = try await bed.get("/api/markets")
      #expect(listed["items"]?.array?.first?["pools"] == market["pools"])
      #expect(
        try await bed.get("/api/markets/\(order.orderID.wire)/sheet").problem == "not-settled")
      for path in ["7", UUID().wire, "\(UUID().wire)/sheet"] {
        #expect(try await bed.get("/api/markets/\(path)").problem == "no-such-market")
      }
    }
  }
}
