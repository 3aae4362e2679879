import Contracts
import FoundationEssentials
import Postgres

/// Accounts that carry, or have paid, something else than what the ledger says of them.
struct FindStrayAccounts: Statement {
  static let sql = """
    select coalesce(a.party, l.party), coalesce(a.carried, 0), coalesce(a.paid, 0),
           coalesce(l.carried, 0), coalesce(l.paid, 0)
    from   account a
    full   join (
             select party,
                    -- What makes it less than nothing is on the other side of what gives to an invoice.
                    sum(case
                          when $1 not in (debit, credit) then 0
                          when (debit = $1) = $2 then amount
                          else -amount
                        end)::int8 as carried,
                    sum(case
                          when kind = any ($3) then amount
                          when kind = any ($4) then -amount
                          else 0
                        end)::int8 as paid
             from   ledger_entry
             where  debit = $1
             or     credit = $1
             or     kind = any ($3)
             or     kind = any ($4)
             group  by party) l on l.party = a.party
    where  (coalesce(a.carried, 0), coalesce(a.paid, 0))
             <> (coalesce(l.carried, 0), coalesce(l.paid, 0))
    """

  let invoicing: Invoicing
  let money: MoneyPostings

  var bindings: Bindings {
    [
      invoicing.held, invoicing.carry.debit == invoicing.held, money.paying.came,
      money.paying.went,
    ]
  }

  typealias Standing = (carried: Money, paid: Money)

  static func decode(
    _ row: inout RowReader
  ) throws -> (party: UUID, kept: Standing, booked: Standing) {
    (
      party: try row.next(), kept: (carried: try row.next(), paid: try row.next()),
      booked: (carried: try row.next(), paid: try row.next())
    )
  }
}
