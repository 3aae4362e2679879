import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// What is to be done to give something back of a payment, at once or once a second manager agrees.
  ///
  /// - Parameter why: what the client reads.
  func refund(
    of payment: Receipt, _ amount: Money, why: String, by manager: ExactText, at now: Date
  ) -> Proposal {
    Proposal(
      id: .v7(at: now), .refund, for: payment.party, amount, payment: payment.id, why: why,
      by: manager, at: now)
  }

  /// The payment that a proposal gives back, with its client's account locked.
  ///
  /// - Throws: 409 `nothing-to-refund` for more than the client's credit, or than is left of the
  ///   payment, or where nobody could give it back.
  func refundable(_ proposal: Proposal, _ transaction: Transaction) async throws -> Receipt {
    guard let account = try await transaction.lockAccount(of: proposal.party),
      let id = proposal.payment, let payment = try await transaction.one(FindPayment(id: id))
    else { throw Problem.notFound }
    try refuse(proposal.amount, of: payment.receipt, beyond: min(account.credit, payment.left))
    return payment.receipt
  }

  /// - Parameter most: what could be given back.
  /// - Throws: 409 `nothing-to-refund` for more than that, or where nobody could give it back.
  func refuse(
    _ amount: Money, of payment: Receipt, beyond most: Money
  ) throws(Problem) {
    guard adapter(named: payment.adapter) != nil else { throw .noWayBack(by: payment.adapter) }
    guard amount <= most else { throw .nothingToRefund(most) }
  }

  /// Takes the credit that is given back, and writes the try down by which it goes.
  ///
  /// - Throws: as ``refundable(_:_:)``.
  func giveBack(
    _ proposal: Proposal, _ transaction: Transaction, at now: Date
  ) async throws -> RefundView {
    let receipt = try await refundable(proposal, transaction)
    let earlier = try await transaction.one(CountRefunds(of: receipt.id)) ?? 0
    let refund = Refund(number: earlier + 1, of: receipt, proposal.amount, at: now)
    transaction.enqueue(KeepRefund(refund))
    transaction.enqueue(ChangeAccount(of: refund.party, credit: .zero - refund.amount))
    try await refunding.errand.books.begin(
      refund.id, for: refund.party,
      NextTry(
        refund.amount, through: receipt.adapter, to: Destination(receipt.reference),
        by: Author(of: proposal)),
      text: proposal.why, transaction, at: now)
    transaction.afterCommit { refunding.wake() }
    guard let made = try await transaction.one(ListRefunds(id: refund.id)) else {
      throw Problem.notFound
    }
    return RefundView(row: made)
  }
}

extension Problem {
  fileprivate static func nothingToRefund(_ most: Money) -> Problem {
    .conflict(
      "nothing-to-refund",
      most > .zero
        ? "Of this payment \(most) can be given back: name that amount, or less."
        : "The client has no credit, or nothing is left of this payment. Take a charge back first.")
  }

  fileprivate static func noWayBack(by adapter: String) -> Problem {
    .conflict(
      "nothing-to-refund",
      "This payment came through \(adapter), which is not configured any more.")
  }
}
