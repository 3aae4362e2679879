import Contracts
import FoundationEssentials
import ServiceKit

// What quality control refuses, each with what the caller can do about it.
extension Problem {
  /// 403: the register of managers has not told of whoever acts.
  static let managerNotKnown = forbidden(
    "manager-not-known",
    "You are not known here as an active manager. If you are one, have the register published again: "
      + "mcf outbox backfill managers.")

  /// 409: the order goes on, and a review could steer it.
  static let orderOpen = conflict(
    "order-open", "The order has not ended. Review it once it has.")

  /// 409: somebody looks at the order already.
  static func reviewOpen(_ id: UUID) -> Problem {
    conflict(
      "review-open", "There is a review of this order that is not closed.",
      members: ["review_id": .string(id.wire)])
  }

  /// 409: who ended an order is no judge of it.
  static let ownAct = conflict(
    "own-act", "You have ended this order yourself. Leave its review to another manager.")

  /// 409: first those that are in hand.
  static func tooManyInHand(_ inHand: Int, _ most: Int) -> Problem {
    conflict(
      "too-many-in-hand",
      "You have \(inHand) reviews in hand. Close one, or put one back.",
      members: ["in_hand": .number("\(inHand)"), "maximum": .number("\(most)")])
  }

  /// 409: it is another manager who has it, or nobody.
  static let notInHand = conflict(
    "not-in-hand", "You do not have this review in hand. Take it first.")

  /// 409: there is nothing left to take.
  static let inHandAlready = conflict(
    "wrong-state", "You have this review in hand already.",
    members: ["review_state": .string(ReviewState.taken.rawValue)])

  /// 409: where the review stands it cannot be done.
  static func wrongState(_ state: ReviewState) -> Problem {
    let detail =
      switch state {
      case .open: "Nobody has taken this review."
      case .taken: "A manager has this review in hand."
      case .closed: "This review is closed and stays as it is. Open another one that follows it."
      }
    return conflict(
      "wrong-state", detail, members: ["review_state": .string(state.rawValue)])
  }
}
