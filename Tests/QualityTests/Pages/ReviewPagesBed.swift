import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

/// The pages of reviews over a database of its own, with two managers and a worker of the registers.
struct ReviewPagesBed: Sendable {
  let api: TestAPI
  let module: QualityModule
  let database: TestDatabase
  let clock: TestClock

  static let boss = manager("0190a000-0000-7000-8000-00000000b055")
  static let rival = manager("0190a000-0000-7000-8000-0000000041a1")
  static let third = manager("0190a000-0000-7000-8000-00000000013d")
  static let worker = "0190a000-0000-7000-8000-000000001e00"

  private static func manager(_ id: String) -> Caller {
    Caller(subject: id, roles: [.manager])
  }

  func browser(as caller: Caller? = boss, language: String = "en") -> TestBrowser {
    api.browser(as: caller, language: language)
  }

  /// Runs SQL as the superuser, who finds the tables without naming their schema.
  func prepare(_ sql: String) async throws {
    try await database.admin.withConnection {
      try await $0.script("set search_path = quality, public; \(sql)")
    }
  }

  func value<T: PostgresDecodable & Sendable>(_ sql: String, as type: T.Type = T.self) async throws
    -> T
  {
    try #require(try await database.admin.query(PostgresQuery(unescaped: sql), as: T.self).first)
  }

  func facts(service: String = "Litter box duty") -> OrderFacts {
    // Ids made in the same millisecond have no order.
    clock.advance(by: 0.001)
    let scheduledAt = clock.now.addingTimeInterval(3_600)
    return OrderFacts(
      orderID: .v7(at: clock.now), clientID: .v7(at: clock.now), clientFirstName: "Murka",
      clientName: "Murka <Secretova>", workerID: UUID(uuidString: Self.worker) ?? UUID(),
      workerFirstName: "Leo", workerName: "Leo Paws", serviceTypeID: .v7(at: clock.now),
      serviceTypeName: service, description: "Take the <box> out", place: "Cat Street 9",
      phone: "+7 900 111-22-33 x12", email: "murka@secret.example", scheduledAt: scheduledAt,
      endsAt: scheduledAt.addingTimeInterval(3_600), pickUpAt: nil,
      price: Money(hundredths: 10_000), discountPercent: 5, charge: Money(hundredths: 9_500),
      earning: nil, packingList: ["gloves"], copyOf: nil, acceptedAt: clock.now)
  }

  func take<Payload: EventPayload>(
    _ payload: Payload, of order: UUID, version: Int64,
    _ take: @Sendable (QualityModule, Event<Payload>, Transaction) -> Void
  ) async throws {
    let event = Event(
      id: .v7(at: clock.now), subject: order, version: version, time: clock.now, payload: payload)
    try await module.database.withTransaction { take(module, event, $0) }
  }

  func accept(_ facts: OrderFacts) async throws {
    try await take(OrderAccepted(facts, .init()), of: facts.orderID, version: 1) {
      $0.take($1, in: $2)
    }
  }

  func finish(
    _ facts: OrderFacts, _ outcome: OrderOutcome, _ reason: String?,
    by actor: OrderActor = OrderActor(role: "client", id: nil), reportPhoto: PhotoReference? = nil
  ) async throws {
    let told = OrderFinished.Told(
      outcome: outcome, reason: reason, note: "A <note>", endedBy: actor, startedAt: nil,
      endedAt: clock.now, checkInPhoto: nil, reportPhoto: reportPhoto)
    try await take(OrderFinished(facts, told), of: facts.orderID, version: 9) {
      $0.take($1, in: $2)
    }
  }

  /// An order that was cancelled, and the path of its review.
  func cancelled(
    service: String = "Litter box duty",
    by actor: OrderActor = OrderActor(role: "client", id: nil)
  ) async throws -> (order: OrderFacts, page: String) {
    let facts = facts(service: service)
    try await accept(facts)
    try await finish(facts, .cancelled, "client_request", by: actor)
    return (facts, try await page(of: facts.orderID))
  }

  /// Of the review of an order that is not closed.
  func page(of order: UUID) async throws -> String {
    let id = try await value(
      "select id from quality.review where order_id = '\(order.wire)' and state <> 'closed'",
      as: UUID.self)
    return "/reviews/\(id.wire)"
  }

