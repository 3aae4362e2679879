import Billing
import Contracts
import FoundationEssentials
import Outbox
import Postgres

extension Collecting {
  /// Publishes that money has come, or has gone back.
  ///
  /// - Parameters:
  ///   - account: the client's, by then.
  ///   - version: of the settlement, by which the events of an invoice are told apart.
  func announce(
    _ kept: NewReceipt, of invoice: Invoice, _ account: Account, version: Int64?,
    _ transaction: Transaction, at now: Date
  ) throws {
    guard let version else { return }
    let receipt = kept.receipt
    switch receipt.direction {
    case .in:
      let paid = ClientInvoicePaid(
        invoice, receipt.amount, how: ExactText(receipt.adapter), left: kept.left, account,
        at: receipt.occurredAt)
      try transaction.append(paid, of: invoice.id, version: version, at: now)
    case .back:
      let reversed = ClientInvoiceReversed(
        invoice, receipt.amount, kept.cause == "disputed" ? .disputed : .returned, left: kept.left,
        account, at: receipt.occurredAt)
      try transaction.append(reversed, of: invoice.id, version: version, at: now)
    }
  }

  /// Publishes that a try has failed.
  func announce(
    _ turn: TryTurn, of invoice: Invoice, _ standing: CollectStanding, left: Money,
    _ row: Settle.Row?, _ transaction: Transaction, at now: Date
  ) throws {
    guard let row else { return }
    let attempt = turn.attempt
    let isTold = left > .zero && (standing.isTold || attempt.by.role == "client")
    let failed = ClientInvoiceFailed(
      id: invoice.id, number: "\(invoice.number)", clientID: invoice.party,
      clientName: invoice.partyName, email: invoice.email, attempt: attempt.id,
      code: turn.cause ?? "never_made", isFinal: attempt.isFinal == true, left: left,
      nextTryAt: row.nextAt, isTold: isTold)
    try transaction.append(failed, of: invoice.id, version: row.version, at: now)
  }
}

extension ClientInvoiceReversed {
  init(
    _ invoice: Invoice, _ amount: Money, _ cause: Cause, left: Money, _ account: Account,
    at time: Date
  ) {
    self.init(
      id: invoice.id, number: "\(invoice.number)", clientID: invoice.party,
      clientName: invoice.partyName, email: invoice.email, amount: amount, cause: cause, left: left,
      paidTotal: account.paid, paidVersion: account.paidVersion, reversedAt: time)
  }
}

extension ClientInvoicePaid {
  init(
    _ invoice: Invoice, _ amount: Money, how: ExactText, _ cause: Cause? = nil, left: Money,
    _ account: Account, at time: Date
  ) {
    self.init(
      id: invoice.id, number: "\(invoice.number)", clientID: invoice.party,
      clientName: invoice.partyName, email: invoice.email, amount: amount, how: how, cause: cause,
      left: left, paidTotal: account.paid, paidVersion: account.paidVersion, paidAt: time)
  }
}
