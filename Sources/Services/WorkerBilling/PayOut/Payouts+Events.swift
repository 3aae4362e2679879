import Billing
import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Payouts {
  /// Publishes what has become of an invoice's money.
  ///
  /// - Parameters:
  ///   - version: of the settlement, by which the events of an invoice are told apart.
  ///   - nextAt: when it is tried next; nil: not by itself.
  func announce(
    _ turn: TryTurn, of invoice: Invoice, version: Int64, nextAt: Date?,
    _ transaction: Transaction, at now: Date
  ) throws {
    let attempt = turn.attempt
    switch turn.turn {
    case .paid, .recovered:
      let paid = WorkerInvoicePaid(
        id: invoice.id, number: "\(invoice.number)", workerID: invoice.party,
        workerName: invoice.partyName, email: invoice.email, amount: attempt.amount,
        account: "\(attempt.destination)",
        paidAt: attempt.recoveredAt ?? attempt.answeredAt ?? now)
      try transaction.append(paid, of: invoice.id, version: version, at: now)
    case .failed, .returned:
      let failed = WorkerInvoiceFailed(
        id: invoice.id, number: "\(invoice.number)", workerID: invoice.party,
        workerName: invoice.partyName, email: invoice.email, attempt: attempt.id,
        amount: attempt.amount, code: turn.cause ?? "never_made",
        isReturned: turn.turn == .returned, nextTryAt: nextAt)
      try transaction.append(failed, of: invoice.id, version: version, at: now)
    case .waits, .sendAgain: break
    }
  }
}
