/// Something that is worth remembering until an instant.
protocol Passing: Sendable {
  /// What nothing is remembered as, which has always passed.
  static var nothing: Self { get }
  var end: Nanoseconds { get }
}

/// What is remembered of many keys, in a memory that is taken at the beginning and never grows,
/// whatever strangers send.
///
/// A key has its place in one set of four slots. In a full set what would pass first is given up, so
/// that who fills a table to be forgotten makes it forget first whoever did least.
struct FixedTable<Value: Passing>: Sendable {
  private struct Slot {
    var tag: UInt64 = 0
    var value = Value.nothing
  }

  static var ways: Int { 4 }
  static var bytesPerSlot: Int { MemoryLayout<Slot>.stride }

  private var slots: [Slot]
  /// How often something was given up that had not passed.
  private(set) var evictions = 0

  /// - Parameter slots: a power of two, at least four.
  init(slots: Int) {
    precondition(slots >= Self.ways && slots & (slots - 1) == 0)
    self.slots = Array(repeating: Slot(), count: slots)
  }

  var slotCount: Int { slots.count }

  /// - Parameter tag: a hash that nobody can foresee; its lowest bits choose the set.
  subscript(tag: UInt64) -> Value { index(of: tag).map { slots[$0].value } ?? .nothing }

  mutating func set(_ value: Value, for tag: UInt64, at now: Nanoseconds) {
    let found = index(of: tag) ?? places(of: tag).min { end($0) < end($1) }
    guard let index = found else { return }
    if slots[index].tag != tag, end(index) > now { evictions += 1 }
    slots[index] = Slot(tag: tag, value: value)
  }

  private func places(of tag: UInt64) -> Range<Int> {
    let first = Int(truncatingIfNeeded: tag) & (slots.count / Self.ways - 1)
    return first * Self.ways..<(first + 1) * Self.ways
  }

  private func index(of tag: UInt64) -> Int? { places(of: tag).first { slots[$0].tag == tag } }

  private func end(_ index: Int) -> Nanoseconds { slots[index].value.end }
}
