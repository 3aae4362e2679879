/// Decides whether the provider is asked: sixteen at once, and for half a minute not at all after it
/// has failed five times within ten seconds, so that nobody waits for what does not come.
struct ChallengeBreaker: Sendable {
  static let most = 16
  static let failures = 5
  static let window: Duration = .seconds(10)
  static let pause: Duration = .seconds(30)

  private(set) var asked = 0
  /// When it failed, the last few times.
  private var failedAt: [Nanoseconds] = []
  private var openUntil: Nanoseconds = .min

  /// Whether it may be asked now; who does says how it ended.
  mutating func begin(at now: Nanoseconds) -> Bool {
    guard now >= openUntil, asked < Self.most else { return false }
    asked += 1
    return true
  }

  /// - Parameter hasFailed: no verdict came.
  mutating func end(hasFailed: Bool, at now: Nanoseconds) {
    asked -= 1
    guard hasFailed else { return }
    failedAt = failedAt.filter { now - $0 < Self.window.nanoseconds } + [now]
    guard failedAt.count >= Self.failures else { return }
    openUntil = now + Self.pause.nanoseconds
    failedAt = []
  }
}
