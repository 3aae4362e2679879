import Contracts
import FoundationEssentials
import Postgres

/// Who owes whom for the pools settled since the statement before it.
struct MadeStatement: Sendable {
  let number: Int64
  let madeAt: Date
  let madeBy: UUID
  let digest: String
  /// How many pools it has.
  let markets: Int
  /// What each party won or lost, the largest debtor first.
  let lines: [Balance]
  let transfers: [OwedTransfer]
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
