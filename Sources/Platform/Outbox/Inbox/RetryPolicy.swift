import FoundationEssentials
import Postgres

/// When a parked event is tried again, and when no more.
enum RetryPolicy {
  private static let pauses = Backoff(first: .seconds(2), longest: .seconds(3600))
  static let mostTries: Int32 = 25
  static let longestWaitSeconds = 86_400.0

  /// The pause after so many failed tries: up to two seconds, four, eight … an hour, the last half of
  /// it by chance, so that events which failed together are not tried together.
  ///
  /// - Parameter jitter: at least 0, below 1.
  static func pauseSeconds(afterTries tries: Int32, jitter: Double) -> Double {
    pauses.pause(after: Int(tries), jitter: jitter) / .seconds(1)
  }

  /// Whether an operator has to decide now.
  static func isHopeless(tries: Int32, since: Date, now: Date) -> Bool {
    tries >= mostTries || now.timeIntervalSince(since) >= longestWaitSeconds
  }
}
