import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Packing

/// The packing service over a database of its own.
struct Fixture: Sendable {
  let api: TestAPI
  let packing: PackingModule
  let database: TestDatabase
  let time: TestClock

  static let clerk = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3aff", roles: [.clerk])
  static let manager = Caller(subject: "boss", roles: [.manager])

  /// A worker's own token.
  static func worker(_ id: UUID) -> Caller { Caller(subject: id.wire, roles: [.worker]) }

  /// What orders tell of an order; it is an hour and a day ahead unless `hours` says otherwise.
  func order(
    _ worker: UUID? = nil, name: String = "Barsik Paws", hours: Double = 25,
    list: [String] = ["gloves"], client: String = "Murka", pickUp: TimeInterval? = 3_600
  ) -> OrderFacts {
    // Ids made in the same millisecond have no order.
    time.advance(by: 0.001)
    let id = UUID.v7(at: time.now)
    let scheduledAt = time.now.addingTimeInterval(hours * 3_600)
    return OrderFacts(
      orderID: id, clientID: .v7(at: time.now), clientFirstName: client,
      clientName: "\(client) Secretova", workerID: worker ?? .v7(at: time.now),
      workerFirstName: "Barsik", workerName: name, serviceTypeID: .v7(at: time.now),
      serviceTypeName: "Tidying", description: "Take the box out", place: "Cat Street 9",
      phone: "+7 900 111-22-33", email: "murka@secret.example", scheduledAt: scheduledAt,
      endsAt: scheduledAt.addingTimeInterval(3_600),
      pickUpAt: pickUp.map { scheduledAt.addingTimeInterval(-$0) },
      price: Money(hundredths: 10_000), discountPercent: 5, charge: Money(hundredths: 9_500),
      earning: nil, packingList: list, copyOf: nil, acceptedAt: time.now)
  }

  /// An accepted order's package, as the event makes it.
  @discardableResult
  func accept(_ order: OrderFacts, version: Int64 = 1, isReplayed: Bool = false) async throws
    -> UUID
  {
    let event = Event(
      id: .v7(at: time.now), subject: order.orderID, version: version, time: time.now,
      isReplayed: isReplayed, payload: OrderAccepted(order, .init()))
    try await packing.database.withTransaction { packing.take(event, in: $0) }
    return order.orderID
  }

  /// The order's end, as the event tells it.
  func finish(
    _ order: OrderFacts, _ outcome: OrderOutcome, version: Int64 = 2
  ) async throws {
    let payload = OrderFinished(
      order,
      .init(
        outcome: outcome, reason: nil, note: nil, endedBy: OrderActor(role: "manager", id: nil),
        startedAt: nil, endedAt: time.now, checkInPhoto: nil, reportPhoto: nil))
    let event = Event(
      id: .v7(at: time.now), subject: order.orderID, version: version, time: time.now,
      payload: payload)
    try await packing.database.withTransaction { packing.take(event, in: $0) }
  }

  func step(
    _ step: String, _ id: UUID, as caller: Caller = clerk, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await api.send(.post, "/api/packages/\(id.wire)/\(step)", as: caller, headers: headers)
  }

  /// Takes back one step and no other.
  func takeBack(_ step: String, _ id: UUID) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/packages/\(id.wire)/take-back", as: Self.clerk, ["step": .string(step)])
  }

  func show(_ id: UUID, as caller: Caller = clerk) async throws -> TestAnswer {
    try await api.send(.get, "/api/packages/\(id.wire)", as: caller)
  }

  /// The ids of a list, in its order.
  func list(_ query: String = "", as caller: Caller = clerk) async throws -> [String] {
    let answer = try await api.send(.get, "/api/packages" + query, as: caller)
    try #require(answer.status == 200, "\(answer.text)")
    return (answer["items"]?.array ?? []).compactMap { $0["id"]?.string }
  }

  /// What happened to a package, in order.
  func history(_ id: UUID) async throws -> [String] {
    let answer = try await api.send(
      .get, "/api/packages/\(id.wire)/history", as: Self.clerk)
    return (answer["items"]?.array ?? []).compactMap { $0["event"]?.string }
  }

  /// The types of the events published so far, in the order of the outbox.
  func published() async throws -> [String] {
    try await database.admin.query(
      "select type from packing.outbox order by id", as: String.self)
  }
}

func withPacking(
  _ configuration: PackingConfiguration = PackingConfiguration(),
  _ body: @escaping @Sendable (Fixture) async throws -> Void
) async throws {
  try await withDatabase(.of("packing")) { database in
    let time = TestClock()
    let packing = PackingModule(
      database: database.app("packing"), clock: time.clock, configuration: configuration,
      logger: .silent)
    try await withAPI([packing]) { api in
      try await body(Fixture(api: api, packing: packing, database: database, time: time))
    }
  }
}

extension Event<OrderAccepted> {
  static func accepted(_ order: OrderFacts, at now: Date) -> Self {
    Event(
      id: .v7(at: now), subject: order.orderID, version: 1, time: now,
      payload: OrderAccepted(order, .init()))
  }
}
