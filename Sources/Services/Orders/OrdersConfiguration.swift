import ServiceKit

/// What can be set about orders from outside.
public struct OrdersConfiguration: Sendable {
  public var durations = OrderDurations()
  /// The zone of business time.
  public var timeZone = "Europe/Moscow"

  public init() {}

  static let settings = [
    Setting(
      "MCF_TIME_ZONE", default: "Europe/Moscow", "the zone of business time, by its IANA name"),
    Setting(
      "MCF_CHECK_IN_EARLY_SECONDS", default: "3600",
      "how long before the scheduled time check-in opens"),
    Setting(
      "MCF_GRACE_SECONDS", default: "1800",
      "how long after the scheduled time the worker is awaited (R-130)"),
    Setting(
      "MCF_REPORT_REMIND_SECONDS", default: "7200",
      "how long after the scheduled end a report is late (R-185)"),
    Setting(
      "MCF_REPORT_FAIL_SECONDS", default: "86400",
      "how long after the scheduled end an order fails without its report (R-185)"),
    Setting(
      "MCF_PHONE_VISIBLE_SECONDS", default: "604800",
      "how long after the end the worker sees the client's phone (R-140)"),
    Setting(
      "MCF_SWEEP_INTERVAL_SECONDS", default: "5",
      "how long the sweeper rests between two rounds"),
  ]
}
