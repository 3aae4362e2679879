public import Configuration
import ServiceKit

/// What can be set about managers from outside.
public struct ManagersConfiguration: Sendable {
  /// Never more are active at a time.
  public var maximum = Setting.managersMax.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    maximum = try configuration[.managersMax]
  }
}

extension Setting<Int> {
  static var managersMax: Setting {
    Setting(
      "MCF_MANAGERS_MAX", .number(1...100_000), default: 15,
      "how many managers may be active at a time")
  }
}
