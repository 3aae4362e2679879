import Billing
import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension PayoutBooks {
  /// Publishes what has become of an invoice's money.
  ///
  /// - Parameters:
  ///   - version: of the settlement, by which the events of an invoice are told apart.
  ///   - nextAt: when it is tried next; nil: not by itself.
  func announce(
    _ step: PayoutStep, of invoice: Invoice, version: Int64, nextAt: Date?,
    _ transaction: Transaction, at now: Date
  ) throws {
    switch step.turn {
    case .paid, .recovered:
      let paid = WorkerInvoicePaid(
        id: invoice.id, number: "\(invoice.number)", workerID: invoice.party,
        workerName: invoice.partyName, email: invoice.email, amount: step.attempt.amount,
        account: "\(step.attempt.destination)",
        paidAt: step.attempt.recoveredAt ?? step.attempt.answeredAt ?? now)
      try transaction.append(paid, of: invoice.id, version: version, at: now)
    case .failed, .returned:
      let failed = WorkerInvoiceFailed(
        id: invoice.id, number: "\(invoice.number)", workerID: invoice.party,
        workerName: invoice.partyName, email: invoice.email, attempt: step.attempt.id,
        amount: step.attempt.amount, code: step.cause ?? "never_made",
        isReturned: step.turn == .returned, nextTryAt: nextAt)
      try transaction.append(failed, of: invoice.id, version: version, at: now)
    case .waits, .sendAgain: break
    }
  }
}
