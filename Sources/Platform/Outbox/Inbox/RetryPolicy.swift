import FoundationEssentials

/// When a parked event is tried again, and when no more.
enum RetryPolicy {
  static let firstSeconds = 1.0
  static let longestSeconds = 3600.0
  static let mostTries: Int32 = 25
  static let longestWaitSeconds = 86_400.0

  /// The pause after so many failed tries: a second, two, four … an hour, the last half of it by
  /// chance, so that events which failed together are not tried together.
  ///
  /// - Parameter jitter: at least 0, below 1.
  static func pauseSeconds(afterTries tries: Int32, jitter: Double) -> Double {
    let full = min(longestSeconds, firstSeconds * Double(1 << min(tries, 12)))
    return max(firstSeconds, full * (0.5 + jitter / 2))
  }

  /// Whether an operator has to decide now.
  static func isHopeless(tries: Int32, since: Date, now: Date) -> Bool {
    tries >= mostTries || now.timeIntervalSince(since) >= longestWaitSeconds
  }
}
