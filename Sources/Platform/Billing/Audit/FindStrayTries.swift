import Contracts
import FoundationEssentials
import Postgres

/// Tries that have moved money for an invoice, and no receipt says so. By what name the provider calls
/// it is for reconciling: of two payments a try may know the one that came later.
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

/// Receipts that are not what their tries have moved: somebody else's, of another amount although
/// nobody has noted a difference, of another time, or of a try that has moved nothing. Where money
/// comes in they are booked besides; where it leaves, tries are.
struct FindStrayReceipts: Statement {
  static let sql = """
    select r.id
    from   receipt r
    left   join money_try t on t.id = r.try_id
    where  case
             when r.try_id is null then not $1
             else (r.adapter, r.party, r.invoice_id)
                    is distinct from (t.adapter, t.party, t.subject)
                  or (t.state = 'succeeded' or t.recovered_at is not null) is not true
                  or r.occurred_at not between t.made_at and r.recorded_at
                  or r.amount <> t.amount
                     and not exists (select
                                     from   difference d
                                     where  d.what = 'amount'
                                     and    d.adapter   = r.adapter
                                     and    d.reference = r.reference)
           end
    """

  let money: MoneyPostings
  var bindings: Bindings { [money.isOwedByParties] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
