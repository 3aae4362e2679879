import Logging

/// The provider of direct debits: the client signs a mandate; what is collected by it is pending for
/// days, then paid or failed, and may go back weeks later. One notice tells of many payments.
struct DirectDebitOffice: EnrollingParty {
  static let path = "/debit"
  static let collections = "/collections"
  let desk: PaymentDesk<DirectDebitCode>
  let enrolments: EnrolmentDesk

  /// - Parameter rule: where its page may lead back to.
  init(
    _ door: PaymentDoor, leadingBack rule: ReturnRule,
    behaviour: DirectDebitBehaviour = .usual, logger: Logger
  ) throws {
    desk = try PaymentDesk(
      PaymentTerms(
        name: "The debit's provider", mark: "debit", event: "payments", isBatching: true),
      door, behaviour: behaviour, logger: logger)
    enrolments = try EnrolmentDesk(.account, path: Self.path, rule)
  }
}

typealias DirectDebitBehaviour = PaymentBehaviour<DirectDebitCode>

extension DirectDebitBehaviour {
  /// A bank takes a while.
  static var usual: Self { Self(pendingSeconds: 2) }
}

/// Why a debit fails.
enum DirectDebitCode: String, DeclineCode {
  case insufficientFunds = "insufficient_funds"
  case closed, revoked, invalid

  static let usual = insufficientFunds
  static let back = "returned_by_payer"
  var isFinal: Bool { self != .insufficientFunds }
}
