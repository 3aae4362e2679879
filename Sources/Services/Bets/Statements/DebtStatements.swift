import Contracts
import FoundationEssentials
import Postgres

/// Who makes a statement is alone, and no pool is settled meanwhile: so all up to the last one that
/// is there are committed, and what comes later is the next statement's.
struct LockStatements: Statement {
  static let sql = "select pg_advisory_xact_lock(hashtextextended('bets.statement', 0))"
}

/// The pools of a statement, by order.
struct FindPools: Statement {
  static let sql = """
    with pool as (
    \(StatedPool.settlements)
    )
    select n, order_id, sheet_sha256
    from   pool
    order  by order_id
    """

  /// nil: those that no statement has.
  let statement: Int64?
  var bindings: Bindings { [statement] }
  static func decode(_ row: inout RowReader) throws -> StatedPool {
    StatedPool(n: try row.next(), order: try row.next(), digest: try row.next())
  }
}

/// What each party won or lost in them, the largest debtor first.
struct FindBalances: Statement {
  static let sql = """
    with pool as (
    \(StatedPool.settlements)
    )
    select b.party, b.net
    from   (select h.manager_id::text as party, sum(h.net)::int8 as net
            from   pool p
            join   bets.share h on h.order_id = p.order_id
            group  by h.manager_id
            union  all
            select 'developers', sum(p.to_developers)::int8
            from   pool p) as b
    where  b.net <> 0
    order  by b.net, b.party collate "C"
    """

  /// nil: in those that no statement has.
  let statement: Int64?
  var bindings: Bindings { [statement] }
  static func decode(_ row: inout RowReader) throws -> Balance { try Balance(row: &row) }
}

struct KeepStatement: Statement {
  static let sql = """
    insert into bets.statement (made_at, made_by, up_to, sha256)
    values ($1, $2, $3, encode(sha256(convert_to($4, 'UTF8')), 'hex'))
    returning number
    """

  let text: StatementText
  var bindings: Bindings { [text.madeAt, text.madeBy, text.upTo, text.text] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}

struct KeepStatedMarkets: Statement {
  static let sql = """
    insert into bets.statement_market (order_id, number)
    select order_id, $1
    from   unnest($2::uuid[]) as m (order_id)
    """

  let number: Int64
  let pools: [StatedPool]
  var bindings: Bindings { [number, pools.map(\.order)] }
}

struct KeepLines: Statement {
  static let sql = """
    insert into bets.statement_line (number, party, net)
    select $1, party, net
    from   unnest($2::text[], $3::int8[]) as l (party, net)
    """

  let number: Int64
  let lines: [Balance]
  var bindings: Bindings { [number, lines.map(\.party), lines.map(\.net)] }
}

struct KeepTransfers: Statement {
  static let sql = """
    insert into bets.transfer (number, n, debtor, creditor, amount)
    select $1, n, debtor, creditor, amount
    from   unnest($2::text[], $3::text[], $4::int8[])
           with ordinality as t (debtor, creditor, amount, n)
    """

  let number: Int64
  let transfers: [Transfer]
  var bindings: Bindings {
    [number, transfers.map(\.debtor), transfers.map(\.creditor), transfers.map(\.amount)]
  }
}

extension StatedPool {
  /// Of the statement `$1`; of none, those settled since the last one in which something was at stake.
  fileprivate static let settlements = """
    select s.n, s.order_id, s.to_developers, s.sheet_sha256
    from   bets.statement_market m
    join   bets.settlement s on s.order_id = m.order_id
    where  m.number = $1
    union  all
    select s.n, s.order_id, s.to_developers, s.sheet_sha256
    from   bets.settlement s
    where  $1 is null
    and    s.n > (select coalesce(max(up_to), 0) from bets.statement)
    and    s.bank > 0
    """
}

extension Balance {
  init(row: inout RowReader) throws {
    self.init(party: try row.next(), net: try row.next())
  }
}
