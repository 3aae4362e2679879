import Billing
import Contracts
import FoundationEssentials

/// How it stands with a payslip's money.
struct PayoutStanding {
  let state: InvoiceStatus
  let left: Money
  let next: Settle.Next

  private init(_ state: InvoiceStatus, _ left: Money, _ next: Settle.Next) {
    self.state = state
    self.left = left
    self.next = next
  }

  /// After a turn of one of its tries.
  ///
  /// - Parameters:
  ///   - tries: all of the invoice's, as they are by now.
  ///   - isSameAccount: whether the worker still has the account of the turn's try.
  static func after(
    _ turn: TryTurn, of tries: [MoneyTry], isSameAccount: Bool, _ pace: RetryPace, zone: String,
    at now: Date
  ) -> PayoutStanding {
    let (attempt, left) = (turn.attempt, turn.attempt.amount)
    // What is still under way decides; what is paid stays paid, whatever becomes of another try.
    if tries.contains(where: { !$0.state.isFinal }) { return Self(.underWay, left, .never) }
    if tries.contains(where: \.life.keepsOthersOut) { return Self(.paid, .zero, .never) }
    if turn.turn == .returned { return Self(.failed, left, .later(since: now, pace, zone: zone)) }
    guard attempt.isFinal == true else {
      return Self(.failed, left, .later(since: attempt.madeAt, pace, zone: zone))
    }
    // Refused for good, unless there is another account by now.
    return isSameAccount ? Self(.refused, left, .never) : Self(.waiting, left, .now)
  }
}
