import Contracts
import FoundationEssentials
import Postgres

/// A manager's stake on how an order ends. Bets are final.
struct Bet: Sendable, Hashable {
  let id: UUID
  let order: UUID
  /// Its place among the order's bets, from 1.
  let seq: Int
  let manager: UUID
  let outcome: OrderOutcome
  let stake: Money
  let placedAt: Date
  /// Why it does not count; nil: it does, as far as is known.
  var void: VoidReason?
}

/// Why a stake does not count, and is not owed.
enum VoidReason: String, CaseIterable, Sendable, PostgresText {
  /// Placed when the time for bets was over, whenever that was heard of.
  case late
  /// By the manager who ended the order.
  case acted
}

extension Bet {
  /// Of `bet b` and what is void of it, `v`.
  static let columns =
    "b.id, b.order_id, b.seq, b.manager_id, b.outcome, b.stake, b.placed_at, v.reason"

  init(row: inout RowReader) throws {
    self.init(
      id: try row.next(), order: try row.next(), seq: try row.next(), manager: try row.next(),
      outcome: try row.next(), stake: try row.next(), placedAt: try row.next(),
      void: try row.next())
  }
}
