import Contracts
import FoundationEssentials
import Postgres

/// A pool that was settled, as it is stored; its shares are rows of their own.
struct Settlement: Sendable, Hashable {
  let orderID: UUID
  let end: OrderEnd
  /// From then on bets were late.
  let closedAt: Date
  let bank: Money
  let rightStakes: Money
  let toDevelopers: Money
  let sheet: String
  let digest: String
  let settledAt: Date
}

/// How, when and by whom an order was ended.
struct OrderEnd: Sendable, Hashable {
  let outcome: OrderOutcome
  /// None when completed.
  let reason: String?
  let at: Date
  let by: OrderActor
  let event: UUID
}

extension Settlement {
  /// Of `settlement s`.
  static let columns = """
    s.order_id, s.outcome, s.reason, s.ended_at, s.ended_by_role, s.ended_by_id, s.event_id,
    s.closed_at, s.bank, s.right_stakes, s.to_developers, s.sheet, s.sheet_sha256, s.settled_at
    """

  init(row: inout RowReader) throws {
    self.init(
      orderID: try row.next(), end: try OrderEnd(row: &row), closedAt: try row.next(),
      bank: try row.next(), rightStakes: try row.next(), toDevelopers: try row.next(),
      sheet: try row.next(), digest: try row.next(), settledAt: try row.next())
  }
}

extension OrderEnd {
  fileprivate init(row: inout RowReader) throws {
    let (outcome, reason): (OrderOutcome, String?) = (try row.next(), try row.next())
    let (at, role): (Date, String) = (try row.next(), try row.next())
    self.init(
      outcome: outcome, reason: reason, at: at,
      by: OrderActor(role: role, id: try row.next()), event: try row.next())
  }
}
