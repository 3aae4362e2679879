import Postgres

/// Series of numbers in which one is missing: the tables refuse it, so somebody has taken it out.
struct FindNumberGaps: Statement {
  static let sql = """
    select series || '-' || year, count(*), max(number)
    from   (select series, year, number from invoice
            union all
            select series, year, number from credit_note) numbered
    group  by series, year
    having max(number) <> count(*)
    order  by series, year
    """

  static func decode(
    _ row: inout RowReader
  ) throws -> (series: String, count: Int64, last: Int64) {
    (series: try row.next(), count: try row.next(), last: try row.next())
  }
}
