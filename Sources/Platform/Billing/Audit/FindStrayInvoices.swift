import Contracts
import FoundationEssentials
import Postgres

/// Invoices that are not what their lines come to, and lines of a period that is billed whose party
/// has no invoice of it and is not stuck. One read of the index by period, however many there are.
struct FindStrayInvoices: Statement {
  static let sql = """
    select i.id, coalesce(i.party, l.party), coalesce(i.period, l.period),
           coalesce(i.lines, 0)::int8, coalesce(i.late_lines, 0)::int8, coalesce(i.total, 0),
           coalesce(l.lines, 0), coalesce(l.late_lines, 0), coalesce(l.total, 0)
    from   (select b.period, b.party, count(*) as lines,
                   count(*) filter (where b.occurred_at < p.starts_at) as late_lines,
                   sum(b.amount)::int8 as total
            from   billing_line b
            join   period p on p.id = b.period
            group  by b.period, b.party) l
    full   join invoice i on i.period = l.period and i.party = l.party
    where  case
             when i.id is not null then
               (i.lines, i.late_lines, i.total) is distinct from (l.lines, l.late_lines, l.total)
             else
               exists (select
                       from   billing_run r
                       where  r.period = l.period
                       and    r.finished_at is not null)
               and not exists (select
                               from   stuck s
                               where  s.period = l.period
                               and    s.party  = l.party)
           end
    """

  static func decode(_ row: inout RowReader) throws -> StrayInvoice {
    StrayInvoice(
      id: try row.next(), party: try row.next(), period: try row.next(),
      says: try LineSums(row: &row), lines: try LineSums(row: &row))
  }
}

/// An invoice that is not what its lines come to.
struct StrayInvoice: Sendable {
  /// nil: there is none.
  let id: UUID?
  let party: UUID
  let period: Int32
  /// What stands on it.
  let says: LineSums
  /// What the lines of its party and period come to.
  let lines: LineSums
}

/// What lines come to.
struct LineSums: Sendable, CustomStringConvertible {
  let count: Int64
  /// Of these, how many belong to an earlier period.
  let late: Int64
  let total: Money

  init(row: inout RowReader) throws {
    count = try row.next()
    late = try row.next()
    total = try row.next()
  }

  var description: String { "\(total) (lines: \(count), late: \(late))" }
}
