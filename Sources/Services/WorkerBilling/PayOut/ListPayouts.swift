import Billing
import Contracts
import FoundationEssentials
import Postgres

/// Money that has reached a worker, or has come back.
struct Payout: Sendable {
  let at: Date
  let isBack: Bool
  let amount: Money
  /// Which one it was then.
  let account: Destination
}

/// What came of a payslip, the first one first.
struct ListPayouts: Statement {
  static let sql = """
    select r.occurred_at, r.direction = 'back', r.amount, t.destination
    from   receipt r
    join   money_try t on t.id = r.try_id
    where  r.invoice_id = $1
    order  by r.occurred_at, r.direction desc, r.id
    """

  let invoice: UUID
  init(of invoice: UUID) { self.invoice = invoice }
  var bindings: Bindings { [invoice] }
  static func decode(_ row: inout RowReader) throws -> Payout {
    Payout(
      at: try row.next(), isBack: try row.next(), amount: try row.next(),
      account: Destination(try row.next()))
  }
}
