import Contracts
import FoundationEssentials
import Logging
import Postgres
import TestSupport

@testable import Outbox

/// An event of these tests: so much goes into a till.
struct Paid: EventPayload, Hashable {
  static let type = "till.paid.v1"
  static let message: [UInt8] = []
  var amount: Int64
}

/// The next version of it, which nobody knows yet.
struct PaidLater: EventPayload {
  static let type = "till.paid.v2"
  static let message: [UInt8] = []
  var amounts: [Int64]
}

/// What handlers of these tests write: in which order the events of a key took effect.
struct Note: Statement {
  static let sql = """
    insert into effect (subject, version, replayed, amount)
    select $1, $2, $3, $4
    """

  let event: Event<Paid>
  var bindings: Bindings {
    [event.subject, event.version, event.isReplayed, event.payload.amount]
  }
}

extension TestDatabase {
  /// A table for the effects, in a service's database.
  func makeEffects(in schema: String = "packing") async throws {
    try await admin.query(
      """
      create table \(unescaped: schema).effect (
        n        bigint generated always as identity,
        subject  uuid   not null,
        version  bigint not null,
        replayed boolean not null,
        amount   bigint not null check (amount >= 0))
      """)
    try await admin.query(
      "grant select, insert on \(unescaped: schema).effect to \(unescaped: schema)_app")
  }

  /// The versions that took effect, by key, in the order in which they did.
  func effects(in schema: String = "packing") async throws -> [UUID: [Int64]] {
    let rows = try await admin.query(
      "select subject, version from \(unescaped: schema).effect order by n",
      as: UUID.self, Int64.self)
    return Dictionary(grouping: rows, by: \.0).mapValues { $0.map(\.1) }
  }

  /// Delivers payments to packing: one event a key and version, the keys interleaved.
  func deliverPayments(
    keys: [UUID], versions: ClosedRange<Int64>, amount: Int64 = 1
  ) async throws {
    let events = try versions.flatMap { version in
      try keys.map { try Delivery(Paid(amount: amount), of: $0, version: version) }
    }
    try await deliver(events, from: "orders", to: "packing")
  }

  /// Events that are parked, by version.
  func parked(_ condition: String = "true") async throws -> [Int64] {
    try await admin.query(
      """
      select sequence from packing.inbox_parked where \(unescaped: condition) order by position
      """, as: Int64.self)
  }

  /// - Parameter batch: how many events one transaction takes, at most.
  func consumer(
    now: @escaping @Sendable () -> Date = { Date() }, _ handler: EventHandler, batch: Int = 200
  ) -> InboxConsumer {
    var consumer = InboxConsumer([handler], database: app("packing"), now: now, logger: .silent)
    consumer.limits.events = batch
    return consumer
  }
}

extension EventHandler {
  /// Notes each payment, in the batch's own trip.
  static let noting = EventHandler.on(Paid.self) { event, transaction in
    transaction.enqueue(Note(event: event))
  }
}
