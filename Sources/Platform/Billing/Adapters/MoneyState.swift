public import Contracts
public import FoundationEssentials

/// What a provider says of one payment.
public struct MoneyState: Sendable, Hashable {
  /// Under which it was asked for.
  public let key: ExactText
  /// What it is for, as it was asked for.
  public let reference: ExactText
  /// The provider's own name for it.
  public let providerReference: ExactText
  /// As it came, which may be another amount than was asked for.
  public let amount: Money
  public let standing: MoneyStanding
  /// Since when it stands so, by the provider's clock.
  public let at: Date
  /// Of a refund: the provider's own name for the payment that it gives back; nil: it is none.
  public let givesBack: ExactText?

  public init(
    key: ExactText, reference: ExactText, providerReference: ExactText, amount: Money,
    standing: MoneyStanding, at: Date, givingBack payment: ExactText? = nil
  ) {
    self.key = key
    self.reference = reference
    self.providerReference = providerReference
    self.amount = amount
    self.standing = standing
    self.at = at
    givesBack = payment
  }

  /// Whether it is about the payment that was asked for: nothing else answers an order.
  public func isOf(_ order: MoneyOrder) -> Bool {
    key == order.key && reference == order.reference
  }
}

/// Where a payment stands.
public enum MoneyStanding: Sendable, Hashable {
  case paid
  /// It may still be paid or declined.
  case pending
  /// It is not paid and never will be. When the refusal is final, another try at the same destination
  /// fails as well.
  case declined(code: ExactText, isFinal: Bool)
  /// It was paid, and the money has come back.
  case back(cause: ExactText)
}
