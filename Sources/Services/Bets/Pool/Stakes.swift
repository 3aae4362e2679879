import Contracts

/// What is staked on each outcome of an order.
struct Stakes: Sendable, Hashable {
  private(set) var amounts: [OrderOutcome: Money] = [:]

  init(_ bets: [Bet] = []) {
    for bet in bets where bet.void == nil { self[bet.outcome] += bet.stake }
  }

  subscript(outcome: OrderOutcome) -> Money {
    get { amounts[outcome, default: .zero] }
    set { amounts[outcome] = newValue }
  }

  var total: Money { OrderOutcome.allCases.reduce(.zero) { $0 + self[$1] } }

  /// What a stake of 1.00 more on an outcome would bring if nobody else placed one; rounded down.
  func oneBrings(on outcome: OrderOutcome) -> Money {
    let one = Money(hundredths: 100)
    return Division(one, times: total + one, by: self[outcome] + one).quotient
  }
}
