import Contracts
import FoundationEssentials
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import Outbox

@Suite("Failures by chance")
struct ChanceTests {
  struct Moody: Error {}

  /// How often each event still fails.
  final class Moods: Sendable {
    private let left: Mutex<[String: Int]>
    init(_ left: [String: Int]) { self.left = Mutex(left) }

    func mayFail(_ event: Event<Paid>) throws {
      let key = "\(event.subject) \(event.version)"
      let fails = left.withLock { left in
        defer { left[key] = max(0, left[key, default: 0] - 1) }
        return left[key, default: 0] > 0
      }
      if fails { throw Moody() }
    }
  }

  @Test(
    "invariant 4: whatever fails, is retried, skipped or comes late, keys keep their order",
    arguments: 1...6 as ClosedRange<UInt64>)
  func order(_ seed: UInt64) async throws {
    var random = SplitMix64(seed: seed)
    let keys = (0..<6).map { _ in UUID() }
    let clock = TestClock()
    var failures: [String: Int] = [:]
    for key in keys {
      for version in 1...20 where Int.random(in: 0..<8, using: &random) == 0 {
        failures["\(key) \(version)"] = .random(in: 1...60, using: &random)
      }
    }
    let moods = Moods(failures)
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      let parked = ParkedEvents(in: db.app("packing"))
      let consumer = db.consumer(
        now: { clock.now },
        .on(Paid.self) { event, transaction in
          try moods.mayFail(event)
          transaction.enqueue(Note(event: event))
        })
      var skipped: Set<String> = []
      for version in 1...20 as ClosedRange<Int64> {
        try await db.deliverPayments(keys: keys, versions: version...version)
        try await consumer.drain()
        clock.advance(by: .random(in: 0...2_000, using: &random))
        guard let head = try await parked.heads(onlyDead: false).randomElement(using: &random)
        else { continue }
        if Bool.random(using: &random) {
          #expect(try await parked.retry(head.id, at: clock.now))
        } else if Int.random(in: 0..<4, using: &random) == 0 {
          #expect(try await parked.skip(head.id, by: "chance", because: "test", at: clock.now))
          skipped.insert("\(head.subject) \(head.version)")
        }
      }
      try await settle(consumer, parked, clock)
      let effects = try await db.effects()
      for key in keys {
        let expected = (1...20 as ClosedRange<Int64>).filter {
          !skipped.contains("\(key.wire) \($0)")
        }
        #expect(effects[key] == expected)
      }
    }
  }

  /// Retries until nothing is parked any more.
  private func settle(
    _ consumer: InboxConsumer, _ parked: ParkedEvents, _ clock: TestClock
  ) async throws {
    for _ in 0..<200 {
      try await consumer.drain()
      let heads = try await parked.heads(onlyDead: false)
      if heads.isEmpty { return }
      clock.advance(by: 1)
      for head in heads { _ = try await parked.retry(head.id, at: clock.now) }
    }
    Issue.record("events are parked still")
  }
}
