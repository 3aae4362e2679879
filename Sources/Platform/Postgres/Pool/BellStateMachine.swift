/// Decides when listeners elsewhere are told that there is something new: the first time at once,
/// then at most once a millisecond, however often it is asked for.
struct BellStateMachine {
  private static let interval: Duration = .milliseconds(1)

  private var isWanted = false
  private var isRinging = false
  private var notBefore: Instant?

  // MARK: what happened

  mutating func ring() { isWanted = true }

  /// The server has rung, or the connection broke: a lost ring is not rung again.
  mutating func finished() { isRinging = false }

  // MARK: what to do

  /// Whether to ring now.
  mutating func next(now: Instant) -> Bool {
    guard isWanted, !isRinging, notBefore.map({ $0 <= now }) ?? true else { return false }
    isWanted = false
    isRinging = true
    notBefore = now + Self.interval
    return true
  }

  var nextDeadline: Instant? { isWanted && !isRinging ? notBefore : nil }
}
