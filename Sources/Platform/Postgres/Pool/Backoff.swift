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
    let full = min(longest, first * (1 << min(attempts, 16)))
    attempts += 1
    return full * (0.5 + jitter / 2)
  }

  public mutating func reset() { attempts = 0 }
}
