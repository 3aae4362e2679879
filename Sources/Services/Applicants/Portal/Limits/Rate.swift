/// How often something may happen: so many in a time, evenly, and so many of them at once.
///
/// Counted by the generic cell rate algorithm in its form of virtual scheduling (ITU-T I.371, annex A):
/// all that is kept of whoever is counted is one instant, at which the next would come if all kept to
/// the rate.
struct Rate: Hashable, Sendable {
  let count: Int
  let period: Duration
  let burst: Int

  init(_ count: Int, per period: Duration, burst: Int) {
    self.count = count
    self.period = period
    self.burst = burst
  }

  /// Half of them may happen at once.
  init(_ count: Int, per period: Duration) {
    self.init(count, per: period, burst: max(1, count / 2))
  }

  /// Between two that keep to the rate.
  var interval: Nanoseconds { period.nanoseconds / Int64(count) }

  /// How long the next has to wait; 0: it may happen now.
  func wait(due: Nanoseconds, at now: Nanoseconds) -> Nanoseconds {
    max(0, due - Int64(burst - 1) * interval - now)
  }

  /// When the next is due after one that happens now.
  func next(due: Nanoseconds, at now: Nanoseconds) -> Nanoseconds { max(due, now) + interval }

  /// How much of what may happen at once is used up.
  func used(due: Nanoseconds, at now: Nanoseconds) -> Int {
    Int((max(0, due - now) + interval - 1) / interval)
  }
}

/// On a clock that begins with the process: enough for 292 years.
typealias Nanoseconds = Int64

extension Duration {
  var nanoseconds: Nanoseconds {
    components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000
  }

  static let hour: Duration = .seconds(3_600)
  static let day: Duration = .seconds(86_400)
}
