import Contracts
import FoundationEssentials
import ServiceKit

/// One market with all that who looks may see of it.
struct MarketDetails: Sendable {
  let listing: MarketListing
  /// In the order in which they were placed.
  let ownBets: [Bet]
  /// nil: not settled yet. Before, others' bets are sums without names.
  let settled: Settled?

  struct Settled: Sendable {
    let settlement: Settlement
    /// All bets, void ones included, in the order in which they were placed.
    let bets: [Bet]
    /// Computed anew from the bets: the sheet's figures.
    let pool: Pool
    /// Of all who placed a bet, as far as they are known.
    let names: [UUID: String]
  }
}
