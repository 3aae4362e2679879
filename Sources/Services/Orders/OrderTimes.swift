import FoundationEssentials

/// When an order starts and ends, and from when its worker is busy with it.
struct OrderTimes: Equatable, Sendable {
  let scheduledAt: Date
  let endsAt: Date
  let departsAt: Date

  init(scheduledAt: Date, durationMinutes: Int, travelMinutes: Int) {
    self.scheduledAt = scheduledAt
    endsAt = scheduledAt.addingTimeInterval(Double(durationMinutes) * 60)
    departsAt = scheduledAt.addingTimeInterval(-Double(travelMinutes) * 60)
  }

  var busy: Range<Date> { departsAt..<endsAt }
}

/// The times at which a service can be ordered: neither too soon nor too far ahead.
struct OfferedTimes: Equatable, Sendable {
  static let step: TimeInterval = 1_800

  let earliest: Date
  let latest: Date

  init(now: Date, leadMinutes: Int, horizonDays: Int) {
    earliest = now.addingTimeInterval(Double(leadMinutes) * 60)
    latest = now.addingTimeInterval(Double(horizonDays) * 86_400)
  }

  func contains(_ time: Date) -> Bool {
    earliest <= time && time <= latest
  }

  /// The first `limit` half hours on offer at `from` or later.
  func halfHours(from: Date? = nil, limit: Int) -> [Date] {
    let start = max(from ?? earliest, earliest).timeIntervalSince1970
    let first = (start / Self.step).rounded(.up) * Self.step
    return (0..<limit)
      .map { Date(timeIntervalSince1970: first + Double($0) * Self.step) }
      .filter(contains)
  }
}

/// Which orders a worker may check in for at an instant. Check-in opens before the
/// scheduled time and closes where the sweeper's time begins: no instant belongs to both.
struct CheckInWindow: Equatable, Sendable {
  let now: Date
  /// Orders scheduled later are too early.
  let latestScheduled: Date
  /// Orders scheduled then or earlier are the sweeper's.
  let missedScheduled: Date

  init(now: Date, _ durations: OrderDurations) {
    self.now = now
    latestScheduled = now.addingTimeInterval(durations.checkInEarly)
    missedScheduled = now.addingTimeInterval(-durations.grace)
  }

  func isTooEarly(for scheduledAt: Date) -> Bool { scheduledAt > latestScheduled }
  func isOver(for scheduledAt: Date) -> Bool { scheduledAt <= missedScheduled }
}
