import Contracts
import FoundationEssentials
import HTTPTypes
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

/// The service over a database of its own, with managers whom it knows.
struct Fixture: Sendable {
  let api: TestAPI
  let bets: BetsModule
  let database: TestDatabase
  let time: TestClock

  static let murka = manager(1)
  static let vaska = manager(2)
  static let pushok = manager(3)

  /// A manager's id, in the order of the numbers.
  static func id(_ number: Int) -> UUID {
    let digits = String(number)
    let text = String(repeating: "0", count: 12 - digits.utf8.count) + digits
    return UUID(uuidString: "00000000-0000-7000-8000-\(text)") ?? .zero
  }

  static func manager(_ number: Int) -> Caller {
    Caller(subject: id(number).wire, roles: [.manager])
  }

  var app: PostgresClient { database.app("bets") }

  /// What orders tell of an order; it is an hour ahead unless told.
  func order(in seconds: TimeInterval = 3_600) -> OrderFacts {
    // Ids made in the same millisecond have no order.
    time.advance(by: 0.001)
    // A whole second, which a clock of milliseconds shows exactly.
    let scheduledAt = Date(
      timeIntervalSince1970: (time.now.timeIntervalSince1970 + seconds).rounded(.down))
    return OrderFacts(
      orderID: .v7(at: time.now), clientID: .v7(at: time.now), clientFirstName: "Lapka",
      clientName: "Lapka Secretova", workerID: .v7(at: time.now), workerFirstName: "Barsik",
      workerName: "Barsik Paws", serviceTypeID: .v7(at: time.now), serviceTypeName: "Tidying",
      description: "Take the box out", place: "Cat Street 9", phone: "+7 900 111-22-33",
      email: "lapka@secret.example", scheduledAt: scheduledAt,
      endsAt: scheduledAt.addingTimeInterval(3_600), pickUpAt: nil,
      price: Money(hundredths: 10_000), discountPercent: 0, charge: Money(hundredths: 10_000),
      earning: nil, packingList: [], copyOf: nil, acceptedAt: time.now)
  }

  /// Hands an event to the service, as the relay and its consumer do.
  func tell(
    _ payload: some EventPayload, of subject: UUID, version: Int64, from source: String = "orders"
  ) async throws {
    try await database.deliver(
      payload, of: subject, version: version, at: time.now, from: source, to: "bets")
    try await drain()
  }

  func drain(by client: PostgresClient? = nil) async throws {
    try await InboxConsumer(
      bets.eventHandlers, database: client ?? bets.database, now: { [time] in time.now },
      logger: .silent
    ).drain()
  }

  /// An accepted order.
  @discardableResult
  func accept(_ order: OrderFacts? = nil) async throws -> OrderFacts {
    let order = order ?? self.order()
    try await tell(OrderAccepted(order, .init()), of: order.orderID, version: 1)
    return order
  }

  func start(_ order: OrderFacts, at time: Date) async throws {
    let photo = PhotoReference(sha256: String(repeating: "0", count: 64), path: "/photo")
    try await tell(
      OrderStarted(order, .init(startedAt: time, checkInPhoto: photo)), of: order.orderID,
      version: 2)
  }

  func finish(
    _ order: OrderFacts, _ outcome: OrderOutcome, by actor: OrderActor = .worker,
    startedAt: Date? = nil, at end: Date? = nil
  ) async throws {
    try await tell(
      .finished(order, outcome, by: actor, startedAt: startedAt, at: end ?? time.now),
      of: order.orderID, version: 3)
  }

  func hear(of manager: UUID, active: Bool = true, version: Int64 = 1) async throws {
    try await tell(
      ManagerChanged(
        id: manager, name: "Cat \(manager.wire.suffix(2))",
        email: "\(manager.wire)@mcf.example", language: nil, active: active, version: version),
      of: manager, version: version, from: "managers")
  }

