import Contracts
import FoundationEssentials
import Postgres

/// Who owes whom for the pools settled since the statement before it.
struct MadeStatement: Sendable {
  let head: StatementHead
  /// What each party won or lost, the largest debtor first.
  let lines: [Balance]
  let transfers: [OwedTransfer]
}

struct StatementHead: Sendable {
  let number: Int64
  let madeAt: Date
  let madeBy: UUID
  /// The number of its last pool.
  let upTo: Int64
  let digest: String
  /// How many pools it has.
  let markets: Int
}

extension StatementHead {
  /// Of `statement t`.
  static let columns = """
    t.number, t.made_at, t.made_by, t.up_to, t.sha256,
    (select count(*) from bets.statement_market m where m.number = t.number)
    """

  init(row: inout RowReader) throws {
    self.init(
      number: try row.next(), madeAt: try row.next(), madeBy: try row.next(),
      upTo: try row.next(), digest: try row.next(), markets: try row.next())
  }
}

/// A transfer of a statement.
struct OwedTransfer: Sendable {
  let number: Int64
  let n: Int
  let transfer: Transfer
  /// nil: not marked as paid.
  let paid: Paid?

  struct Paid: Sendable {
    let by: UUID
    let at: Date
  }

  /// Who gets the money says that it came; for the developers any manager.
  func mayBeMarked(by manager: UUID) -> Bool {
    transfer.creditor == .developers || transfer.creditor == .manager(manager)
  }
}

extension OwedTransfer {
  /// What every statement that answers with transfers selects, from what ``source`` names.
  static let columns = "t.number, t.n, t.debtor, t.creditor, t.amount, p.by, p.at"
  static let source = """
    bets.transfer t
    left   join bets.transfer_paid p on p.number = t.number and p.n = t.n
    """

  init(row: inout RowReader) throws {
    let (number, n): (Int64, Int) = (try row.next(), try row.next())
    let transfer = Transfer(
      debtor: try row.next(), creditor: try row.next(), amount: try row.next())
    let (by, at): (UUID?, Date?) = (try row.next(), try row.next())
    var paid: Paid?
    if let by, let at { paid = Paid(by: by, at: at) }
    self.init(number: number, n: n, transfer: transfer, paid: paid)
  }
}
