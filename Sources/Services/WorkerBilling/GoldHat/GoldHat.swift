public import Billing

/// Gold Hat, who pays workers by transfers to their accounts.
struct GoldHat: PayoutAdapter, ProviderAdapter {
  static let name = "gold_hat"
  /// As Gold Hat documents it.
  let keyLife = Duration.seconds(86_400)
  let provider: MoneyProvider

  /// - Returns: nil where no address or no key is configured: then it is not offered.
  init?(_ configuration: ProviderConfiguration) {
    guard let provider = MoneyProvider(configuration, peer: "gold-hat", list: "/transfers")
    else { return nil }
    self.provider = provider
  }

  func payOut(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await provider.send(order, to: "/transfers", destination: "account")
  }
}

extension ProviderSettings {
  /// Where workers are paid from.
  public static let goldHat = ProviderSettings(
    url: "MCF_GOLD_HAT_URL", key: "MCF_GOLD_HAT_KEY", secrets: "MCF_GOLD_HAT_WEBHOOK_SECRET",
    of: "Gold Hat",
    where: """
      where Gold Hat takes transfers to workers, the part before /transfers; empty: nobody is paid \
      out
      """)
}
