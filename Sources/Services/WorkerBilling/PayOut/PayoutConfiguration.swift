public import Billing
public import Configuration
public import FoundationEssentials
import ServiceKit

/// How workers are paid, whoever does it.
public struct PayoutConfiguration: Sendable {
  /// How soon what did not succeed is tried again.
  public var pace = Setting.retryPace.default
  /// How long to rest between two looks at what is due.
  public var interval: TimeInterval = Setting.collectInterval.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    pace = try configuration[.retryPace]
    interval = try configuration[.collectInterval]
  }

  static let settings: [any DescribedSetting] = [Setting.retryPace, Setting.collectInterval]
}

extension Setting<RetryPace> {
  fileprivate static var retryPace: Setting {
    Setting(
      "MCF_RETRY_EVERY", .pace, default: .day,
      "how soon a payment is tried again that did not succeed")
  }
}

extension Setting<TimeInterval> {
  fileprivate static var collectInterval: Setting {
    Setting(
      "MCF_COLLECT_INTERVAL_SECONDS", .seconds(0.01...3_600), default: 5,
      "how long billing rests between two looks for payments that are due")
  }
}
