public import Configuration
public import Contracts
public import FoundationEssentials
public import ServiceKit

/// What can be set about bets from outside.
public struct BetsConfiguration: Sendable {
  /// The highest stake.
  public var maxStake = Setting.maxStake.default
  /// How much earlier than it seems the time for bets is over, in seconds.
  public var margin: TimeInterval = Setting.margin.default
  /// The zone of business time, in which pages show times.
  public var timeZone = Setting.timeZone.default

  /// How long after its time an order is open at most, in seconds: then it ends by itself.
  public var longestOpen = max(Setting.grace.default, Setting.reportFail.default)

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    maxStake = try configuration[.maxStake]
    margin = try configuration[.margin]
    timeZone = try configuration[.timeZone]
    longestOpen = max(try configuration[.grace], try configuration[.reportFail])
  }

  public static let settings: [any DescribedSetting] = [
    Setting.maxStake, Setting.margin, Setting.timeZone, Setting.grace, Setting.reportFail,
  ]

  /// How many bets a manager may place on an order.
  static let mostBets = 50
}

extension Setting<Money> {
  fileprivate static var maxStake: Setting {
    Setting(
      "MCF_BETS_MAX_STAKE", .amount(WantedBet.stakes), default: Money(hundredths: 1_000_000),
      "the highest stake of a bet (R-280)")
  }
}

extension Setting<TimeInterval> {
  fileprivate static var margin: Setting {
    Setting(
      "MCF_BETS_MARGIN_SECONDS", .seconds(0...3_600), default: 0,
      "how much earlier than orders tell the time for bets is over, where clocks cannot be trusted")
  }
}
