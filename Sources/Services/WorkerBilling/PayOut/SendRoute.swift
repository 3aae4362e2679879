import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkerBillingModule {
  /// `POST /api/worker-billing/invoices/{id}/send`: a manager wants it paid now, not at the next day.
  ///
  /// It is only made due: however many ask for it, at whichever replica, one try comes of it.
  @Sendable func sendInvoice(_ request: Request, _ context: RequestScope) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("send", of: ExactText(id.wire), by: context) {
      let caller = try context.require(.manager)
      let form = try await request.optionalForm(context)
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      return try await send(id, by: caller, under: key) {
        StoredAnswer(
          InvoiceView(listed: $0, viewer: EarningsViewer(worker: nil)), status: .accepted)
      }
    }
  }

  /// Makes an invoice due, and answers with what is made of it.
  ///
  /// - Throws: 404 for none; 409 for one of which nothing can be sent, and where nobody pays.
  func send(
    _ id: UUID, by caller: Caller, under key: IdempotencyKey?,
    answer: @Sendable (ListedInvoice) -> StoredAnswer
  ) async throws -> Response {
    _ = try await invoice(id, for: EarningsViewer(worker: nil))
    guard let payouts else { throw Problem.nobodyPays }
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      let wanted = try await transaction.one(TryNow(id, by: caller.subject, at: now))
      guard let listed = try await transaction.one(FindInvoice(id: id)) else {
        throw Problem.notFound
      }
      if wanted == nil { throw Problem.notSent(listed.status) }
      transaction.afterCommit { payouts.wake() }
      return answer(listed)
    }
  }
}

extension Problem {
  fileprivate static let nobodyPays = Problem.conflict(
    "nobody-pays", "No provider of payouts is configured: MCF_GOLD_HAT_URL says where it is.")

  /// Why an invoice that stands so cannot be sent.
  fileprivate static func notSent(_ status: InvoiceStatus) -> Problem {
    switch status {
    case .underWay:
      .conflict(
        "payment-under-way", "It is on its way; whether it arrives is found out by itself.")
    case .noMethod:
      .conflict("no-payout-account", "The worker has to say first where it is to be paid to.")
    default: .conflict("nothing-due", "There is nothing left to be paid.")
    }
  }
}
