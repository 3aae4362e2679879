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

/// Quality control over a database of its own.
struct QualityBed: Sendable {
  let api: TestAPI
  let quality: QualityModule
  let database: TestDatabase
  let time: TestClock

  /// A manager of whom the register has told.
  func manager(_ name: String = "Tom Boss", active: Bool = true) async throws -> Caller {
    time.advance(by: 0.001)
    let id = UUID.v7(at: time.now)
    try await tell(of: id, name, active: active, version: 1)
    return Caller(subject: id.wire, roles: [.manager])
  }

  /// What the register tells of a manager, as the relay brings it.
  func tell(
    of id: UUID, _ name: String = "Tom Boss", active: Bool, version: Int64
  ) async throws {
    let state = ManagerChanged(
      id: id, name: name, email: "boss@mcf.example", language: nil, active: active,
      version: version)
    try await database.deliver(state, of: id, version: version, from: "managers", to: "quality")
    try await drain()
  }

  func drain() async throws {
    try await InboxConsumer(
      quality.eventHandlers, database: database.app("quality"), logger: .silent
    ).drain()
  }

  /// What orders tell of an order; it is an hour ahead.
  func order(client: String = "Murka", worker: String = "Barsik Paws") -> OrderFacts {
    // Ids made in the same millisecond have no order.
    time.advance(by: 0.001)
    let scheduledAt = time.now.addingTimeInterval(3_600)
    return OrderFacts(
      orderID: .v7(at: time.now), clientID: .v7(at: time.now), clientFirstName: client,
      clientName: "\(client) Mews", workerID: .v7(at: time.now), workerFirstName: "Barsik",
      workerName: worker, serviceTypeID: .v7(at: time.now), serviceTypeName: "Tidying",
      description: "Take the box out", place: "Cat Street 9", phone: "+7 900 111-22-33",
      email: "murka@secret.example", scheduledAt: scheduledAt,
      endsAt: scheduledAt.addingTimeInterval(3_600), pickUpAt: nil,
      price: Money(hundredths: 10_000), discountPercent: 5, charge: Money(hundredths: 9_500),
      earning: Money(hundredths: 6_000), packingList: ["gloves"], copyOf: nil,
      acceptedAt: time.now)
  }

  /// The order's end, as its event tells it.
  func end(
    of order: OrderFacts, _ outcome: OrderOutcome, by actor: OrderActor? = nil,
    started: Bool = true
  ) -> OrderFinished {
    OrderFinished(
      order,
      .init(
        outcome: outcome, reason: outcome == .completed ? nil : "not_done", note: "A long story",
        endedBy: actor ?? OrderActor(role: "worker", id: ExactText(order.workerID.wire)),
        startedAt: started ? order.scheduledAt : nil,
        endedAt: order.scheduledAt.addingTimeInterval(1_800),
        checkInPhoto: started ? photo("check-in") : nil, reportPhoto: photo("report")))
  }

  func photo(_ name: String) -> PhotoReference {
    PhotoReference(sha256: String(repeating: "ab", count: 32), path: "/api/orders/1/photos/\(name)")
  }

  /// Has quality control hear of an end.
  func hear(_ end: OrderFinished) async throws {
    let event = Event(
      id: .v7(at: time.now), subject: end.facts.orderID, version: 3, time: time.now, payload: end)
    try await quality.database.withTransaction { quality.take(event, in: $0) }
  }

  /// An order that has ended, and the id of its automatic review, if it has one.
  @discardableResult
  func ended(
    _ outcome: OrderOutcome = .failed, _ order: OrderFacts? = nil, by manager: Caller? = nil,
    client: String = "Murka", started: Bool = true
  ) async throws -> (order: OrderFacts, review: String) {
    let order = order ?? self.order(client: client)
    let actor = manager.map { OrderActor(role: "manager", id: $0.subject) }
    try await hear(end(of: order, outcome, by: actor, started: started))
    let ids = try await database.admin.query(
      "select id from quality.review where order_id = \(order.orderID)", as: UUID.self)
    return (order, ids.first?.wire ?? "")
  }

  /// Something of `/api/reviews`.
  func review(
    _ method: HTTPRequest.Method, _ path: String, as caller: Caller, _ json: JSONValue? = nil,
    match: Int? = nil, key: String? = nil
  ) async throws -> TestAnswer {
    try await send(method, "/api/reviews" + path, json, as: caller, match: match, key: key)
  }

  func take(_ id: String, as caller: Caller) async throws -> TestAnswer {
    try await review(.post, "/\(id)/take", as: caller)
  }

  func named(_ order: UUID, as caller: Caller) async throws -> TestAnswer {
    try await review(
      .post, "", as: caller, ["order_id": .string(order.wire), "reason": "A complaint"],
      key: UUID().wire)
  }

  /// Everything that a closed review has.
  static let complete: JSONValue = [
    "right_worker": true, "on_time": .number("2"), "work": .number("5"), "supplies": "incomplete",
    "described_well": false, "reached": ["worker", "client"], "cause": "supplies",
    "findings": "The box was too heavy", "text_for_client": "We are sorry",
    "nothing_for_worker": true,
  ]

  /// What happened to a review, in order.
  func history(_ review: String) async throws -> [String] {
    try await database.admin.query(
      """
      select event from quality.review_history where review_id = \(review)::uuid order by version
      """, as: String.self)
  }

  /// The events published so far.
  func published() async throws -> [String] {
    try await database.admin.query(
      "select type || ' ' || data from quality.outbox order by id", as: String.self)
  }
}

func withQuality(
  _ configuration: QualityConfiguration = QualityConfiguration(),
  _ body: @escaping @Sendable (QualityBed) async throws -> Void
) async throws {
  try await withDatabase(.of("quality")) { database in
    let time = TestClock()
    let quality = QualityModule(
      database: database.app("quality"), clock: time.clock, configuration: configuration,
      logger: .silent)
    try await withAPI([quality]) { api in
      try await body(QualityBed(api: api, quality: quality, database: database, time: time))
    }
  }
}
