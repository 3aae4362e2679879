import Contracts
import Postgres

@testable import Outbox

/// A source without Postgres: transactions that append, commit, roll back and are lost in crashes
/// that hand their ids out again; and a relay that reads it by snapshots.
struct SnapshotModel {
  struct Row: Hashable {
    var id: Int64
    var transaction: UInt64
    var key: Int
    var isSubscribed: Bool
  }

  // The source.
  private var nextTransaction: UInt64 = 3
  private var nextID: Int64 = 1
  private var open: [UInt64: [Row]] = [:]
  private(set) var committed: [Row] = []
  private(set) var truncated: [Row] = []
  /// The greatest transaction that appended and committed.
  private var durable: UInt64 = 2

  // What the destination has.
  private(set) var passed = PostgresSnapshot.beginning
  private var target: PostgresSnapshot?
  private var lastID: Int64 = 0
  private(set) var delivered: [Row] = []
  /// A glance that saw nothing, although there was something.
  private(set) var wasBlind = false

  /// How a snapshot is stored.
  let clamp:
    (PostgresSnapshot, _ greatest: UInt64?, _ previous: PostgresSnapshot)
      -> PostgresSnapshot
  private var random: SplitMix64

  init(
    clamp: @escaping (PostgresSnapshot, UInt64?, PostgresSnapshot) -> PostgresSnapshot,
    seed: UInt64
  ) {
    self.clamp = clamp
    random = SplitMix64(seed: seed)
  }

  // MARK: the source

  mutating func begin() {
    open[nextTransaction] = []
    nextTransaction += 1
  }

  /// A key's lock is held from its first row to the end of the transaction.
  mutating func append() {
    let key = Int.random(in: 0..<5, using: &random)
    let holder = open.first { $0.value.contains { $0.key == key } }?.key
    guard let transaction = holder ?? open.keys.sorted().randomElement(using: &random) else {
      return
    }
    let isSubscribed = Int.random(in: 0..<4, using: &random) > 0
    open[transaction]?.append(
      Row(id: nextID, transaction: transaction, key: key, isSubscribed: isSubscribed))
    nextID += Int64.random(in: 1...3, using: &random)
  }

  mutating func end(committing: Bool) {
    guard let transaction = open.keys.sorted().randomElement(using: &random),
      let ended = open.removeValue(forKey: transaction)
    else { return }
    guard committing, !ended.isEmpty else { return }
    committed += ended
    durable = max(durable, transaction)
  }

  /// What was not flushed is gone, ids of transactions included; of these, only the ones that
  /// appended and committed are sure to have been.
  mutating func crash() {
    open = [:]
    nextTransaction = UInt64.random(in: durable + 1...nextTransaction, using: &random)
    nextID += 32
  }

  /// Rotation, as far as the relay's snapshot lets it.
  mutating func truncate() {
    guard committed.allSatisfy({ $0.transaction < passed.xmin }) else { return }
    truncated += committed.filter(\.isSubscribed)
    committed = []
  }

  private var snapshot: PostgresSnapshot {
    let running = open.keys.sorted()
    return PostgresSnapshot(
      xmin: running.first ?? nextTransaction, xmax: nextTransaction, running: running)
  }

  // MARK: the relay

  /// One statement of the relay, delivered in full, in part, or not at all.
  mutating func read() {
    if let target { return resume(target) }
    let greatest = committed.map(\.transaction).max()
    let fresh = window(after: passed)
    if !passed.isBehind(snapshot, greatest: greatest), !fresh.isEmpty { wasBlind = true }
    let present = clamp(snapshot, greatest, passed)
    switch Int.random(in: 0..<4, using: &random) {
    case 0: break
    case 1 where fresh.count > 1:
      let part = fresh.prefix(Int.random(in: 1..<fresh.count, using: &random))
      deliver(Array(part), passed: passed, target: present)
    default: deliver(fresh, passed: present, target: nil)
    }
  }

  private mutating func resume(_ target: PostgresSnapshot) {
    let rest = window(after: passed).filter { target.sees($0.transaction) && $0.id > lastID }
    deliver(rest, passed: target, target: nil)
  }

  private func window(after passed: PostgresSnapshot) -> [Row] {
    committed.filter { $0.isSubscribed && !passed.sees($0.transaction) }.sorted { $0.id < $1.id }
  }

  private mutating func deliver(
    _ rows: [Row], passed: PostgresSnapshot, target: PostgresSnapshot?
  ) {
    delivered += rows
    (self.passed, self.target) = (passed, target)
    lastID = rows.last?.id ?? lastID
  }

  // MARK: a history

  mutating func step() {
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<25: begin()
    case 25..<50: append()
    case 50..<68: end(committing: true)
    case 68..<75: end(committing: false)
    case 75..<95: read()
    case 95..<97: truncate()
    default: crash()
    }
  }

  /// Ends what is open and reads until nothing is left.
  mutating func settle() {
    while !open.isEmpty { end(committing: true) }
    for _ in 0..<50 { read() }
  }
}

extension PostgresSnapshot {
  /// `pg_visible_in_snapshot`, of a transaction that has committed by now.
  func sees(_ transaction: UInt64) -> Bool {
    transaction < xmax && !running.contains(transaction)
  }
}
