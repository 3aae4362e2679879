import Contracts
import FoundationEssentials

/// A bet that a manager wants to place.
struct WantedBet: Sendable {
  let order: UUID
  let manager: UUID
  let outcome: OrderOutcome
  let stake: Money

  /// What a stake may be wherever the highest is set.
  static let stakes = Money(hundredths: 1)...Money(hundredths: 1_000_000_000_000)
}
