import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("What the relay remembers of a source's snapshot")
struct SnapshotTests {
  @Test("loses nothing and repeats nothing in any history of begin, append, commit, abort, crash")
  func histories() {
    for seed in 0..<2_000 as Range<UInt64> {
      var model = SnapshotModel(clamp: { $0.clamped(to: $1, after: $2) }, seed: seed)
      for _ in 0..<300 { model.step() }
      model.settle()
      let expected = model.truncated + model.committed.filter(\.isSubscribed)
      #expect(model.delivered.count == expected.count, "seed \(seed)")
      #expect(Set(model.delivered) == Set(expected), "seed \(seed)")
      #expect(!model.wasBlind, "seed \(seed)")
      for (key, rows) in Dictionary(grouping: model.delivered, by: \.key) {
        #expect(rows.map(\.id) == rows.map(\.id).sorted(), "seed \(seed), key \(key)")
      }
    }
  }

  @Test("stored as taken, it would lose events after a crash")
  func withoutClamp() {
    let losing = (0..<200 as Range<UInt64>).filter { seed in
      var model = SnapshotModel(clamp: { taken, _, _ in taken }, seed: seed)
      for _ in 0..<300 { model.step() }
      model.settle()
      return model.delivered.count
        < model.truncated.count + model.committed.filter(\.isSubscribed).count
    }
    #expect(!losing.isEmpty)
  }

  @Test("keeps what was in progress below the greatest row, and nothing above")
  func clamp() {
    let taken = PostgresSnapshot(xmin: 10, xmax: 30, running: [10, 15, 20, 25])
    let stored = taken.clamped(to: 18, after: .beginning)
    #expect(stored == PostgresSnapshot(xmin: 10, xmax: 19, running: [10, 15]))
    #expect(taken.clamped(to: 9, after: .beginning).description == "10:10:")
  }

  @Test("never goes back, although the rows were truncated")
  func monotone() {
    let previous = PostgresSnapshot(xmin: 12, xmax: 20, running: [12])
    let taken = PostgresSnapshot(xmin: 30, xmax: 30, running: [])
    #expect(taken.clamped(to: nil, after: previous).description == "20:20:")
  }

  @Test("says of nothing that nothing was seen")
  func empty() {
    let taken = PostgresSnapshot(xmin: 700, xmax: 705, running: [700])
    #expect(taken.clamped(to: nil, after: .beginning) == .beginning)
  }

  @Test("lacks nothing of what was stored before, and of what is stored later all that came since")
  func lacks() {
    for seed in 0..<300 as Range<UInt64> {
      var model = SnapshotModel(clamp: { $0.clamped(to: $1, after: $2) }, seed: seed)
      for _ in 0..<60 { model.step() }
      let (before, delivered) = (model.passed, Set(model.delivered))
      for _ in 0..<120 {
        let told = model.passed
        model.step()
        #expect(!model.passed.lacks(upTo: .max, of: told), "seed \(seed)")
      }
      model.settle()
      #expect(!model.passed.lacks(upTo: .max, of: before), "seed \(seed)")
      for row in Set(model.delivered).subtracting(delivered) where !before.sees(row.transaction) {
        #expect(before.lacks(upTo: row.transaction, of: model.passed), "seed \(seed), row \(row)")
      }
    }
  }

  @Test("passes over the ids that are never given out, which Postgres takes for none")
  func epochs() {
    #expect(UInt64(7).nextTransaction == 8)
    #expect(UInt64(0x1_ffff_ffff).nextTransaction == 0x2_0000_0003)
  }
}

@Suite("Parts of the relay")
struct RelayPartTests {
  @Test(
    "hash subjects by FNV-1a, as its authors do",
    arguments: [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("b", 0xaf63_df4c_8601_f1a5),
      ("foobar", 0x8594_4171_f739_67e8), ("chongo was here!\n", 0x4681_0940_eff5_f915),
    ] as [(String, UInt64)])
  func hash(text: String, hash: UInt64) {
    #expect(FNV1a.hash(text.utf8) == hash)
    #expect(Slot.number(of: text) == Int16(hash % 16))
  }

  @Test("subscribe to a type in all its versions", arguments: ["a.b.v1", "a.b.v27", "a.b.v"])
  func stems(type: String) {
    let database = PostgresClient(.relay(url: ""), logger: .silent)
    let destination = RelayDestination(
      name: "x", database: database, subscriptions: ["y": [type, "a.b.v1"]])
    #expect(destination.subscriptions == ["y": ["a.b.v"]])
  }

  @Test("take over only from a relay that lets three looks pass")
  func standby() {
    var standby = Standby()
    standby.found(isMoved: false)
    standby.found(isMoved: false)
    #expect(!standby.isOver)
    standby.found(isMoved: true)
    standby.found(isMoved: false)
    standby.hadNothingToDo()
    standby.found(isMoved: false)
    standby.found(isMoved: false)
    #expect(!standby.isOver)
    standby.found(isMoved: false)
    #expect(standby.isOver)
  }

  @Test("measure a lag from when something was seen until that has passed")
  func lag() {
    let start = ContinuousClock.now
    var lag = Lag()
    lag.update(10, passed: 5, now: start)
    lag.update(20, passed: 10, now: start + .seconds(3))
    #expect(lag.duration(now: start + .seconds(3)) == .seconds(3))
    // 10 has arrived, 20 was seen just now.
    lag.update(20, passed: 11, now: start + .seconds(4))
    #expect(lag.duration(now: start + .seconds(4)) == .zero)
    lag.update(nil, passed: 21, now: start + .seconds(5))
    #expect(lag.duration(now: start + .seconds(9)) == .zero)
  }

  @Test("empty the ring's oldest child, which is the next")
  func ring() {
    #expect((0..<4).map(Ring.next) == [1, 2, 3, 0])
  }

  @Test("wake a link once for many rings, with all reasons")
  func bell() async throws {
    let bell = LinkBell()
    bell.ring(.doorbell)
    bell.ring(.unreported)
    bell.ring(.doorbell)
    #expect(try await bell.wait() == [.doorbell, .unreported])
    bell.ring(.behind)
    #expect(try await bell.wait() == .behind)
  }
}
