/// Ever longer pauses between attempts, spread so that many processes do not knock together.
public struct Backoff: Sendable {
  private let first: Duration
  private let longest: Duration
  private var attempts = 0

  public init(first: Duration = .milliseconds(50), longest: Duration = .seconds(1)) {
    self.first = first
    self.longest = longest
  }

  /// The pause before the next attempt: between half of and all of `first`, twice that, … `longest`.
  /// - Parameter jitter: at least 0, below 1.
  public mutating func next(jitter: Double) -> Duration {
    attempts += 1
    return pause(after: attempts, jitter: jitter)
  }

  public mutating func reset() { attempts = 0 }

  /// The pause after so many failed attempts, for those who count elsewhere, such as in a row.
  ///
  /// - Parameters:
  ///   - tries: at least 1.
  ///   - wanted: how long the other side asks to be left alone; of more than `longest` no more counts.
  ///   - jitter: at least 0, below 1.
  public func pause(after tries: Int, atLeast wanted: Duration = .zero, jitter: Double) -> Duration
  {
    let full = min(longest, first * (1 << min(max(tries, 1) - 1, 16)))
    return max(full * (0.5 + jitter / 2), min(wanted, longest))
  }
}
