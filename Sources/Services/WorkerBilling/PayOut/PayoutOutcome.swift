import Billing
import Contracts
import FoundationEssentials

/// What the turns of an invoice's tries mean for its money. It decides and does nothing.
struct PayoutOutcome {
  let settlement: LockSettlement.Row
  /// As they are by now.
  private var tries: [ExactText: MoneyTry]
  private(set) var steps: [PayoutStep] = []

  init(_ settlement: LockSettlement.Row, _ tries: [MoneyTry]) {
    self.settlement = settlement
    self.tries = Dictionary(uniqueKeysWithValues: tries.map { ($0.id, $0) })
  }

  /// - Parameter cause: why it failed or came back, in the provider's words.
  mutating func note(_ turns: [TryLife.Turn], of attempt: MoneyTry, because cause: ExactText?) {
    tries[attempt.id] = attempt
    for turn in turns where turn != .waits && turn != .sendAgain {
      steps.append(PayoutStep(turn: turn, attempt: attempt, cause: cause))
    }
  }

  /// How it stands with the invoice after a step.
  ///
  /// - Parameter isSameAccount: whether the worker still has the account of the step's try.
  func settled(
    after step: PayoutStep, isSameAccount: Bool, _ pace: RetryPace, zone: String, at now: Date
  ) -> (state: InvoiceStatus, left: Money, next: Settle.Next) {
    let (attempt, left) = (step.attempt, step.attempt.amount)
    // What is still under way decides; what is paid stays paid, whatever becomes of another try.
    let all = Array(tries.values)
    if all.contains(where: { !$0.state.isFinal }) { return (.underWay, left, .never) }
    if all.contains(where: \.life.keepsOthersOut) { return (.paid, .zero, .never) }
    if step.turn == .returned { return (.failed, left, .later(since: now, pace, zone: zone)) }
    guard attempt.isFinal == true else {
      return (.failed, left, .later(since: attempt.madeAt, pace, zone: zone))
    }
    // Refused for good, unless there is another account by now.
    return isSameAccount ? (.refused, left, .never) : (.waiting, left, .now)
  }
}

/// One turn that moves an invoice's money.
struct PayoutStep {
  let turn: TryLife.Turn
  let attempt: MoneyTry
  let cause: ExactText?
}
