/// The next events of a slot, and how the slot stood when they were read.
struct Batch: Sendable {
  let slot: Slot
  /// The event before the first one.
  var position: Int64
  /// Batches that began here and never ended.
  var started: Int32
  /// How far these went.
  let reached: Int64
  var events: [Envelope] = []

  /// The position of its last event.
  var last: Int64 { events.last?.position ?? position }

  /// So many kills, and the next event is held to be the killer.
  static let fatalStarts = 3

  init(slot: Slot, position: Int64, started: Int32, reached: Int64) {
    self.slot = slot
    self.position = position
    self.started = started
    self.reached = reached
  }

  /// A batch was cut short by the death of its consumer, and this one begins inside it.
  var isSuspect: Bool { !events.isEmpty && (started > 0 || position < reached) }
}