  /// A review in the hand of a manager.
  func taken(by manager: Caller = boss, service: String = "Litter box duty") async throws -> String
  {
    let page = try await cancelled(service: service).page
    let answer = try await press("take", page, as: manager)
    try #require(answer.status == 303, "\(answer.text)")
    return page
  }

  func version(_ page: String) async throws -> Int64 {
    try await value("select version from quality.review where id = '\(page.suffix(36))'")
  }

  /// Presses the button of a page about a review, which says what it has shown.
  func press(
    _ act: String, _ page: String, _ fields: [(String, String)] = [], version: Int64? = nil,
    key: String? = nil, as caller: Caller = boss
  ) async throws -> TestAnswer {
    let present = try await self.version(page)
    return try await browser(as: caller).press(
      "\(page)/\(act)", fields + [("version", "\(version ?? present)")], key: key)
  }

  /// More orders like that one, each with an open review, due one after the other.
  func copy(_ order: OrderFacts, _ numbers: ClosedRange<Int>) async throws {
    try await prepare(
      """
      insert into known_order (order_id, client_id, client_first_name, client_name, worker_id,
                               worker_first_name, worker_name, service_type_id,
                               service_type_name, description, place, phone, scheduled_at,
                               ends_at, price, discount_percent, charge, packing_list,
                               accepted_at, outcome, ended_by_role, ended_at, version)
      select gen_random_uuid(), client_id, client_first_name, client_name, worker_id,
             worker_first_name, worker_name, service_type_id, 'Nr ' || n, description, place,
             phone, scheduled_at, ends_at, price, discount_percent, charge, packing_list,
             accepted_at, outcome, ended_by_role, ended_at, version
      from   known_order, generate_series(\(numbers.lowerBound), \(numbers.upperBound)) n
      where  order_id = '\(order.orderID.wire)';
      insert into review (id, order_id, origin, due_at, opened_at)
      select gen_random_uuid(), order_id, 'automatic',
             ended_at + make_interval(days => 4, secs => substr(service_type_name, 4)::int),
             ended_at
      from   known_order
      where  service_type_name like 'Nr%';
      """)
  }

  /// Presses a button of a review's form.
  func save(
    _ page: String, _ fields: [(String, String)], act: String = "save", version: Int64? = nil,
    key: String? = nil, as caller: Caller = boss
  ) async throws -> TestAnswer {
    let present = try await self.version(page)
    return try await browser(as: caller).press(
      page, fields + [("act", act), ("version", "\(version ?? present)")], key: key)
  }

  /// All that has to be filled in.
  static let complete = [
    ("right_worker", "true"), ("supplies", "complete"), ("described_well", "false"),
    ("reached_client", "true"), ("cause", "time"), ("findings", "Too <late>."),
    ("text_for_client", "We are sorry.\r\nIt was <our> fault."), ("nothing_for_worker", "true"),
  ]
}

func withReviewPages(
  _ body: @escaping @Sendable (ReviewPagesBed) async throws -> Void
) async throws {
  try await withDatabase(.of("quality")) { database in
    let clock = TestClock()
    var configuration = QualityConfiguration()
    configuration.inHand = 3
    let module = QualityModule(
      database: database.app("quality"), clock: clock.clock, configuration: configuration,
      logger: .silent)
    try await withAPI([module]) { api in
      let bed = ReviewPagesBed(api: api, module: module, database: database, clock: clock)
      try await bed.prepare(
        """
        insert into person (kind, id, name, first_name, email, phone, active, version)
        values ('manager', '\(ReviewPagesBed.boss.subject)', 'Vasilisa Claw', 'Vasilisa',
                'v@mcf.example', null, true, 1),
               ('manager', '\(ReviewPagesBed.rival.subject)', 'Tom Rival', 'Tom', 't@mcf.example',
                null, true, 1),
               ('worker', '\(ReviewPagesBed.worker)', 'Leo Paws', 'Leo', 'l@mcf.example',
                '+7 900 000-00-07', true, 1)
        """)
      try await body(bed)
    }
  }
}
