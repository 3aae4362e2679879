/// Decides when listeners elsewhere are told that there is something new: the first time at once,
/// then at most once a millisecond, however often it is asked for.
struct BellStateMachine {
  private static let interval: Duration = .milliseconds(1)

  /// On which channels.
  private var wanted: Set<String> = []
  private var isRinging = false
  private var notBefore: Instant?

  // MARK: what happened

  mutating func ring(_ channel: String) { wanted.insert(channel) }

  /// The server has rung, or the connection broke: a lost ring is not rung again.
  mutating func finished() { isRinging = false }

  // MARK: what to do

  /// The channels to ring on now, all at once; none: not now.
  mutating func next(now: Instant) -> [String] {
    guard !wanted.isEmpty, !isRinging, notBefore.map({ $0 <= now }) ?? true else { return [] }
    defer { wanted = [] }
    isRinging = true
    notBefore = now + Self.interval
    return wanted.sorted()
  }

  var nextDeadline: Instant? { !wanted.isEmpty && !isRinging ? notBefore : nil }
}
