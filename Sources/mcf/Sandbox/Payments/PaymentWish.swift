import Billing
import Contracts
import ServiceKit

/// What somebody asks a provider to move.
struct PaymentWish: Hashable, Codable, Sendable {
  /// What money goes to or comes from, as providers call it.
  enum Destination: String, Codable, Sendable {
    /// Gold Hat's.
    case account
    /// A card's or a mandate's.
    case token
    /// One that is given back.
    case payment
  }

  let reference: ExactText
  let kind: Destination
  let destination: ExactText
  let amount: Money
  let text: String

  private static let amounts = Money(hundredths: 1)...Money.mostBooked

  /// - Throws: a 400 problem with all mistakes.
  init(_ form: Form, to kind: Destination) throws {
    self.kind = kind
    reference = form.exactText("reference", 1...255)
    destination = form.exactText(kind.rawValue, 1...255)
    if kind == .account,
      destination.text.wholeMatch(of: /GH-[0-9]{4}-[0-9]{4}-[0-9]{4}/) == nil
    {
      form.mistake(in: kind.rawValue, .noGoldHatAccount)
    }
    amount = form.money("amount", Self.amounts)
    text = form.text("text", 1...200)
    try form.finish()
  }
}

extension MistakeReason {
  fileprivate static let noGoldHatAccount = Self(
    code: "no-gold-hat-account", "must be an account such as GH-1234-5678-9012")
}
