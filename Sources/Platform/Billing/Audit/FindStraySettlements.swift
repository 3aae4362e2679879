import Contracts
import FoundationEssentials
import Postgres

/// Invoices of which something else is left than what the ledger says, or that are paid with something
/// left, or not with nothing.
struct FindStraySettlements: Statement {
  static let sql = """
    select i.id, coalesce(s.state, 'settled'), coalesce(s.amount, 0), coalesce(l.owed, 0)
    from   invoice i
    left   join settlement s on s.invoice_id = i.id
    left   join (
             select o.invoice_id, case when $2 then o.owed else greatest(-o.owed, 0) end as owed
             from   (select d.invoice_id,
                            sum(e.amount * ((e.debit = any ($1))::int - (e.credit = any ($1))::int)
                            )::int8 as owed
                     from   (select id, id from invoice
                             union all
                             select invoice_id, id from receipt
                             union all
                             select invoice_id, id from credit_use
                             union all
                             select subject, cause from money_try) d (invoice_id, cause)
                     join   ledger_entry e on e.cause = d.cause
                     group  by d.invoice_id) o) l on l.invoice_id = i.id
    where  coalesce(s.amount, 0) <> coalesce(l.owed, 0)
    or     (s.state = 'paid') <> (s.amount = 0)
    """

  let money: MoneyPostings

  var bindings: Bindings { [money.owed, money.isOwedByParties] }

  static func decode(
    _ row: inout RowReader
  ) throws -> (invoice: UUID, state: String, left: Money, booked: Money) {
    (
      invoice: try row.next(), state: try row.next(), left: try row.next(),
      booked: try row.next()
    )
  }
}
