public import Billing
import Contracts

/// Payments by direct debit: the client signs a mandate once, and what is collected by it is pending
/// for days, then paid or failed, and may come back up to weeks later.
struct DirectDebitAdapter: PaymentAdapter, ProviderAdapter {
  static let name = "direct_debit"
  /// As its provider documents it: 30 days.
  let keyLife = Duration.seconds(30 * 86_400)
  let provider: MoneyProvider

  /// - Returns: nil where no address or no key is configured: then it is not offered.
  init?(_ configuration: ProviderConfiguration) {
    guard let provider = MoneyProvider(configuration, peer: "direct-debit", list: "/collections")
    else { return nil }
    self.provider = provider
  }

  func collect(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await provider.send(order, to: "/collections", destination: "token")
  }
}

extension ProviderSettings {
  /// Where clients pay by direct debit.
  public static let directDebit = ProviderSettings(
    url: "MCF_DEBIT_URL", key: "MCF_DEBIT_KEY", secrets: "MCF_DEBIT_WEBHOOK_SECRET",
    of: "the provider of direct debits",
    where: """
      where direct debits are taken, the part before /collections; empty: nobody pays by direct \
      debit
      """)
}
