import Contracts
import FoundationEssentials
import Postgres

/// Pools in the order in which they were settled, without their bets and shares.
struct ListAuditedPools: Statement {
  static let sql = """
    select s.n, s.bets, s.sheet_sha256 = encode(sha256(convert_to(s.sheet, 'UTF8')), 'hex'),
           m.scheduled_at, c.cause, c.at, c.event_id, \(Settlement.columns)
    from   bets.settlement s
    join   bets.market m  on m.order_id = s.order_id
    join   bets.closing c on c.order_id = s.order_id
    where  s.n > $1
    and    ($2::uuid is null or s.order_id = $2)
    order  by s.n
    limit  $3
    """

  let after: Int64
  /// That one alone; nil: all.
  let order: UUID?
  let limit: Int

  var bindings: Bindings { [after, order, limit] }

  static func decode(_ row: inout RowReader) throws -> AuditedPool {
    let (n, bets): (Int64, Int) = (try row.next(), try row.next())
    let (isDigestRight, scheduledAt): (Bool, Date) = (try row.next(), try row.next())
    let closing = Closing(cause: try row.next(), at: try row.next(), event: try row.next())
    return AuditedPool(
      n: n, scheduledAt: scheduledAt, closing: closing, settlement: try Settlement(row: &row),
      betCount: bets, isDigestRight: isDigestRight)
  }
}

struct FindSharesOf: Statement {
  static let sql = """
    select order_id, manager_id, staked, payout
    from   bets.share
    where  order_id = any ($1)
    order  by order_id, manager_id
    """

  let orders: [UUID]
  var bindings: Bindings { [orders] }
  static func decode(_ row: inout RowReader) throws -> (
    order: UUID, share: AuditedPool.StoredShare
  ) {
    (
      order: try row.next(),
      share: AuditedPool.StoredShare(
        manager: try row.next(), staked: try row.next(), payout: try row.next())
    )
  }
}

/// Statements, the first one first.
struct ListStatementsToAudit: Statement {
  static let sql = """
    select \(StatementHead.columns)
    from   bets.statement t
    where  t.number > $1
    order  by t.number
    limit  100
    """

  let after: Int64
  var bindings: Bindings { [after] }
  static func decode(_ row: inout RowReader) throws -> StatementHead {
    try StatementHead(row: &row)
  }
}

/// An order that has ended, or whose bank was divided, and that has no settlement: both are written
/// with one.
struct FindSettlementGone: Statement {
  static let sql = """
    select k.order_id
    from   (select order_id
            from   bets.closing
            where  cause = 'ended'
            union  all
            select order_id
            from   bets.share) as k
    where  not exists (
             select
             from   bets.settlement s
             where  s.order_id = k.order_id)
    limit  1
    """

  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// A pool that statements have passed by.
struct FindPassedBy: Statement {
  static let sql = """
    select s.order_id
    from   bets.settlement s
    where  s.n <= (select max(up_to) from bets.statement)
    and    s.bank > 0
    and    not exists (
             select
             from   bets.statement_market m
             where  m.order_id = s.order_id)
    order  by s.n
    limit  1
    """

  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// The SHA-256 of a text's UTF-8.
struct ComputeDigest: Statement {
  static let sql = "select encode(sha256(convert_to($1, 'UTF8')), 'hex')"

  let text: String
  var bindings: Bindings { [text] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}
