import Contracts
import FoundationEssentials
import Postgres

/// Whoever takes a bet on an order or settles its pool has this first: rows cannot be locked by who
/// may not update them.
struct LockMarket: Statement {
  static let sql = "select pg_advisory_xact_lock(hashtextextended('bets.market ' || $1::text, 0))"

  let order: UUID
  var bindings: Bindings { [order] }
}

struct FindMarket: Statement {
  static let sql = """
    select \(Market.columns)
    from   bets.market m
    left   join bets.closing c    on c.order_id = m.order_id
    left   join bets.settlement s on s.order_id = m.order_id
    where  m.order_id = $1
    """

  let order: UUID
  var bindings: Bindings { [order] }
  static func decode(_ row: inout RowReader) throws -> Market { try Market(row: &row) }
}

/// All bets on some orders, those on each as they were placed.
struct FindBets: Statement {
  static let sql = """
    select \(Bet.columns)
    from   bets.bet b
    left   join bets.voided v on v.order_id = b.order_id and v.seq = b.seq
    where  b.order_id = any ($1)
    order  by b.order_id, b.seq
    """

  let orders: [UUID]
  var bindings: Bindings { [orders] }
  static func decode(_ row: inout RowReader) throws -> Bet { try Bet(row: &row) }
}

struct FindSettlement: Statement {
  static let sql = """
    select \(Settlement.columns)
    from   bets.settlement s
    where  s.order_id = $1
    """

  let order: UUID
  var bindings: Bindings { [order] }
  static func decode(_ row: inout RowReader) throws -> Settlement { try Settlement(row: &row) }
}
