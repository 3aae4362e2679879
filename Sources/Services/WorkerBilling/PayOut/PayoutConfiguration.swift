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
