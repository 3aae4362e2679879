import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

/// Worker billing over a database of its own.
struct Fixture: Sendable {
  let api: TestAPI
  let billing: WorkerBillingModule
  let database: TestDatabase
  let time: TestClock

  static let manager = Caller(subject: "boss", roles: [.manager])

  /// A worker's own token.
  static func worker(_ id: UUID) -> Caller { Caller(subject: id.wire, roles: [.worker]) }

  /// A worker of whom the service has heard.
  func worker() async throws -> UUID {
    let id = UUID.v7(at: time.now)
    try await database.admin.query(
      """
      insert into worker_billing.person (kind, id, name, first_name, email, active, version)
      values ('worker', \(id), 'Barsik Paws', 'Barsik', 'barsik@cats.example', true, 1)
      """)
    return id
  }

  /// What orders tell of an order that has ended now.
  func ended(
    _ outcome: OrderOutcome = .completed, order: UUID? = nil, worker: UUID = UUID(),
    price: Int64 = 10_000,
    earning: Int64? = nil, reason: String? = nil, at time: Date? = nil
  ) -> OrderFinished {
    .ended(
      outcome, order: order, worker: worker, price: price, earning: earning, reason: reason,
      at: time ?? self.time.now)
  }

  func event(of order: OrderFinished) -> Event<OrderFinished> {
    Event(
      id: .v7(at: time.now), subject: order.facts.orderID, version: 2, time: time.now,
      payload: order)
  }

  /// The service hears of it.
  @discardableResult
  func take(_ order: OrderFinished) async throws -> UUID {
    try await billing.database.withTransaction { billing.take(event(of: order), in: $0) }
    return order.facts.orderID
  }

  func lines(_ query: String = "", as caller: Caller = manager) async throws -> [JSONValue] {
    let answer = try await api.send(.get, "/api/worker-billing/lines" + query, as: caller)
    try #require(answer.status == 200, "\(answer.text)")
    return answer["items"]?.array ?? []
  }
}

extension OrderFinished {
  /// What orders tell of an order that has ended then.
  static func ended(
    _ outcome: OrderOutcome = .completed, order: UUID? = nil, worker: UUID = UUID(),
    price: Int64 = 10_000, earning: Int64? = nil, reason: String? = nil, at end: Date
  ) -> OrderFinished {
    let facts = OrderFacts(
      orderID: order ?? .v7(at: end), clientID: .v7(at: end), clientFirstName: "Murka",
      clientName: "Murka Mews", workerID: worker, workerFirstName: "Barsik",
      workerName: "Barsik Paws", serviceTypeID: .v7(at: end), serviceTypeName: "Tidying",
      description: "Take the box out", place: "Cat Street 9", phone: "+7 900 111-22-33",
      email: "murka@secret.example", scheduledAt: end.addingTimeInterval(-3_600), endsAt: end,
      pickUpAt: nil, price: Money(hundredths: price), discountPercent: 5,
      charge: Money(hundredths: price), earning: earning.map { Money(hundredths: $0) },
      packingList: [], copyOf: nil, acceptedAt: end.addingTimeInterval(-7_200))
    return OrderFinished(
      facts,
      .init(
        outcome: outcome, reason: reason, note: nil,
        endedBy: OrderActor(role: "worker", id: nil), startedAt: nil, endedAt: end,
        checkInPhoto: nil, reportPhoto: nil))
  }
}

func withBilling(
  _ configuration: WorkerBillingConfiguration = WorkerBillingConfiguration(),
  _ body: @escaping @Sendable (Fixture) async throws -> Void
) async throws {
  try await withDatabase(.of("worker_billing")) { database in
    let time = TestClock()
    let billing = WorkerBillingModule(
      database: database.app("worker_billing"), clock: time.clock, configuration: configuration,
      logger: .silent)
    try await withAPI([billing]) { api in
      try await body(Fixture(api: api, billing: billing, database: database, time: time))
    }
  }
}
