import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit

// What bets refuse, each with what the caller can do about it.
extension Problem {
  /// 404: nobody accepted such an order, or it is not heard of yet.
  static let noSuchMarket = Problem(
    .notFound, "no-such-market", title: "There is no such order to bet on",
    detail: "Orders appear once they are accepted; ask again in a moment.")

  /// 404.
  static let noSuchStatement = Problem(
    .notFound, "no-such-statement", title: "There is no such statement or transfer")

  /// 404: how it ends is not known yet.
  static let notSettled = Problem(
    .notFound, "not-settled", title: "This pool is not settled",
    detail: "Its sheet is there once the order has ended.")

  /// 409: the time for bets is over.
  static func marketClosed(at time: Date) -> Problem {
    let time = Timestamp.format(time)
    return conflict(
      "market-closed", "Bets on this order were taken until \(time).",
      members: ["closed_at": .string(time)])
  }

  /// 409.
  static func stakeTooHigh(_ most: Money) -> Problem {
    conflict("stake-too-high", "A stake is at most \(most).", amounts: ["most": most])
  }

  /// 409.
  static func tooManyBets(_ most: Int) -> Problem {
    conflict(
      "too-many-bets", "You have placed \(most) bets on this order, which is as many as may be.",
      members: ["most": .number("\(most)")])
  }

  /// 409: no pool was settled since the last statement, or all that was is even.
  static let nothingToSettle = conflict(
    "nothing-to-settle", "Nobody owes anything for what was settled since the last statement.")

  /// 409.
  static let alreadyPaid = conflict("already-paid", "This transfer is marked as paid already.")

  /// 403: only who gets the money knows that it came.
  static let notTheCreditor = forbidden(
    "not-the-creditor", "Only who is paid can say so; for the developers any manager.")
}
