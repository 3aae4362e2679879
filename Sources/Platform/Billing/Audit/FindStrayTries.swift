import Contracts
import FoundationEssentials
import Postgres

/// Tries that have moved money for an invoice, and no receipt says so.
struct FindStrayTries: Statement {
  static let sql = """
    select t.id
    from   money_try t
    where  t.purpose <> 'refund'
    and    (t.state = 'succeeded' or t.recovered_at is not null)
    and    not exists (select from receipt r where r.try_id = t.id and r.direction = 'in')
    """

  static func decode(_ row: inout RowReader) throws -> ExactText { try row.next() }
}
