import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

/// That a consumer comes to the same by it is in Tests/EndToEndTests (`LateStartTests`).
@Suite("A backfill of orders")
struct OrderBackfillTests {
  @Test("publishes open ones as accepted and ended ones as finished, as they were published")
  func same() async throws {
    try await withOrders { bed in
      let open = try await bed.lives()
      let before = try await bed.published()
      #expect(try await bed.backfill(OrderAccepted.self) == 3)
      #expect(try await bed.backfill(OrderFinished.self) == 3)
      let again = Array(try await bed.published().dropFirst(before.count))
      let accepted = before.filter { open.contains($0.subject) && $0.version == 1 }
      #expect(again == accepted + before.filter { $0.type == OrderFinished.type })
      #expect(Set(again.map(\.version)) == [1, 2, 3])
      // Nothing has changed: another one publishes the same.
      _ = try await bed.backfill(OrderAccepted.self)
      _ = try await bed.backfill(OrderFinished.self)
      #expect(Array(try await bed.published().suffix(again.count)) == again)
    }
  }

  @Test("goes as far back as it is told, to the instant, and has all that is open")
  func since() async throws {
    try await withOrders { bed in
      _ = try await bed.lives()
      let ends = try await bed.admin.query(
        "select ended_at from orders.orders where ended_at is not null order by ended_at",
        as: Date.self)
      for (number, end) in ends.enumerated() {
        #expect(
          try await bed.backfill(OrderFinished.self, since: end) == ends.count - number)
        #expect(
          try await bed.backfill(OrderFinished.self, since: end.addingTimeInterval(0.001))
            == ends.count - number - 1)
      }
      #expect(try await bed.backfill(OrderAccepted.self, since: bed.now) == 3)
    }
  }

  @Test("does not say of one that is ending that it is open")
  func overtaken() async throws {
    try await withOrders { bed in
      let order = try await bed.placedOrder()
      let found = try await bed.database.read(FindOpenOrders())
      #expect(found == [order.id])
      #expect(try await bed.cancel(order).status == 200)
      let published = try await bed.database.withTransaction {
        try await OrderBackfills.publishOpen(found, in: $0, at: bed.now)
      }
      #expect(published == 0)
      #expect(try await bed.events(order) == [OrderAccepted.type, OrderFinished.type])
    }
  }
}

extension Testbed {
  fileprivate struct Published: Hashable {
    let type: String
    let subject: UUID
    let version: Int64
    let data: String
  }

  fileprivate func published() async throws -> [Published] {
    try await admin.query(
      "select type, subject::uuid, sequence, data::text from orders.outbox order by id",
      as: String.self, UUID.self, Int64.self, String.self
    ).map { Published(type: $0.0, subject: $0.1, version: $0.2, data: $0.3) }
  }

  fileprivate func backfill<Payload: EventPayload>(
    _: Payload.Type, since: Date? = nil
  ) async throws -> Int {
    let backfill = try #require(OrdersModule.backfills.first { $0.type == Payload.self })
    return try await backfill.run(in: database, since: since, now: { now }, batch: 2)
  }

  /// Three orders that are open, two of them started and overdue, and three that have ended, not in
  /// the order in which they were placed.
  ///
  /// - Returns: the open ones.
  fileprivate func lives() async throws -> [UUID] {
    try await addClient("c1")
    try await addWorkers(6)
    let type = try await addServiceType()
    var orders = [try await place(type, inHours: 48)]
    for _ in 1...5 {
      time.advance(by: 1)
      orders.append(try await place(type))
    }
    #expect(try await cancel(orders[5]).status == 200)
    time.advance(by: 60)
    let failed = try await post(
      "\(orders[4].path)/fail", as: .worker(orders[4].worker), ["reason": "worker_cannot_come"])
    #expect(failed.status == 200)
    time.set(orders[3].scheduledAt)
    for (shade, order) in orders[1...3].enumerated() {
      #expect(try await checkIn(order, shade: UInt8(shade)).status == 200)
    }
    #expect(try await complete(orders[3], shade: 9).status == 200)
    time.advance(by: 6 * 3_600)
    try await self.orders.sweeper.sweep()
    return orders[0...2].map(\.id)
  }
}
