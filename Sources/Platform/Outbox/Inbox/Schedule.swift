import Postgres

/// Which slots are worked on, which rest, and what is begun next.
struct Schedule {
  private let limits: InboxConsumer.Limits
  /// How many transactions are at work.
  private var lanes = 0
  private var working: Set<Slot> = []
  private var resting: Set<Slot> = []
  /// Of slots that failed since they last worked.
  private var pauses: [Slot: Backoff] = [:]
  private var isAlone = false
  /// The last look has left something out, so that another one is due when a lane is free.
  private var hasLeftOut = false

  init(_ limits: InboxConsumer.Limits) {
    self.limits = limits
  }

  var busy: [Slot] { Array(working.union(resting)) }

  /// How many more slots may be begun.
  var free: Int { isAlone ? 0 : (limits.lanes - lanes) * limits.slots }

  /// To be told before a look.
  mutating func willLook() { hasLeftOut = !working.isEmpty || !resting.isEmpty }

  /// What of the found work is begun now, by transaction; the rest is found again.
  ///
  /// A slot that may kill this process for the second time works alone, so that no other slot is
  /// suspected for having been at work beside it. One that failed has a transaction of its own, so
  /// that no other one fails with it.
  mutating func start(_ found: [SlotWork]) -> [[SlotWork]] {
    if found.count >= free || found.contains(where: mayHaveMore) { hasLeftOut = true }
    if let suspect = found.first(where: { $0.batch.started >= 2 }) {
      hasLeftOut = true
      guard working.isEmpty else { return [] }
      isAlone = true
      return begin([[suspect]])
    }
    let failed = found.filter { pauses[$0.batch.slot] != nil }
    let sound = found.filter { pauses[$0.batch.slot] == nil }
    let groups =
      stride(from: 0, to: sound.count, by: limits.slots).map {
        Array(sound[$0..<min($0 + limits.slots, sound.count)])
      } + failed.map { [$0] }
    if groups.count > limits.lanes - lanes { hasLeftOut = true }
    return begin(Array(groups.prefix(limits.lanes - lanes)))
  }

  private func mayHaveMore(_ work: SlotWork) -> Bool {
    work.isDue || work.found > work.batch.events.count || work.batch.events.count == limits.events
  }

  private mutating func begin(_ groups: [[SlotWork]]) -> [[SlotWork]] {
    lanes += groups.count
    working.formUnion(groups.joined().map(\.batch.slot))
    return groups
  }

  /// A transaction's slots are done.
  ///
  /// - Returns: whether to look again; what came after the last look has rung.
  mutating func finished(_ slots: [Slot]) -> Bool {
    for slot in slots { pauses[slot] = nil }
    leave(slots)
    return hasLeftOut
  }

  /// A transaction failed.
  ///
  /// - Returns: how long its slots rest.
  mutating func failed(_ slots: [Slot], jitter: Double) -> Duration {
    leave(slots)
    resting.formUnion(slots)
    return slots.map { pauses[$0, default: limits.pauses].next(jitter: jitter) }.max() ?? .zero
  }

  /// Somebody else works on these, of those that are done.
  ///
  /// - Returns: how long they rest.
  mutating func taken(_ slots: [Slot], jitter: Double) -> Duration {
    resting.formUnion(slots)
    return .milliseconds(10 + 20 * jitter)
  }

  mutating func rested(_ slots: [Slot]) { resting.subtract(slots) }

  private mutating func leave(_ slots: [Slot]) {
    lanes -= 1
    working.subtract(slots)
    isAlone = false
  }
}
