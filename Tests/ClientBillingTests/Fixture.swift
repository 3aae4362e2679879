import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

/// Client billing over a database of its own.
struct Fixture: Sendable {
  let api: TestAPI
  let billing: ClientBillingModule
  let database: TestDatabase
  let time: TestClock

  static let manager = Caller(subject: "boss", roles: [.manager])

  /// A client's own token: HCB's id, not ours.
  static func client(_ id: UUID) -> Caller { Caller(subject: hcb(id), roles: [.client]) }

  /// HCB's id of a client of ours.
  static func hcb(_ id: UUID) -> String { "hcb-\(id.wire)" }

  /// A client of whom the service has heard.
  func client(_ known: UUID? = nil, name: String = "Murka Mews") async throws -> UUID {
    let id = known ?? UUID.v7(at: time.now)
    try await database.admin.query(
      """
      insert into client_billing.person
             (kind, id, external_id, name, first_name, email, active, version)
      values ('client', \(id), \(Self.hcb(id)), \(name), 'Murka', 'murka@cats.example', true, 1)
      """)
    return id
  }

  /// What orders tell of an order that is to end, or has ended, now.
  ///
  /// - Parameter price: in hundredths.
  func facts(
    order: UUID? = nil, client: UUID, price: Int64 = 10_000, discountPercent: Int = 5,
    endsAt: Date? = nil
  ) -> OrderFacts {
    let end = endsAt ?? time.now
    let price = Money(hundredths: price)
    return OrderFacts(
      orderID: order ?? .v7(at: end), clientID: client, clientFirstName: "Murka",
      clientName: "Murka Mews", workerID: .v7(at: end), workerFirstName: "Barsik",
      workerName: "Barsik Paws", serviceTypeID: .v7(at: end), serviceTypeName: "Tidying",
      description: "Take the box out", place: "Cat Street 9", phone: "+7 900 111-22-33",
      email: "murka@secret.example", scheduledAt: end.addingTimeInterval(-3_600), endsAt: end,
      pickUpAt: nil, price: price, discountPercent: discountPercent,
      charge: price.percent(100 - discountPercent), earning: nil, packingList: [], copyOf: nil,
      acceptedAt: end.addingTimeInterval(-7_200))
  }

  /// The service hears that an order was accepted.
  @discardableResult
  func accept(_ facts: OrderFacts, version: Int64 = 1) async throws -> UUID {
    let event = event(OrderAccepted(facts, .init()), of: facts, version: version)
    try await billing.database.withTransaction { billing.take(event, in: $0) }
    return facts.orderID
  }

  /// The service hears that an order has ended.
  @discardableResult
  func finish(
    _ facts: OrderFacts, _ outcome: OrderOutcome = .completed, reason: String? = nil,
    at end: Date? = nil, version: Int64 = 2
  ) async throws -> UUID {
    let event = ended(facts, outcome, reason: reason, at: end, version: version)
    try await billing.database.withTransaction { billing.take(event, in: $0) }
    return facts.orderID
  }

  /// What orders tell of an order that has ended.
  func ended(
    _ facts: OrderFacts, _ outcome: OrderOutcome = .completed, reason: String? = nil,
    at end: Date? = nil, version: Int64 = 2
  ) -> Event<OrderFinished> {
    let ended = OrderFinished(
      facts,
      .init(
        outcome: outcome, reason: reason, note: nil, endedBy: OrderActor(role: "worker", id: nil),
        startedAt: nil, endedAt: end ?? facts.endsAt, checkInPhoto: nil, reportPhoto: nil))
    return event(ended, of: facts, version: version)
  }

  private func event<Payload: EventPayload>(
    _ payload: Payload, of facts: OrderFacts, version: Int64
  ) -> Event<Payload> {
    Event(
      id: .v7(at: time.now), subject: facts.orderID, version: version, time: time.now,
      payload: payload)
  }

  func list(
    _ what: String, _ query: String = "", as caller: Caller = manager
  ) async throws -> [JSONValue] {
    let answer = try await api.send(.get, "/api/client-billing/" + what + query, as: caller)
    try #require(answer.status == 200, "\(answer.text)")
    return answer["items"]?.array ?? []
  }

  /// `kind debit/credit amount` of the entries for a cause, sorted; nil: of all.
  func entries(of cause: UUID? = nil) async throws -> [String] {
    try await billing.database.query(
      """
      select kind || ' ' || debit || '/' || credit || ' ' || amount
      from   ledger_entry
      where  cause = coalesce(\(cause), cause)
      order  by 1
      """, as: String.self)
  }
}

func withBilling(
  _ configuration: ClientBillingConfiguration = ClientBillingConfiguration(),
  _ body: @escaping @Sendable (Fixture) async throws -> Void
) async throws {
  try await withDatabase(.of("client_billing")) { database in
    let time = TestClock()
    let billing = ClientBillingModule(
      database: database.app("client_billing"), clock: time.clock, configuration: configuration,
      logger: .silent)
    try await withAPI([billing]) { api in
      try await body(Fixture(api: api, billing: billing, database: database, time: time))
    }
  }
}
