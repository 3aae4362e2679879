import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A market with what is staked there, as lists show it.
struct MarketListing: Sendable {
  let market: Market
  /// All valid stakes.
  let stakes: Stakes
  /// Those of who looks.
  let own: Stakes
  let status: MarketStatus
  let closesAt: Date
  /// Who won what, best first; empty until it is settled.
  let results: [Result]
  let settledAt: Date?
  let outcome: OrderOutcome?

  /// What a pool came to for one manager.
  struct Result: Sendable {
    let manager: UUID
    /// nil: not heard of.
    let name: String?
    let staked: Money
    let payout: Money
    var net: Money { payout - staked }
  }
}

/// Which markets a list shows.
struct MarketQuery: Sendable {
  var status: MarketStatus
  /// Those without bets, too.
  var isComplete = false
  /// Where the page before ended: the last one's time in this list, and its id.
  var after: (time: Date, id: UUID)?
  var limit: Int
}
