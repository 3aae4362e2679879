import Contracts
public import FoundationEssentials
import Postgres

struct BeginRun: Statement {
  static let sql = """
    insert into billing_run (period, started_at, started_by)
    values ($1, $2, $3)
    on     conflict (period) do nothing
    """

  let period: Int32
  let now: Date
  let by: String
  var bindings: Bindings { [period, now, by] }
}

/// Runs of a period take turns, chunk by chunk.
struct LockRun: Statement {
  static let sql = "select period from billing_run where period = $1 for no key update"
  let period: Int32
  var bindings: Bindings { [period] }
  static func decode(_ row: inout RowReader) throws -> Int32 { try row.next() }
}

/// How many parties a period has, and how many of them have their invoices.
struct CountParties: Statement {
  static let sql = """
    select (select count(*) from (select from billing_line where period = $1 group by party) p),
           (select count(*) from invoice where period = $1)
    """

  let period: Int32
  var bindings: Bindings { [period] }

  static func decode(_ row: inout RowReader) throws -> (parties: Int, invoiced: Int) {
    (parties: try row.next(), invoiced: try row.next())
  }
}

/// Writes down what a period came to. Nothing changes when it was finished with the same.
struct FinishRun: Statement {
  /// A query of what a period's invoices come to by an instant.
  static func sums(of period: String, until instant: String) -> String {
    """
    select count(*) as invoices, coalesce(sum(i.lines), 0)::int8 as lines,
           coalesce(sum(i.total), 0)::int8 as total,
           sha256(coalesce(
             string_agg(int8send(i.number) || uuid_send(i.party) || int8send(i.total), ''::bytea
                        order by i.year, i.number), ''::bytea)) as digest
    from   invoice i
    where  i.period = \(period)
    and    i.issued_at <= \(instant)
    """
  }

  static let sql = """
    with sums as (
      \(sums(of: "$1", until: "'infinity'"))
    )
    update billing_run r
    set    finished_at = $2,
           invoices    = s.invoices,
           lines       = s.lines,
           total       = s.total,
           digest      = s.digest
    from   sums s
    where  r.period = $1
    and    r.digest is distinct from s.digest
    """

  let period: Int32
  let now: Date
  var bindings: Bindings { [period, now] }
}

/// Holds a session lock for as long as the connection lasts; false: somebody else does.
struct TakeRunLock: Statement {
  static let sql = """
    select pg_try_advisory_lock(hashtextextended('mcf billing ' || current_schema(), 0))
    """

  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Who holds the run lock, and since when: its connection does nothing else from then on.
struct FindRunner: Statement {
  static let sql = """
    select a.application_name, a.pid, a.state_change
    from   pg_locks l
    join   pg_stat_activity a on a.pid = l.pid
    cross  join hashtextextended('mcf billing ' || current_schema(), 0) as key
    where  l.locktype = 'advisory'
    and    l.granted
    and    l.database = (select oid from pg_database where datname = current_database())
    and    l.classid::int8 = key >> 32 & 4294967295
    and    l.objid::int8   = key & 4294967295
    """

  static func decode(_ row: inout RowReader) throws -> Runner {
    Runner(program: try row.next(), process: try row.next(), since: try row.next())
  }
}

/// Somebody else who is billing the same side.
public struct Runner: Sendable {
  public let program: String
  /// Of the server, as `pg_stat_activity` shows it.
  public let process: Int32
  public let since: Date
}

/// The invoices of a period, in the order of their numbers.
struct ListInvoicesOfRun: Statement {
  static let sql = """
    select \(Invoice.columns)
    from   invoice i
    where  i.period = $1
    and    (i.year, i.number) > ($2, $3)
    order  by i.year, i.number
    limit  $4
    """

  let period: Int32
  let after: InvoiceNumber?
  let most: Int
  var bindings: Bindings { [period, after?.year ?? 0, after?.number ?? 0, most] }
  static func decode(_ row: inout RowReader) throws -> Invoice { try Invoice(row: &row) }
}

extension BillingRun {
  private static let page = 5_000

  /// All invoices of a period, whichever run made them.
  ///
  /// - Parameter each: is given some at a time, in the order of their numbers.
  public func invoices(
    of period: DuePeriod, each: @Sendable ([Invoice]) async throws -> Void
  ) async throws {
    var last: InvoiceNumber?
    while true {
      let found = try await database.readAlone(
        ListInvoicesOfRun(period: period.id, after: last, most: Self.page))
      try await each(found)
      guard let end = found.last, found.count == Self.page else { return }
      last = end.number
    }
  }
}
