import FoundationEssentials
import Postgres

/// Refunds that are not as the tries say which carry them into the ledger, and tries of refunds that
/// are not there.
struct FindStrayRefunds: Statement {
  static let sql = """
    select coalesce(f.id, t.subject)
    from   refund f
    full   join (select * from money_try where purpose = 'refund') t on t.subject = f.id
    left   join receipt r on r.id = f.receipt
    where  (t.party, t.amount, t.adapter, t.destination, f.invoice_id)
             is distinct from (f.party, f.amount, r.adapter, r.reference, r.invoice_id)
    """

  var bindings: Bindings { [] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
