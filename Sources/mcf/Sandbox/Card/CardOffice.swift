import Logging

/// The provider of card payments. What goes by one reference is one intent, which can be paid once;
/// each confirmation tries to. It answers at once, or when the card's bank has asked its holder.
struct CardOffice: EnrollingParty {
  static let path = "/card"
  static let collections = "/confirmations"
  let desk: PaymentDesk<CardCode>
  let enrolments: EnrolmentDesk

  /// - Parameter rule: where its page may lead back to.
  init(
    _ door: PaymentDoor, leadingBack rule: ReturnRule,
    behaviour: CardBehaviour = CardBehaviour(), logger: Logger
  ) throws {
    desk = try PaymentDesk(
      PaymentTerms(
        name: "The card's provider", mark: "card", event: "payment", paysOncePerReference: true),
      door, behaviour: behaviour, logger: logger)
    enrolments = try EnrolmentDesk(.card, path: Self.path, rule)
  }
}

typealias CardBehaviour = PaymentBehaviour<CardCode>

/// Why a card is declined.
enum CardCode: String, DeclineCode {
  case insufficientFunds = "insufficient_funds"
  case closed, stolen, invalid

  static let usual = insufficientFunds
  static let back = "disputed"
  var isFinal: Bool { self != .insufficientFunds }
}
