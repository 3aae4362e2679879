import Billing
public import Configuration
public import FoundationEssentials
public import ServiceKit

/// Where workers are paid from.
public struct GoldHatConfiguration: Sendable {
  /// Where Gold Hat is; nil: nobody is paid.
  public var url = Setting.goldHat.default
  /// By which it knows us.
  public var key = Setting.goldHatKey.default
  /// What it signs its notices with; several while they are being changed, none: no notice is believed.
  public var secrets = Setting.goldHatSecrets.default
  /// How long it may take to answer.
  public var timeout: TimeInterval = Setting.providerTimeout.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used, and for an address without a key.
  public init(_ configuration: ConfigReader) throws {
    url = try configuration[.goldHat]
    key = try configuration[.goldHatKey]
    secrets = try configuration[.goldHatSecrets]
    timeout = try configuration[.providerTimeout]
    if url != nil, key == nil {
      throw SettingError(
        Setting.goldHatKey.name, "must be set where \(Setting.goldHat.name) is")
    }
  }

  static let settings: [any DescribedSetting] = [
    Setting.goldHat, Setting.goldHatKey, Setting.goldHatSecrets, Setting.providerTimeout,
  ]
}

extension Setting<String?> {
  /// Where Gold Hat is.
  public static var goldHat: Setting {
    Setting(
      "MCF_GOLD_HAT_URL", .address, default: nil,
      """
      where Gold Hat takes transfers to workers, the part before /transfers; empty: nobody is paid \
      out
      """)
  }
  /// By which Gold Hat knows us.
  public static var goldHatKey: Setting {
    Setting(
      "MCF_GOLD_HAT_KEY", .bearerToken, default: nil,
      "by which Gold Hat knows us: the token that goes with each call", secret: true)
  }
}

extension Setting<[WebhookSecret]> {
  /// What both sides of Gold Hat's notices know.
  public static var goldHatSecrets: Setting {
    Setting(
      "MCF_GOLD_HAT_WEBHOOK_SECRET", .webhookSecrets, default: [],
      """
      what Gold Hat signs its notices with (Standard Webhooks); two, with a comma, while it is being \
      changed; empty: notices are refused, and what they would tell is found later
      """, secret: true)
  }
}
