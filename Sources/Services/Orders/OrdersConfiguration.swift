public import Configuration
import Contracts
public import ServiceKit

/// What can be set about orders from outside.
public struct OrdersConfiguration: Sendable {
  public var durations = OrderDurations()
  /// The zone of business time.
  public var timeZone = Setting.timeZone.default
  /// The worker's share of the price.
  public var earningPercent = Setting.earningPercent.default
  /// A client with so many open orders may not order one more; 0: there is no such number.
  public var openOrdersMax = Setting.openOrdersMax.default
  /// The hosts that external matching steps may have; empty: any but loopback, link-local and the
  /// databases' own.
  public var stepHosts = Setting.stepHosts.default
  /// How many pages of orders may be kept up to date at once, in one process.
  public var maxStreams = Setting.orderStreams.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    timeZone = try configuration[.timeZone]
    earningPercent = try configuration[.earningPercent]
    openOrdersMax = try configuration[.openOrdersMax]
    stepHosts = try configuration[.stepHosts]
    maxStreams = try configuration[.orderStreams]
    durations = try OrderDurations(configuration)
  }

  static let settings: [any DescribedSetting] =
    [
      Setting.timeZone, Setting.earningPercent, Setting.openOrdersMax, Setting.stepHosts,
      Setting.orderStreams,
    ]
    + OrderDurations.settings + Discount.settings
}

extension Setting<Int> {
  fileprivate static var openOrdersMax: Setting {
    Setting(
      "MCF_OPEN_ORDERS_MAX", .number(0...100_000), default: 20,
      "how many orders of one client may be open when another is placed; 0: any number")
  }
}

extension Setting<Int> {
  fileprivate static var orderStreams: Setting {
    Setting(
      "MCF_ORDER_STREAMS", .number(1...100_000), default: 500,
      "how many pages of orders may be kept up to date at once, in one process; beyond: 503")
  }
}

extension Setting<[String]> {
  public static var stepHosts: Setting {
    Setting(
      "MCF_MATCHING_STEP_HOSTS", .list("", read: { $0 }, spell: { $0 }), default: [],
      """
      hosts that external matching steps may have, with commas; empty: any but loopback, link-local \
      and the databases' own
      """)
  }
}
