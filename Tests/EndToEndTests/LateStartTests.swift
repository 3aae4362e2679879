import ClientBilling
import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Orders
import Outbox
import Packing
import Postgres
import ServiceKit
import TestSupport
import Testing
import WorkerBilling

@Suite("Who starts late")
struct LateStartTests {
  @Test("comes to the same by a backfill of orders as who was there, and by another one")
  func same() async throws {
    try await withOrdering { bed in
      try await bed.someOrders()
      let live = try await bed.published()
      for backfill in OrdersModule.backfills {
        try await backfill.run(
          in: bed.core.app("orders"), now: { bed.time.now }, batch: 2)
      }
      let again = Array(try await bed.published().dropFirst(live.count))
      #expect(again.count == 6, "each order once")

      for consumer in Consumer.all {
        let there = try await consumer.outcome(of: [live])
        #expect(!there.isEmpty)
        #expect(try await consumer.outcome(of: [again]) == there)
        #expect(try await consumer.outcome(of: [again, again]) == there)
        #expect(try await consumer.outcome(of: [live, again]) == there)
      }
    }
  }

  @Test("bills nothing of before the time that it is told, and once what ended since")
  func since() async throws {
    try await withOrdering { bed in
      try await bed.someOrders()
      let ends = try await bed.core.admin.query(
        "select ended_at from orders.orders where ended_at is not null order by ended_at",
        as: Date.self)
      let (live, since) = (try await bed.published(), ends[1])
      for backfill in OrdersModule.backfills {
        try await backfill.run(in: bed.core.app("orders"), since: since, now: { bed.time.now })
      }
      let again = Array(try await bed.published().dropFirst(live.count))
      #expect(again.count == 5, "two that are open, three that have ended since")
      for consumer in Consumer.all {
        guard let lines = consumer.linesSince else { continue }
        let there = try await consumer.outcome(of: [again])
        #expect(there.count { $0.hasPrefix("line ") } == lines)
        #expect(try await consumer.outcome(of: [again, again]) == there)
        let all = try await consumer.outcome(of: [live])
        #expect(Set(there).isSubset(of: all))
      }
    }
  }
}

/// A service that takes orders, and what it has made of them.
private struct Consumer: Sendable {
  let type: any ServiceModule.Type
  let module: @Sendable (PostgresClient, Clock) -> any ServiceModule
  /// How many lines it has of what has ended since the second order did; nil: it bills nothing.
  var linesSince: Int?
  let sql: PostgresQuery

  static let all = [
    Consumer(
      type: ClientBillingModule.self,
      module: { ClientBillingModule(database: $0, clock: $1, logger: .silent) },
      linesSince: 3,
      sql: """
        select concat_ws(' ', 'line', l.order_id, l.party, l.kind, l.amount, l.occurred_at, l.price,
                         l.discount_percent, p.starts_at, e.debit, e.credit, e.amount)
        from   client_billing.billing_line l
               join client_billing.period p on p.id = l.period
               join client_billing.ledger_entry e on e.cause = l.id
        union  all
        select concat_ws(' ', 'open', order_id, client_id, ends_at, charge, version)
        from   client_billing.open_order
        where  not ended
        order  by 1
        """),
    Consumer(
      type: WorkerBillingModule.self,
      module: { WorkerBillingModule(database: $0, clock: $1, logger: .silent) },
      // What was cancelled earns nothing.
      linesSince: 2,
      sql: """
        select concat_ws(' ', 'line', l.order_id, l.party, l.kind, l.amount, l.occurred_at, l.earning,
                         p.starts_at, e.debit, e.credit, e.amount)
        from   worker_billing.billing_line l
               join worker_billing.period p on p.id = l.period
               join worker_billing.ledger_entry e on e.cause = l.id
        order  by 1
        """),
    Consumer(
      type: PackingModule.self,
      module: { PackingModule(database: $0, clock: $1, logger: .silent) },
      sql: """
        select concat_ws(' ', id, worker_id, place, outcome, ended_at, order_version)
        from   packing.package
        order  by 1
        """),
  ]

  /// What a new one comes to that takes these, one lot after the other.
  func outcome(of lots: [[Delivery]]) async throws -> [String] {
    let schema = type.schema
    let taken = Set(type.consumes.map { ExactText($0.type) })
    return try await withDatabase(.of(schema)) { database in
      let module = module(database.app(schema), TestClock().clock)
      let consumer = InboxConsumer(
        module.eventHandlers, database: database.app(schema), logger: .silent)
      for lot in lots {
        try await database.deliver(
          lot.filter { taken.contains(ExactText($0.type)) }, from: "orders", to: schema)
        try await consumer.drain()
      }
      return try await database.admin.query(sql, as: String.self)
    }
  }
}

extension OrderingBed {
  /// Six orders: two open, one cancelled, three failed.
  fileprivate func someOrders() async throws {
    let (murka, type) = (client("hcb-1"), try await addServiceType())
    try await addWorkers(6)
    _ = try await api.send(.get, "/api/clients/me", as: murka)
    var orders: [TestAnswer] = []
    for _ in 0..<6 { orders.append(try await order(type, as: murka)) }
    for (number, order) in orders.enumerated().dropFirst(2) {
      time.advance(by: 60 * Double(number))
      let id = try #require(order["id"]?.string)
      let answer =
        number == 3
        ? try await api.send(
          .post, "/api/orders/\(id)/cancel", as: murka,
          ["confirm_charge": order["charge"] ?? .null])
        : try await api.send(
          .post, "/api/orders/\(id)/fail", as: Self.manager, ["reason": "worker_cannot_come"])
      try #require(answer.status == 200, "\(answer.text)")
    }
  }

  /// All that orders have published so far, in the order of their outbox.
  fileprivate func published() async throws -> [Delivery] {
    try await core.admin.query(
      "select type, subject::uuid, sequence, data::text from orders.outbox order by id",
      as: String.self, UUID.self, Int64.self, String.self
    ).map { type, subject, version, data in
      if ExactText(type) == ExactText(OrderAccepted.type) {
        return try Delivery(
          try WireCoding.decode(OrderAccepted.self, from: data), of: subject, version: version)
      }
      return try Delivery(
        try WireCoding.decode(OrderFinished.self, from: data), of: subject, version: version)
    }
  }
}
