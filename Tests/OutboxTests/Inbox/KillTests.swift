import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

/// A killed consumer leaves `started` as it was when its batch began; these tests set it so.
@Suite("Events that kill their consumer")
struct KillTests {
  let key = UUID()
  let clock = TestClock()

  @Test("are looked for event by event in the batch that was cut short")
  func singly() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: [key], versions: 1...6)
      try await leave(started: 1, reached: 4, in: db)
      let consumer = db.consumer(now: { clock.now }, .noting)
      try await consumer.drain()
      #expect(try await db.effects()[key] == Array(1...6))
      #expect(try await transactions(in: db) == 6)
      try await db.deliverPayments(keys: [key], versions: 7...9)
      try await consumer.drain()
      #expect(try await transactions(in: db) == 7)
    }
  }

  @Test("are parked at the third kill, and the others of the slot flow")
  func parked() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      let other = try #require(
        (0...).lazy.map { _ in UUID() }.first {
          Slot.number(of: $0.wire) == Slot.number(of: key.wire)
        })
      try await db.deliverPayments(keys: [key, other], versions: 1...2)
      try await leave(started: 3, reached: 4, in: db)
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects() == [other: [1, 2]])
      #expect(try await db.parked("cause = 'killed its consumer'") == [1])
      clock.advance(by: 2)
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects() == [other: [1, 2], key: [1, 2]])
    }
  }

  @Test("are dead when they go on killing, and retry gives them one more try")
  func dead() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: [key], versions: 1...1)
      try await leave(started: 3, reached: 1, in: db)
      try await db.consumer(now: { clock.now }, .noting).drain()
      try await db.admin.query("update packing.inbox_parked set started = 3")
      clock.advance(by: 2)
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects().isEmpty)
      let head = try #require(
        try await ParkedEvents(in: db.app("packing")).heads(onlyDead: true).first)
      #expect(head.cause == "killed its consumer")
      #expect(try await ParkedEvents(in: db.app("packing")).retry(head.id, at: clock.now))
      try await db.consumer(now: { clock.now }, .noting).drain()
      #expect(try await db.effects() == [key: [1]])
    }
  }

  @Test("are not those that merely failed, and a batch leaves its mark before its handlers run")
  func mark() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.deliverPayments(keys: [key], versions: 1...2)
      let admin = db.admin
      let (marks, continuation) = AsyncStream.makeStream(of: Int32.self)
      let consumer = db.consumer(
        now: { clock.now },
        .on(Paid.self) { _, _ in
          let started = try await admin.query(
            "select max(started) from packing.inbox_slot", as: Int32.self)
          continuation.yield(started.first ?? -1)
          throw ParkTests.Unwilling()
        })
      try await consumer.drain()
      var seen = marks.makeAsyncIterator()
      #expect(await seen.next() == 1, "the batch")
      #expect(await seen.next() == 1, "its first event alone")
      let left = try await admin.query(
        "select max(started) from packing.inbox_slot", as: Int32.self)
      #expect(left == [0])
    }
  }

  /// How many transactions the effects came in.
  private func transactions(in db: TestDatabase) async throws -> Int64? {
    try await db.admin.query(
      "select count(distinct xmin::text) from packing.effect", as: Int64.self
    ).first
  }

  private func leave(started: Int32, reached: Int64, in db: TestDatabase) async throws {
    try await db.admin.query(
      """
      update packing.inbox_slot set started = \(started), reached = \(reached)
      where slot = \(Slot.number(of: key.wire))
      """)
  }
}
