import Contracts
import FoundationEssentials
import Postgres

/// Accounts that carry something else than what the ledger says of them.
struct FindStrayAccounts: Statement {
  static let sql = """
    select coalesce(a.party, l.party), coalesce(a.carried, 0), coalesce(l.carried, 0)
    from   account a
    full   join (
             -- What makes it less than nothing is on the other side of what gives to an invoice.
             select party,
                    sum(case when (debit = $1) = $2 then amount else -amount end)::int8 as carried
             from   ledger_entry
             where  debit = $1
             or     credit = $1
             group  by party) l on l.party = a.party
    where  coalesce(a.carried, 0) <> coalesce(l.carried, 0)
    """

  let invoicing: Invoicing

  var bindings: Bindings { [invoicing.held, invoicing.carry.debit == invoicing.held] }

  static func decode(
    _ row: inout RowReader
  ) throws -> (party: UUID, carried: Money, booked: Money) {
    (party: try row.next(), carried: try row.next(), booked: try row.next())
  }
}
