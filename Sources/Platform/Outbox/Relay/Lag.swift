/// For how long something that was seen has not been delivered.
struct Lag {
  private var seen: (transaction: UInt64, at: ContinuousClock.Instant)?

  /// - Parameter greatest: the newest row's transaction, when there is something to deliver.
  mutating func update(_ greatest: UInt64?, passed: UInt64, now: ContinuousClock.Instant) {
    if let seen, passed <= seen.transaction, greatest != nil { return }
    seen = greatest.map { ($0, now) }
  }

  func duration(now: ContinuousClock.Instant) -> Duration {
    seen.map { now - $0.at } ?? .zero
  }
}
