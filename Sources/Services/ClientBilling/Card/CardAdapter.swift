public import Billing
import Contracts

/// Payments by card. What goes by one reference is one intent, which can be paid once; each try is a
/// confirmation of it. It is answered at once, or is pending while the card's bank asks its holder.
struct CardAdapter: PaymentAdapter, ProviderAdapter {
  static let name = "card"
  /// As its provider documents it: 24 hours.
  let keyLife = Duration.seconds(86_400)
  let provider: MoneyProvider

  /// - Returns: nil where no address or no key is configured: then it is not offered.
  init?(_ configuration: ProviderConfiguration) {
    guard let provider = MoneyProvider(configuration, peer: "card", list: "/confirmations")
    else { return nil }
    self.provider = provider
  }

  func collect(_ order: MoneyOrder) async -> Answered<MoneyState> {
    await provider.send(order, to: "/confirmations", destination: "token")
  }
}

extension ProviderSettings {
  /// Where clients pay by card.
  public static let card = ProviderSettings(
    url: "MCF_CARD_URL", key: "MCF_CARD_KEY", secrets: "MCF_CARD_WEBHOOK_SECRET",
    of: "the card provider",
    where: """
      where the card provider takes payments, the part before /confirmations; empty: nobody pays by \
      card
      """)
}
