import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("Events that fail")
struct ParkTests {
  let keys = (0..<5).map { _ in UUID() }
  let clock = TestClock()

  enum Fault: String, CaseIterable, Sendable {
    case thrown, statement, swallowedStatement, undecodable, unknownVersion
  }

  struct Unwilling: Error {}

  /// Fails the second event of the first key, each time in another way.
  private func deliver(_ fault: Fault, in db: TestDatabase) async throws {
    let events = try (1...3 as ClosedRange<Int64>).flatMap { version in
      try keys.map { key in
        let isBad = key == keys[0] && version == 2
        var event = try Delivery(
          Paid(amount: isBad && fault != .thrown ? -1 : 1), of: key, version: version)
        if isBad && fault == .undecodable { event.data = JSONText(#"{"amount": "much"}"#) }
        if isBad && fault == .unknownVersion { event.type = PaidLater.type }
        return event
      }
    }
    try await db.deliver(events, from: "orders", to: "packing")
  }

  private func handler(_ fault: Fault) -> EventHandler {
    let bad = keys[0]
    return .on(Paid.self) { event, transaction in
      switch fault {
      case .thrown where event.subject == bad && event.version == 2: throw Unwilling()
      case .swallowedStatement: _ = try? await transaction.execute(Note(event: event))
      default: transaction.enqueue(Note(event: event))
      }
    }
  }

  @Test(
    "are parked with those of their key behind them, and nothing else is", arguments: Fault.allCases
  )
  func park(_ fault: Fault) async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await deliver(fault, in: db)
      let consumer = db.consumer(now: { clock.now }, handler(fault))
      try await consumer.drain()
      var effects = try await db.effects()
      #expect(effects[keys[0]] == [1])
      for key in keys.dropFirst() { #expect(effects[key] == [1, 2, 3]) }
      #expect(try await db.parked() == [2, 3])
      #expect(try await db.parked("cause is not null and head_since is not null") == [2])

      try await db.deliverPayments(keys: keys, versions: 4...4)
      try await consumer.drain()
      effects = try await db.effects()
      #expect(effects[keys[0]] == [1])
      #expect(effects[keys[1]] == [1, 2, 3, 4])
      #expect(try await db.parked() == [2, 3, 4])
    }
  }

  @Test("are parked with their whole envelope and the cause")
  func envelope() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      let id = try await db.deliver(
        Paid(amount: -1), of: keys[0], version: 9, traceparent: "00-ab-cd-01", from: "orders",
        to: "packing")
      try await db.consumer(now: { clock.now }, .noting).drain()
      let isWhole = try await db.admin.query(
        """
        select p.event_id = \(id) and p.parked_at = \(clock.now) and p.tries = 1
               and p.cause like '%23514%'
               and (p.source, p.slot, p.position, p.event_id, p.type, p.subject, p.sequence,
                    p.time, p.headers, p.data)
                 = (e.source, e.slot, e.position, e.event_id, e.type, e.subject, e.sequence,
                    e.time, e.headers, e.data)
        from packing.inbox_parked p join packing.inbox e using (position)
        """, as: Bool.self)
      #expect(isWhole == [true])
    }
  }

  @Test("flow in order once their handler can do with them")
  func mended() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await deliver(.thrown, in: db)
      try await db.consumer(now: { clock.now }, handler(.thrown)).drain()
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects()[keys[0]] == [1], "not before its time")
      clock.advance(by: 2)
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects()[keys[0]] == [1, 2, 3])
      #expect(try await db.parked().isEmpty)
    }
  }

  @Test("are tried again after ever longer pauses, and dead after 25 tries")
  func tries() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.deliver(Paid(amount: 1), of: keys[0], version: 1, from: "orders", to: "packing")
      let consumer = db.consumer(now: { clock.now }, .on(Paid.self) { _, _ in throw Unwilling() })
      try await consumer.drain()
      for tries in 1...24 as ClosedRange<Int32> {
        let state = try await state(in: db)
        #expect(state.tries == tries)
        let retryAt = try #require(state.retryAt)
        clock.set(retryAt.addingTimeInterval(-0.001))
        try await consumer.drain()
        #expect(try await self.state(in: db).tries == tries)
        clock.set(retryAt)
        try await consumer.drain()
      }
      let end = try await state(in: db)
      #expect(end.tries == 25)
      #expect(end.retryAt == nil)
      #expect(end.deadAt == clock.now)
    }
  }

  @Test("are dead after a day, and keep their key waiting")
  func day() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await deliver(.thrown, in: db)
      let consumer = db.consumer(now: { clock.now }, handler(.thrown))
      try await consumer.drain()
      clock.advance(by: 86_400)
      try await consumer.drain()
      #expect(try await db.parked("dead_at is not null") == [2])
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects()[keys[0]] == [1])
    }
  }

  @Test("when dead, are tried once more by retry, and free their key")
  func retry() async throws {
    try await withDatabase(.of("packing")) { db in
      let id = try await makeDead(in: db)
      let parked = ParkedEvents(in: db.app("packing"))
      let failing = db.consumer(now: { clock.now }, handler(.thrown))
      #expect(try await parked.retry(id, at: clock.now))
      try await failing.drain()
      #expect(try await db.parked("dead_at is not null") == [2], "dead again after one try")
      #expect(try await parked.retry(id, at: clock.now))
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects()[keys[0]] == [1, 2, 3])
      #expect(try await !parked.retry(id, at: clock.now))
    }
  }

  @Test("are given up by skip, with who and why, and free their key")
  func skip() async throws {
    try await withDatabase(.of("packing")) { db in
      let id = try await makeDead(in: db)
      let parked = ParkedEvents(in: db.app("packing"))
      let head = try #require(try await parked.heads(onlyDead: true).first)
      #expect(head.id == id)
      #expect(head.behind == 1)
      #expect(try await parked.skip(id, by: "Tom", because: "a test order", at: clock.now))
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects()[keys[0]] == [1, 3])
      #expect(try await db.parked().isEmpty)
      let kept = try await db.admin.query(
        "select event_id, skipped_by, reason, skipped_at from packing.inbox_skipped",
        as: UUID.self, String.self, String.self, Date.self)
      #expect(kept.map(\.0) == [id])
      #expect(kept.map(\.1) == ["Tom"])
      #expect(kept.map(\.2) == ["a test order"])
      #expect(kept.map(\.3) == [clock.now])
      let shown = try await parked.skipped(limit: 1)
      #expect(shown.map(\.id) == [id])
      #expect(shown.map(\.version) == [2])
      #expect(shown.map(\.skippedBy) == ["Tom"])
      #expect(shown.map(\.reason) == ["a test order"])
    }
  }

  @Test("can be neither retried nor skipped while they wait behind another one")
  func skipFollower() async throws {
    try await withDatabase(.of("packing")) { db in
      _ = try await makeDead(in: db)
      let follower = try #require(
        try await db.admin.query(
          "select event_id from packing.inbox_parked where head_since is null", as: UUID.self
        ).first)
      let parked = ParkedEvents(in: db.app("packing"))
      #expect(try await !parked.retry(follower, at: clock.now))
      #expect(try await !parked.skip(follower, by: "Tom", because: "late", at: clock.now))
      #expect(try await db.parked("dead_at is not null") == [2])
      #expect(try await db.parked() == [2, 3])
      #expect(try await parked.skipped(limit: 1).isEmpty)
    }
  }

  private func makeDead(in db: TestDatabase) async throws -> UUID {
    try await db.makeEffects()
    try await deliver(.thrown, in: db)
    let consumer = db.consumer(now: { clock.now }, handler(.thrown))
    try await consumer.drain()
    clock.advance(by: 86_400)
    try await consumer.drain()
    return try #require(
      try await db.admin.query(
        "select event_id from packing.inbox_parked where dead_at is not null", as: UUID.self
      ).first)
  }

  private func state(in db: TestDatabase) async throws -> State {
    let rows = try await db.admin.query(
      "select tries, retry_at, dead_at from packing.inbox_parked", as: Int32.self, Date?.self,
      Date?.self)
    return try #require(rows.first.map { State(tries: $0.0, retryAt: $0.1, deadAt: $0.2) })
  }

  private struct State {
    let tries: Int32
    let retryAt: Date?
    let deadAt: Date?
  }
}
