import Configuration
public import FoundationEssentials
import ServiceKit

/// How long things may take in an order's life, in seconds.
public struct OrderDurations: Hashable, Sendable {
  /// How long before the scheduled time check-in opens.
  public var checkInEarly: TimeInterval = Setting.checkInEarly.default
  /// How long after it the worker is still awaited.
  public var grace: TimeInterval = Setting.grace.default
  /// How long after it the worker has to wait for a client who is not there.
  public var clientWait: TimeInterval = Setting.clientWait.default
  /// How long after the scheduled end the report is late.
  public var reportRemind: TimeInterval = Setting.reportRemind.default
  /// How long after the scheduled end the order fails without it.
  public var reportFail: TimeInterval = Setting.reportFail.default
  /// How long after the end the worker still sees the client's phone.
  public var phoneVisible: TimeInterval = Setting.phoneVisible.default
  public var sweepInterval: TimeInterval = Setting.sweepInterval.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  init(_ configuration: ConfigReader) throws {
    checkInEarly = try configuration[.checkInEarly]
    grace = try configuration[.grace]
    clientWait = try configuration[.clientWait]
    reportRemind = try configuration[.reportRemind]
    reportFail = try configuration[.reportFail]
    phoneVisible = try configuration[.phoneVisible]
    sweepInterval = try configuration[.sweepInterval]
  }

  static let settings: [any DescribedSetting] = [
    Setting.checkInEarly, Setting.grace, Setting.clientWait, Setting.reportRemind,
    Setting.reportFail, Setting.phoneVisible, Setting.sweepInterval,
  ]
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

extension Setting<TimeInterval> {
  fileprivate static var checkInEarly: Setting {
    Setting(
      "MCF_CHECK_IN_EARLY_SECONDS", .upToAMonth, default: 3_600,
      "how long before the scheduled time check-in opens")
  }
  fileprivate static var clientWait: Setting {
    Setting(
      "MCF_CLIENT_WAIT_SECONDS", .upToAMonth, default: 900,
      "how long after the scheduled time a worker waits before the client counts as absent (R-133)")
  }
  fileprivate static var reportRemind: Setting {
    Setting(
      "MCF_REPORT_REMIND_SECONDS", .upToAMonth, default: 7_200,
      "how long after the scheduled end a report is late (R-185)")
  }
  fileprivate static var phoneVisible: Setting {
    Setting(
      "MCF_PHONE_VISIBLE_SECONDS", .seconds(0...31_536_000), default: 604_800,
      "how long after the end the worker sees the client's phone (R-140)")
  }
  fileprivate static var sweepInterval: Setting {
    Setting(
      "MCF_SWEEP_INTERVAL_SECONDS", .seconds(0.01...3_600), default: 5,
      "how long the sweeper rests between two rounds")
  }
}
