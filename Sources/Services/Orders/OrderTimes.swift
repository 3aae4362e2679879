public import FoundationEssentials

/// The durations in an order's life; each is a default of the configuration.
public struct OrderDurations: Hashable, Sendable {
  /// How long before the scheduled time check-in opens.
  public var checkInEarly: TimeInterval = 3_600
  /// How long after it the worker is still awaited.
  public var grace: TimeInterval = 1_800
  /// How long after it the worker has to wait for a client who is not there.
  public var clientWait: TimeInterval = 900
  /// How long after the scheduled end the report is late.
  public var reportRemind: TimeInterval = 7_200
  /// How long after the scheduled end the order fails without it.
  public var reportFail: TimeInterval = 86_400
  /// How long after the end the worker still sees the client's phone.
  public var phoneVisible: TimeInterval = 7 * 86_400
  public var sweepInterval: TimeInterval = 5

  public init() {}
}

extension OrderDurations {
  /// How long after the scheduled time an order may be ended for that reason: before it the
  /// client owes a worker nothing, neither to be there nor to let anybody in. Managers, who have
  /// heard both, wait for nothing; nil: at any time.
  func wait(of actor: Actor, before reason: Reason?) -> TimeInterval? {
    switch (actor, reason) {
    case (.worker, .clientRefused): 0
    case (.worker, .clientAbsent): clientWait
    default: nil
    }
  }
}

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
