public import Configuration
import ServiceKit

/// What can be set about managers from outside.
public struct ManagersConfiguration: Sendable {
  /// Never more are active at a time.
  public var maximum = 15

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    maximum = try configuration.int(Self.maximumSetting, in: 1...100_000)
  }

  static let maximumSetting = Setting(
    "MCF_MANAGERS_MAX", default: "15", "how many managers may be active at a time")

  static let settings = [maximumSetting]
}
