public import Configuration
import FoundationEssentials
public import ServiceKit

/// What can be set about orders from outside.
public struct OrdersConfiguration: Sendable {
  public var durations = OrderDurations()
  /// The zone of business time.
  public var timeZone = "Europe/Moscow"
  /// The worker's share of the price.
  public var earningPercent = 60
  /// A client with so many open orders may not order one more; 0: there is no such number.
  public var openOrdersMax = 20
  /// The hosts that external matching steps may have; empty: any but loopback, link-local and the
  /// databases' own.
  public var stepHosts: [String] = []

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    timeZone = try configuration.string(BusinessTime.setting)
    earningPercent = try configuration.int(Self.earningSetting, in: 0...100)
    openOrdersMax = try configuration.int(Self.openOrdersSetting, in: 0...100_000)
    stepHosts = try configuration.string(Self.stepHostsSetting).split(separator: ",").map {
      $0.split(separator: " ").joined()
    }
    durations.checkInEarly = try configuration.seconds(Self.earlySetting, in: Self.upToAMonth)
    durations.grace = try configuration.seconds(Self.graceSetting, in: Self.upToAMonth)
    durations.clientWait = try configuration.seconds(Self.clientWaitSetting, in: Self.upToAMonth)
    durations.reportRemind = try configuration.seconds(Self.remindSetting, in: Self.upToAMonth)
    durations.reportFail = try configuration.seconds(Self.failSetting, in: Self.upToAMonth)
    durations.phoneVisible = try configuration.seconds(Self.phoneSetting, in: 0...31_536_000)
    durations.sweepInterval = try configuration.seconds(Self.sweepSetting, in: 0.01...3_600)
  }

  private static let upToAMonth = 0.0...2_678_400
}

extension OrdersConfiguration {
  static let earningSetting = Setting(
    "MCF_EARNING_PERCENT", default: "60", "the worker's share of the price (R-240)")
  static let openOrdersSetting = Setting(
    "MCF_OPEN_ORDERS_MAX", default: "20",
    "how many orders of one client may be open when another is placed; 0: any number")
  public static let stepHostsSetting = Setting(
    "MCF_MATCHING_STEP_HOSTS", default: "",
    """
    hosts that external matching steps may have, with commas; empty: any but loopback, link-local \
    and the databases' own
    """)
  static let earlySetting = Setting(
    "MCF_CHECK_IN_EARLY_SECONDS", default: "3600",
    "how long before the scheduled time check-in opens")
  static let graceSetting = Setting(
    "MCF_GRACE_SECONDS", default: "1800",
    "how long after the scheduled time the worker is awaited (R-130)")
  static let clientWaitSetting = Setting(
    "MCF_CLIENT_WAIT_SECONDS", default: "900",
    "how long after the scheduled time a worker waits before the client counts as absent (R-133)")
  static let remindSetting = Setting(
    "MCF_REPORT_REMIND_SECONDS", default: "7200",
    "how long after the scheduled end a report is late (R-185)")
  static let failSetting = Setting(
    "MCF_REPORT_FAIL_SECONDS", default: "86400",
    "how long after the scheduled end an order fails without its report (R-185)")
  static let phoneSetting = Setting(
    "MCF_PHONE_VISIBLE_SECONDS", default: "604800",
    "how long after the end the worker sees the client's phone (R-140)")
  static let sweepSetting = Setting(
    "MCF_SWEEP_INTERVAL_SECONDS", default: "5", "how long the sweeper rests between two rounds")

  static let settings = [
    BusinessTime.setting, earningSetting, openOrdersSetting, stepHostsSetting, earlySetting,
    graceSetting, clientWaitSetting, remindSetting, failSetting, phoneSetting, sweepSetting,
  ]
}
