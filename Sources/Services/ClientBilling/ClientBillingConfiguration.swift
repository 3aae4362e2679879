public import Billing
public import Configuration
public import Contracts
public import ServiceKit

/// What can be set about client billing from outside.
public struct ClientBillingConfiguration: Sendable {
  public var billing = BillingSettings(cutoff: Setting.clientCutoff.default)
  /// A manager gives back more than that only if a second one agrees; nil: never.
  public var fourEyesAbove = Setting.fourEyesAbove.default
  public var ledger = LedgerSettings()
  /// By which clients can pay.
  public var providers = PaymentProviders()
  public var collect = CollectConfiguration()
  /// Where we are, as invoices name it; nil: they name nothing.
  public var address = Setting.invoiceAddress.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    billing = try BillingSettings(configuration, cutoff: .clientCutoff)
    fourEyesAbove = try configuration[.fourEyesAbove]
    ledger = try LedgerSettings(configuration)
    providers = try PaymentProviders(configuration)
    collect = try CollectConfiguration(configuration)
    address = try configuration[.invoiceAddress]
  }

  public static let settings: [any DescribedSetting] =
    [Setting.clientCutoff, Setting.fourEyesAbove, Setting.invoiceAddress]
    + BillingSettings.settings + LedgerSettings.settings + PaymentProviders.settings
    + CollectConfiguration.settings
}

extension Setting<CutoffRule> {
  static var clientCutoff: Setting {
    Setting(
      "MCF_CLIENT_BILLING_CUTOFF", .cutoff, default: .sundayEvening,
      "when a period of client billing ends (R-225)")
  }
}