  /// Sends a bet.
  func bet(
    _ caller: Caller, _ outcome: OrderOutcome, _ stake: String, on order: UUID, key: String? = nil
  ) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/markets/\(order.wire)/bets", as: caller,
      ["outcome": .string(outcome.rawValue), "stake": .string(stake)],
      headers: ["Idempotency-Key": key ?? UUID().wire])
  }

  /// Places bets, each a millisecond after the one before.
  func place(
    _ bets: [(Caller, OrderOutcome, String)], on order: OrderFacts
  ) async throws {
    for (caller, outcome, stake) in bets {
      time.advance(by: 0.001)
      let answer = try await bet(caller, outcome, stake, on: order.orderID)
      try #require(answer.status == 201, "\(answer.text)")
    }
  }

  func get(_ path: String, as caller: Caller = murka) async throws -> TestAnswer {
    try await api.send(.get, path, as: caller)
  }

  func market(_ order: OrderFacts, as caller: Caller = murka) async throws -> TestAnswer {
    try await get("/api/markets/\(order.orderID.wire)", as: caller)
  }

  func sheet(_ order: OrderFacts) async throws -> String {
    let answer = try await get("/api/markets/\(order.orderID.wire)/sheet")
    try #require(answer.status == 200, "\(answer.text)")
    return answer.text
  }

  /// The last column of a sheet's bets, in order: counts, late or acted.
  func standings(_ order: OrderFacts) async throws -> [String] {
    try await database.admin.query(
      """
      select coalesce(v.reason, 'counts')
      from   bets.bet b
      left   join bets.voided v using (order_id, seq)
      where  b.order_id = \(order.orderID)
      order  by b.seq
      """, as: String.self)
  }

  /// What each manager got of a pool, by number.
  func payouts(_ order: OrderFacts) async throws -> [String] {
    try await database.admin.query(
      """
      select ltrim(right(manager_id::text, 12), '0') || ' ' || payout || ' ' || net
      from   bets.share
      where  order_id = \(order.orderID)
      order  by manager_id
      """, as: String.self)
  }

  /// How many rows there are of each kind.
  func rows() async throws -> [String: Int] {
    var counts: [String: Int] = [:]
    for table in Self.tables {
      counts[table] = try await database.admin.query(
        "select count(*) from bets.\(unescaped: table)", as: Int.self
      ).first
    }
    return counts
  }

  static let tables = [
    "market", "bet", "closing", "settlement", "voided", "share", "statement", "statement_market",
    "statement_line", "transfer", "transfer_paid", "unsettled",
  ]
}

extension OrderActor {
  static let worker = OrderActor(role: "worker", id: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3aff")
  static func manager(_ caller: Caller) -> OrderActor {
    OrderActor(role: "manager", id: caller.subject)
  }
}

extension EventPayload where Self == OrderFinished {
  static func finished(
    _ order: OrderFacts, _ outcome: OrderOutcome, by actor: OrderActor = .worker,
    startedAt: Date? = nil, at end: Date
  ) -> OrderFinished {
    OrderFinished(
      order,
      .init(
        outcome: outcome, reason: outcome == .completed ? nil : "client_request", note: nil,
        endedBy: actor, startedAt: startedAt, endedAt: end, checkInPhoto: nil, reportPhoto: nil))
  }
}

func withBets(
  _ configuration: BetsConfiguration = BetsConfiguration(), managers: Int = 3,
  _ body: @escaping @Sendable (Fixture) async throws -> Void
) async throws {
  try await withDatabase(.of("bets")) { database in
    let time = TestClock()
    let bets = BetsModule(
      database: database.app("bets"), clock: time.clock, configuration: configuration,
      logger: .silent)
    try await withAPI([bets]) { api in
      let bed = Fixture(api: api, bets: bets, database: database, time: time)
      let events = try (1...managers).map { number in
        let id = Fixture.id(number)
        return try Delivery(
          ManagerChanged(
            id: id, name: "Cat \(number)", email: "cat-\(number)@mcf.example", language: nil,
            active: true, version: 1), of: id, version: 1, at: time.now)
      }
      try await database.deliver(events, from: "managers", to: "bets")
      try await bed.drain()
      try await body(bed)
    }
  }
}
