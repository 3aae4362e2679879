public import Billing
public import Configuration
public import ServiceKit

/// The ways to pay that there are. Another one is an adapter and a line in each of these.
public struct PaymentProviders: Sendable {
  public var card = ProviderConfiguration()
  public var directDebit = ProviderConfiguration()

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    card = try ProviderConfiguration(configuration, .card)
    directDebit = try ProviderConfiguration(configuration, .directDebit)
  }

  public static let settings: [any DescribedSetting] =
    ProviderSettings.card.all + ProviderSettings.directDebit.all

  /// Those that are configured, in the order in which they are offered.
  public var adapters: [any PaymentAdapter] {
    let known: [(any PaymentAdapter)?] = [CardAdapter(card), DirectDebitAdapter(directDebit)]
    return known.compactMap(\.self)
  }
}
