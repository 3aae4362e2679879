public import Billing
public import Configuration
public import Contracts
public import ServiceKit

/// What can be set about worker billing from outside.
public struct WorkerBillingConfiguration: Sendable {
  public var billing = BillingSettings(cutoff: Setting.workerCutoff.default)
  /// What a failed order costs.
  public var fine = Setting.fine.default
  /// The share of the price, where an event does not say what was promised.
  public var earningPercent = Setting.earningPercent.default
  /// A manager gives a bonus above it only if a second one agrees; nil: never.
  public var fourEyesAbove = Setting.fourEyesAbove.default
  public var ledger = LedgerSettings()
  /// Who pays workers.
  public var goldHat = ProviderConfiguration()
  /// How workers are paid.
  public var payouts = TrySettings()
  public var address = Setting.invoiceAddress.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    billing = try BillingSettings(configuration, cutoff: .workerCutoff)
    fine = try configuration[.fine]
    earningPercent = try configuration[.earningPercent]
    fourEyesAbove = try configuration[.fourEyesAbove]
    ledger = try LedgerSettings(configuration)
    goldHat = try ProviderConfiguration(configuration, .goldHat)
    payouts = try TrySettings(configuration)
    address = try configuration[.invoiceAddress]
  }

  public static let settings: [any DescribedSetting] =
    [
      Setting.workerCutoff, Setting.fine, Setting.earningPercent, Setting.fourEyesAbove,
      Setting.invoiceAddress,
    ] + BillingSettings.settings + LedgerSettings.settings + ProviderSettings.goldHat.all
    + TrySettings.settings
}

extension Setting<CutoffRule> {
  static var workerCutoff: Setting {
    Setting(
      "MCF_WORKER_BILLING_CUTOFF", .cutoff, default: .lastEvening,
      "when a period of worker billing ends (R-225)")
  }
}

extension Setting<Money> {
  fileprivate static var fine: Setting {
    Setting(
      "MCF_FINE", .amount(Money.zero...Money(hundredths: 1_000_000_00)),
      default: Money(hundredths: 40_00), "what a failed order costs its worker (R-240)")
  }
}
