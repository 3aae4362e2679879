/// Whether the relay that was faster is still at work: one that moves the cursor, or has nothing to
/// do, is.
struct Standby {
  private var unmoved = 0

  /// A relay at work may keep to itself for a second that it has passed events of other types.
  var isOver: Bool { unmoved >= 3 }

  mutating func found(isMoved: Bool) { unmoved = isMoved ? 0 : unmoved + 1 }
  mutating func hadNothingToDo() { unmoved = 0 }
}
