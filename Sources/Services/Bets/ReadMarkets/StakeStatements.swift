import Contracts
import FoundationEssentials
import Postgres

/// What is staked on the outcomes of some orders, as far as it counts.
struct FindStakes: Statement {
  static let sql = """
    select b.order_id, b.outcome, sum(b.stake)::int8,
           coalesce(sum(b.stake) filter (where b.manager_id = $2), 0)::int8
    from   bets.bet b
    where  b.order_id = any ($1)
    and    not exists (
             select
             from   bets.voided v
             where  v.order_id = b.order_id
             and    v.seq = b.seq)
    group  by b.order_id, b.outcome
    """

  let orders: [UUID]
  /// Whose stakes are summed up beside.
  let manager: UUID

  struct Row: Sendable {
    let order: UUID
    let outcome: OrderOutcome
    let all, own: Money
  }

  var bindings: Bindings { [orders, manager] }
  static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      order: try row.next(), outcome: try row.next(), all: try row.next(), own: try row.next())
  }
}

/// Who won what in some pools, best first.
struct FindResults: Statement {
  static let sql = """
    select h.order_id, h.manager_id, p.name, h.staked, h.payout
    from   bets.share h
    left   join bets.person p on p.kind = 'manager' and p.id = h.manager_id
    where  h.order_id = any ($1)
    order  by h.order_id, h.net desc, h.manager_id
    """

  let orders: [UUID]

  var bindings: Bindings { [orders] }
  static func decode(_ row: inout RowReader) throws -> (
    order: UUID, result: MarketListing.Result
  ) {
    (
      order: try row.next(),
      result: MarketListing.Result(
        manager: try row.next(), name: try row.next(), staked: try row.next(),
        payout: try row.next())
    )
  }
}
