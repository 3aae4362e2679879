import Contracts
import FoundationEssentials

/// What the valid bets on one order come to, once it is known how that ended.
struct Pool: Sendable, Hashable {
  let outcome: OrderOutcome
  /// All valid stakes together.
  let bank: Money
  /// Those of them on the outcome.
  let rightStakes: Money
  /// One a manager with a valid stake, by id.
  let shares: [Share]

  /// Who was right gets their stakes' part of the bank; if nobody was, the developers get it.
  var toDevelopers: Money { rightStakes == .zero ? bank : .zero }

  /// - Parameter bets: of one order, in any order; what is void among them is passed over.
  init(_ bets: [Bet], endedAs outcome: OrderOutcome) {
    self.outcome = outcome
    let valid = bets.filter { $0.void == nil }
    bank = valid.sum
    rightStakes = valid.filter { $0.outcome == outcome }.sum
    let bank = bank
    let rightStakes = rightStakes
    var shares = Dictionary(grouping: valid, by: \.manager)
      .map { $0.value }
      .map { own in
        Share(own, right: own.filter { $0.outcome == outcome }, of: bank, per: rightStakes)
      }
      .sorted { $0.manager < $1.manager }
    Self.distributeRest(of: rightStakes == .zero ? .zero : bank, among: &shares)
    self.shares = shares
  }

  /// The hundredths that are left by rounding down go one each by the largest remainder, then by the
  /// earlier first bet on the outcome: by its place, since clocks may show two bets the same time.
  private static func distributeRest(of bank: Money, among shares: inout [Share]) {
    let left = bank - shares.reduce(.zero) { $0 + $1.quotient }
    let ranked = shares.indices.filter { shares[$0].first != nil }
      .sorted { shares[$0].goesBefore(shares[$1]) }
    for index in ranked.prefix(Int(left.hundredths)) { shares[index].isRoundedUp = true }
  }
}

/// What one manager gets of a pool, all her bets together: so splitting a stake gains nothing.
struct Share: Sendable, Hashable {
  let manager: UUID
  /// On all outcomes.
  let staked: Money
  /// On the one that came.
  let right: Money
  /// `right` × bank ÷ right stakes, rounded down; 0 where nobody was right.
  let quotient: Money
  /// What that division leaves, in parts of the right stakes.
  let remainder: UInt64
  /// Whether one of the hundredths that were left is hers.
  var isRoundedUp = false
  /// The place of her first bet on the outcome among the order's bets.
  fileprivate let first: Int?

  var payout: Money { quotient + Money(hundredths: isRoundedUp ? 1 : 0) }
  var net: Money { payout - staked }

  fileprivate init(_ bets: [Bet], right: [Bet], of bank: Money, per rightStakes: Money) {
    manager = bets.first?.manager ?? .zero
    staked = bets.sum
    self.right = right.sum
    let division = Division(self.right, times: bank, by: rightStakes)
    quotient = division.quotient
    remainder = division.remainder
    first = right.map(\.seq).min()
  }

  fileprivate func goesBefore(_ other: Share) -> Bool {
    guard remainder == other.remainder, let first, let second = other.first else {
      return remainder > other.remainder
    }
    return first < second
  }
}

extension [Bet] {
  var sum: Money { reduce(.zero) { $0 + $1.stake } }
}
