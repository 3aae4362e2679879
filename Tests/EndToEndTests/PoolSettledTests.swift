import Bets
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@Suite("R-281: what happens to an order decides about its pool, whenever bets hear of it")
struct PoolSettledTests {
  @Test("a bet at the instant of the check-in is late, one a millisecond before it counts")
  func late() async throws {
    try await withBetting { bed in
      let order = try await bed.order()
      let checkIn = order.scheduledAt.addingTimeInterval(-60)
      bed.time.set(checkIn.addingTimeInterval(-0.001))
      try await bed.bet(0, .completed, on: order)
      bed.time.set(checkIn)
      try await bed.bet(1, .failed, on: order)
      let started = try await bed.ordering.api.send(
        .post, "/api/orders/\(order.id)/check-in", as: order.worker, SampleJPEG.bytes(1),
        type: "image/jpeg")
      try #require(started.status == 200, "\(started.text)")
      // Nothing is heard of it for as long as the job takes.
      bed.time.advance(by: 3_600)
      let done = try await bed.ordering.api.send(
        .post, "/api/orders/\(order.id)/complete", as: order.worker, SampleJPEG.bytes(2),
        type: "image/jpeg")
      try #require(done.status == 200, "\(done.text)")
      try await bed.carry()
      #expect(try await bed.standings(order) == ["counts", "late"])
      let settled = try await bed.market(order)
      #expect(settled["settlement"]?["bank"] == "1.00")
      #expect(settled["closes_at"]?.string == Timestamp.format(checkIn))
    }
  }

  @Test("cancelled five days ahead, heard of three hours later: what was placed meanwhile is void")
  func cancelled() async throws {
    try await withBetting { bed in
      let order = try await bed.order(days: 5)
      let answer = try await bed.ordering.api.send(
        .post, "/api/orders/\(order.id)/cancel", as: bed.ordering.client("hcb-1"),
        ["confirm_charge": .string(order.charge)])
      try #require(answer.status == 200, "\(answer.text)")
      bed.time.advance(by: 3 * 3_600)
      for manager in 0...1 { try await bed.bet(manager, .cancelled, on: order) }
      try await bed.carry()
      #expect(try await bed.standings(order) == ["late", "late"])
      #expect(try await bed.market(order)["settlement"]?["bank"] == "0.00")
    }
  }

  @Test("who fails all that a worker has open has bet on none of it")
  func failedTogether() async throws {
    try await withBetting { bed in
      let orders = [try await bed.order(), try await bed.order(days: 2)]
      #expect(orders[0].worker.subject == orders[1].worker.subject)
      for order in orders {
        for manager in 0...1 { try await bed.bet(manager, .failed, on: order) }
        bed.time.advance(by: 1)
      }
      let answer = try await bed.ordering.api.send(
        .post, "/api/orders/fail-open", as: bed.managers[0],
        ["worker_id": .string(orders[0].worker.subject.text), "note": "has moved to Paris"])
      try #require(answer["items"]?.array?.count == 2, "\(answer.text)")
      try await bed.carry()
      for order in orders {
        #expect(try await bed.standings(order) == ["acted", "counts"])
      }
    }
  }
}

/// Orders and bets with the same clock, and managers whom bets know.
private struct BettingBed: Sendable {
  let ordering: OrderingBed
  let bets: BetsModule
  let database: TestDatabase
  let api: TestAPI
  let managers: [Caller]
  let serviceType: String

  var time: TestClock { ordering.time }

  struct Order: Sendable {
    let id: String
    let worker: Caller
    let scheduledAt: Date
    let charge: String
  }

  /// An accepted order, of which bets have heard.
  func order(days: Double = 1) async throws -> Order {
    let placed = try await ordering.order(
      serviceType, as: ordering.client("hcb-1"), days: days)
    let delivered = try await ordering.core.published(OrderAccepted.self, by: "orders")
    try await database.take(bets.eventHandlers, Array(delivered.suffix(1)), as: "bets")
    let worker = try #require(placed["worker_id"]?.string)
    return Order(
      id: try #require(placed["id"]?.string),
      worker: Caller(subject: worker, roles: [.worker]),
      scheduledAt: try #require(placed["scheduled_at"]?.string.flatMap(Timestamp.parse)),
      charge: try #require(placed["charge"]?.string))
  }

  /// Stakes 1.00.
  func bet(_ manager: Int, _ outcome: OrderOutcome, on order: Order) async throws {
    let answer = try await api.send(
      .post, "/api/markets/\(order.id)/bets", as: managers[manager],
      ["outcome": .string(outcome.rawValue), "stake": "1.00"],
      headers: ["Idempotency-Key": UUID().wire])
    try #require(answer.status == 201, "\(answer.text)")
  }

  /// Brings all that has become of orders.
  func carry() async throws {
    let core = ordering.core
    let events =
      try await core.published(OrderStarted.self, by: "orders")
      + core.published(OrderFinished.self, by: "orders")
    try await database.take(bets.eventHandlers, events, as: "bets")
  }

  func market(_ order: Order) async throws -> TestAnswer {
    try await api.send(.get, "/api/markets/\(order.id)", as: managers[0])
  }

  /// Whether each bet counts, or why not, in the order in which they were placed.
  func standings(_ order: Order) async throws -> [String] {
    try await database.admin.query(
      """
      select coalesce(v.reason, 'counts')
      from   bets.bet b
      left   join bets.voided v using (order_id, seq)
      where  b.order_id = \(order.id)::uuid
      order  by b.seq
      """, as: String.self)
  }
}

private func withBetting(
  _ body: @escaping @Sendable (BettingBed) async throws -> Void
) async throws {
  try await withOrdering { ordering in
    _ = try await ordering.api.send(.get, "/api/clients/me", as: ordering.client("hcb-1"))
    let type = try await ordering.addServiceType()
    try await ordering.addWorkers(1)
    try await withDatabase(.of("bets")) { database in
      let bets = BetsModule(
        database: database.app("bets"), clock: ordering.time.clock, logger: .silent)
      let ids = (0...1).map { _ in UUID.v7(at: ordering.time.now) }
      let heard = try ids.map { id in
        try Delivery(
          ManagerChanged(
            id: id, name: "Vasilisa", email: "\(id.wire)@mcf.example", language: nil, active: true,
            version: 1), of: id, version: 1)
      }
      try await database.take(bets.eventHandlers, heard, as: "bets")
      try await withAPI([bets]) { api in
        try await body(
          BettingBed(
            ordering: ordering, bets: bets, database: database, api: api,
            managers: ids.map { Caller(subject: $0.wire, roles: [.manager]) }, serviceType: type))
      }
    }
  }
}
