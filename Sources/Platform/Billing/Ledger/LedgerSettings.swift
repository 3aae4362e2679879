public import Configuration
public import FoundationEssentials
public import ServiceKit

/// What can be set about ledgers from outside.
public struct LedgerSettings: Sendable {
  public var key: LedgerKey?
  /// With which seals were signed before.
  public var formerKeys: [LedgerVerifierKey] = []
  /// How long what is posted waits for a seal at most, in seconds.
  public var sealInterval: TimeInterval = Setting.ledgerSeal.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    key = try configuration[.ledgerKey]
    formerKeys = try configuration[.formerLedgerKeys]
    sealInterval = try configuration[.ledgerSeal]
  }

  public static let settings: [any DescribedSetting] = [
    Setting.ledgerKey, Setting.formerLedgerKeys, Setting.ledgerSeal,
  ]

  /// Those that may have signed; empty where nobody signs.
  public var keys: [LedgerVerifierKey] { (key.map { [$0.verifier] } ?? []) + formerKeys }

  /// Long pauses between seals are none between looks at what is due.
  var turn: Duration { .seconds(min(sealInterval, 3_600)) }
  /// How often it is looked whether somebody else has sealed something that is to be signed.
  var look: Duration { .seconds(min(sealInterval, 60)) }
}

extension Setting<TimeInterval> {
  fileprivate static var ledgerSeal: Setting {
    Setting(
      "MCF_LEDGER_SEAL_SECONDS", .seconds(1...86_400), default: 3_600,
      "how often a ledger that something was posted to is sealed")
  }
}
