import Contracts
import FoundationEssentials
import Postgres

/// Periods of which something else is written down than what their invoices came to when they were
/// finished. What a later run has issued counts once that is finished as well.
struct FindStrayRuns: Statement {
  static let sql = """
    select r.period, r.invoices, r.total, s.invoices, s.total
    from   billing_run r
    cross  join lateral (\(FinishRun.sums(of: "r.period", until: "r.finished_at"))) s
    where  r.finished_at is not null
    and    (r.invoices, r.lines, r.total, r.digest)
             is distinct from (s.invoices, s.lines, s.total, s.digest)
    """

  typealias Sums = (invoices: Int64, total: Money)

  static func decode(
    _ row: inout RowReader
  ) throws -> (period: Int32, says: Sums, invoices: Sums) {
    (
      period: try row.next(), says: (invoices: try row.next(), total: try row.next()),
      invoices: (invoices: try row.next(), total: try row.next())
    )
  }
}
