public import Configuration
public import FoundationEssentials
public import ServiceKit

/// What can be set about ledgers from outside.
public struct LedgerSettings: Sendable {
  public var key: LedgerKey?
  /// How long what is posted waits for a seal at most, in seconds.
  public var sealInterval: TimeInterval = Setting.ledgerSeal.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    key = try configuration[.ledgerKey]
    sealInterval = try configuration[.ledgerSeal]
  }

  public static let settings: [any DescribedSetting] = [Setting.ledgerKey, Setting.ledgerSeal]

  var turn: Duration { .seconds(sealInterval) }
}

extension Setting<TimeInterval> {
  fileprivate static var ledgerSeal: Setting {
    Setting(
      "MCF_LEDGER_SEAL_SECONDS", .seconds(1...86_400), default: 3_600,
      "how often a ledger that something was posted to is sealed")
  }
}
