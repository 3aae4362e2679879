import Contracts
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Outbox

@Suite("What fails does not slow down what works")
struct ParkedCrowdTests {
  let clock = TestClock()

  /// So many keys of one slot.
  private func keys(_ count: Int, in slot: Int16) -> [UUID] {
    var keys: [UUID] = []
    while keys.count < count {
      let key = UUID()
      if Slot.number(of: key.wire) == slot { keys.append(key) }
    }
    return keys
  }

  struct Unwilling: Error {}

  @Test("new events of a slot get their turn after a few tries of its parked ones")
  func turns() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      let (bad, good) = (keys(60, in: 3), keys(2, in: 3))
      try await db.deliverPayments(keys: bad, versions: 1...1)
      let tries = Mutex(0)
      let triesBefore = Mutex([UUID: Int]())
      let badKeys = Set(bad)
      try await db.consumer(now: { clock.now }, .on(Paid.self) { _, _ in throw Unwilling() })
        .drain()
      try #require(try await db.parked().count == 60)
      let handler = EventHandler.on(Paid.self) { event, transaction in
        guard badKeys.contains(event.subject) else {
          triesBefore.withLock { $0[event.subject] = tries.withLock { $0 } }
          return transaction.enqueue(Note(event: event))
        }
        let count = tries.withLock { count in
          count += 1
          return count
        }
        // In the midst of them another event comes.
        if count == 2 { try await db.deliverPayments(keys: [good[1]], versions: 1...1) }
        throw Unwilling()
      }
      clock.advance(by: 60)
      try await db.deliverPayments(keys: [good[0]], versions: 1...1)
      try await db.consumer(now: { clock.now }, handler).drain()
      let before = triesBefore.withLock { $0 }
      #expect(before[good[0]] == 0)
      #expect(before[good[1]].map { $0 <= SlotWorker.mostTriesAtOnce } == true)
      #expect(tries.withLock { $0 } == 60, "and each parked one its own")
    }
  }

  @Test("with 20 000 parked keys a consumer asks by index, and reads a few pages")
  func indexes() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.deliverPayments(keys: keys(1, in: 0), versions: 1...1)
      try await db.admin.query(
        """
        insert into packing.inbox_parked
               (source, slot, position, event_id, type, subject, sequence, time, headers, data,
                parked_at, cause, tries, head_since, retry_at)
        select 'orders', n % 16, n + 1000, gen_random_uuid(), \(Paid.type), 'key ' || n, 1, now(),
               '{}', '{}', now(), 'a test', 1, now(), now() + n * interval '1 second'
        from   generate_series(1, 20000) as n
        """)
      try await db.admin.query("analyze packing.inbox_parked")
      let slot = Slot(source: "orders", number: 3)
      var batch = Batch(slot: slot, position: 0, started: 0, reached: 0)
      batch.events = (1...50).map {
        Envelope(
          position: $0, id: UUID(), type: ExactText(Paid.type), subject: "key \($0)", sequence: 1,
          time: Date(), trace: .root, isReplayed: false, data: JSONText("{}"))
      }
      // The look asks for all sixteen slots, in four tables.
      let statements: [(any Statement, Int)] = [
        (FindDueEvent(slot: slot, now: Date(timeIntervalSinceNow: 86_400)), 50),
        (FindParkedHeads(batch), 250), (LeaseSlot(slot: slot), 50),
        (FindWork(now: Date(), busy: [], slots: 16, events: 50, bytes: 1 << 20), 1_000),
      ]
      for (statement, most) in statements {
        let pages = try await db.pages(of: statement)
        #expect(pages <= most, "\(type(of: statement)) reads \(pages) pages")
      }
    }
  }

  @Test("figures that cannot be read are unknown, with the reason, and events are handled")
  func figures() async throws {
    let registry = PrometheusRegistry()
    func isShown(_ line: String) -> Bool { registry.text.contains(line) }
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      let key = UUID()
      try await db.deliverPayments(keys: [key], versions: 1...1)
      try await withMetricsFactory(registry) {
        var consumer = db.consumer(.noting)
        (consumer.limits.pollInterval, consumer.limits.measureInterval) = (
          .milliseconds(20), .milliseconds(20)
        )
        let running = Task { [consumer] in try await consumer.run() }
        let waiting = "mcf_inbox_waiting{service=\"packing\",source=\"orders\"} "
        try await eventually { isShown(waiting + "0.0") }
        try await db.admin.query("revoke select on packing.inbox_cursor from packing_app")
        let unknown =
          "mcf_figures_unknown{figures=\"inbox\",service=\"packing\",reason=\"42501\"} 1.0"
        try await eventually { isShown(unknown) }
        // Which of the two is written first is nobody's business.
        try await eventually { isShown(waiting + "NaN") }
        try await db.deliverPayments(keys: [key], versions: 2...2)
        try await eventually { try await db.effects()[key] == [1, 2] }
        try await db.admin.query("grant select on packing.inbox_cursor to packing_app")
        try await eventually { !isShown("mcf_figures_unknown{") }
        running.cancel()
        _ = await running.result
      }
    }
  }
}

extension TestDatabase {
  /// How many pages a statement reads as packing's role.
  fileprivate func pages(of statement: some Statement) async throws -> Int {
    try await app("packing").withConnection { connection in
      try await connection.script("set enable_seqscan = off")
      let plan = try await connection.execute(Explained(statement: statement))
      // The first line is the whole's.
      let buffers = try #require(plan.first { $0.contains("Buffers: shared") })
      return buffers.split { !$0.isNumber }.compactMap { Int($0) }.reduce(0, +)
    }
  }
}

/// What a statement does when it runs.
private struct Explained<Whole: Statement>: Statement {
  static var sql: String { "explain (analyze, buffers)\n" + Whole.sql }
  let statement: Whole
  var bindings: Bindings { statement.bindings }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
