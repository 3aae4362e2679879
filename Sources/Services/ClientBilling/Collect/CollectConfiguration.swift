public import Billing
public import Configuration
public import FoundationEssentials
import ServiceKit

/// How money is collected, whoever does it.
public struct CollectConfiguration: Sendable {
  /// How soon what did not succeed is tried again.
  public var pace = Setting.retryPace.default
  /// How often, at that pace, before it is overdue.
  public var retries = Setting.collectRetries.default
  /// How long to rest between two looks at what is due.
  public var interval: TimeInterval = Setting.collectInterval.default
  /// How long a provider may take to answer.
  public var timeout: TimeInterval = Setting.providerTimeout.default
  /// Where this site is, to which clients come back from a provider's page; nil: no way to pay can be
  /// added.
  public var publicURL = Setting.publicURL.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    pace = try configuration[.retryPace]
    retries = try configuration[.collectRetries]
    interval = try configuration[.collectInterval]
    timeout = try configuration[.providerTimeout]
    publicURL = try configuration[.publicURL]
  }

  static let settings: [any DescribedSetting] = [
    Setting.retryPace, Setting.collectRetries, Setting.collectInterval, Setting.providerTimeout,
  ]
}

extension Setting<Int> {
  fileprivate static var collectRetries: Setting {
    Setting(
      "MCF_COLLECT_RETRIES", .number(0...365), default: 7,
      "how often, day by day, an invoice is tried again before it is overdue (R-221)")
  }
}
