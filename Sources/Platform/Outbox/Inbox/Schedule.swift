import Postgres

/// Which slots are worked on, which rest, and what is begun next.
struct Schedule {
  private let limit: Int
  private let firstPauses: Backoff
  private var working: Set<Slot> = []
  private var resting: Set<Slot> = []
  /// Of slots that failed since they last worked.
  private var pauses: [Slot: Backoff] = [:]
  private var isAlone = false

  /// - Parameters:
  ///   - limit: how many slots are worked on at once.
  ///   - pauses: after failures of the environment.
  init(limit: Int, pauses: Backoff) {
    self.limit = limit
    firstPauses = pauses
  }

  var busy: [Slot] { Array(working.union(resting)) }

  /// How many more slots may be begun.
  var free: Int { isAlone ? 0 : limit - working.count }

  /// What of the found work is begun now; the rest is found again.
  ///
  /// A slot that may kill this process for the second time works alone, so that no other slot is
  /// suspected for having been at work beside it.
  mutating func start(_ found: [SlotWork]) -> [SlotWork] {
    if let suspect = found.first(where: { $0.batch.started >= 2 }) {
      guard working.isEmpty else { return [] }
      isAlone = true
      working = [suspect.batch.slot]
      return [suspect]
    }
    working.formUnion(found.map(\.batch.slot))
    return found
  }

  mutating func finished(_ slot: Slot) {
    pauses[slot] = nil
    leave(slot)
  }

  /// Somebody else works on the slot.
  mutating func taken(_ slot: Slot, jitter: Double) -> Duration {
    leave(slot)
    resting.insert(slot)
    return .milliseconds(10 + 20 * jitter)
  }

  /// - Returns: how long the slot rests.
  mutating func failed(_ slot: Slot, jitter: Double) -> Duration {
    leave(slot)
    resting.insert(slot)
    return pauses[slot, default: firstPauses].next(jitter: jitter)
  }

  mutating func rested(_ slot: Slot) { resting.remove(slot) }

  private mutating func leave(_ slot: Slot) {
    working.remove(slot)
    isAlone = false
  }
}
