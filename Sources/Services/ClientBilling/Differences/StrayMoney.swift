import Billing
import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// What was found at a provider, unasked, pays for an invoice; what exceeds what is left of that is
  /// the client's credit, which pays for what else is due.
  ///
  /// - Throws: 400 for an invoice of which nothing was ever due.
  func take(
    _ stray: Difference, for id: UUID, _ transaction: Transaction
  ) async throws {
    let now = clock.now()
    guard let settlement = try await transaction.lockSettlement(of: id),
      let receipt = Receipt(stray, for: settlement.invoice, left: settlement.left, at: now)
    else { throw Problem.badInput([Mistake("/invoice_id", .unknownInvoice)]) }
    let invoice = settlement.invoice
    try await transaction.keep(
      receipt, booked: Self.money, by: Author(role: "manager", subject: stray.settled?.by))
    let left = settlement.left - receipt.applied
    let (accounts, versions) = try await transaction.execute(
      ChangeAccount(by: receipt),
      LowerSettlement(invoice.id, to: left))
    if let account = accounts.first, let version = versions.first {
      let paid = ClientInvoicePaid(
        invoice, receipt.amount, how: ExactText(receipt.adapter), left: left, account, at: now)
      try transaction.append(paid, of: invoice.id, version: version, at: now)
    }
    try await transaction.useCredit(of: invoice.party, at: now)
  }
}
