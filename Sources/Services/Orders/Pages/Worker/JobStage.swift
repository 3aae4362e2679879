import FoundationEssentials

/// Where a job stands for its worker: what the clock allows counts, whether or not the sweeper has
/// been there already.
enum JobStage: Equatable {
  case early(opensAt: Date)
  case toCheckIn(until: Date)
  /// nobody checked in in time.
  case missed(closedAt: Date)
  case started
  /// the report is late and can still be sent.
  case reportLate(until: Date)
  case reportMissed(closedAt: Date)
  case ended

  init(of order: Order, at now: Date, _ durations: OrderDurations) {
    let window = CheckInWindow(now: now, durations)
    let lastReport = order.endsAt.addingTimeInterval(durations.reportFail)
    self =
      switch order.status {
      case .accepted where window.isTooEarly(for: order.scheduledAt):
        .early(opensAt: order.scheduledAt.addingTimeInterval(-durations.checkInEarly))
      case .accepted where window.isOver(for: order.scheduledAt):
        .missed(closedAt: order.scheduledAt.addingTimeInterval(durations.grace))
      case .accepted:
        .toCheckIn(until: order.scheduledAt.addingTimeInterval(durations.grace))
      case .started where lastReport <= now: .reportMissed(closedAt: lastReport)
      case .started where order.isOverdue(at: now, after: durations.reportRemind):
        .reportLate(until: lastReport)
      case .started: .started
      case .completed, .cancelled, .failed: .ended
      }
  }

  /// The instant that the page says of it, if it says one.
  var instant: Date? {
    switch self {
    case .early(let time), .toCheckIn(let time), .missed(let time), .reportLate(let time),
      .reportMissed(let time):
      time
    case .started, .ended: nil
    }
  }

  /// Which photo can be sent now.
  var photo: PhotoKind? {
    switch self {
    case .toCheckIn: .checkIn
    case .started, .reportLate: .report
    case .early, .missed, .reportMissed, .ended: nil
    }
  }
}
