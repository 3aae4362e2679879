public import Billing
public import Configuration
import ServiceKit

/// How money is collected, whoever does it.
public struct CollectConfiguration: Sendable {
  public var tries = TrySettings()
  /// How often an invoice is tried again before it is overdue.
  public var retries = Setting.collectRetries.default
  /// Where this site is, to which clients come back from a provider's page; nil: no way to pay can be
  /// added.
  public var publicURL = Setting.publicURL.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    tries = try TrySettings(configuration)
    retries = try configuration[.collectRetries]
    publicURL = try configuration[.publicURL]
  }

  static let settings: [any DescribedSetting] = [Setting.collectRetries] + TrySettings.settings
}

extension Setting<Int> {
  fileprivate static var collectRetries: Setting {
    Setting(
      "MCF_COLLECT_RETRIES", .number(0...365), default: 7,
      "how often, day by day, an invoice is tried again before it is overdue (R-221)")
  }
}
