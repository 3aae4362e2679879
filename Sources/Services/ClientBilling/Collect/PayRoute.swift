import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  /// `POST /api/client-billing/invoices/{id}/pay`: the client wants it paid now.
  ///
  /// From then on it is under way: however many ask for it, at whichever replica, one try comes of it,
  /// after every provider was asked for those before.
  @Sendable func payInvoice(_ request: Request, _ context: RequestScope) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("pay", of: ExactText(id.wire), by: context) {
      let caller = try context.require(.client)
      let client = try await client(caller)
      let form = try await request.optionalForm(context)
      let asked = form.optionalUUID("method_id")
      try form.finish()
      let key = try request.requireIdempotencyKey(caller, form.digest)
      return try await pay(id, of: client, wantedBy: caller, through: asked, key) {
        StoredAnswer($0)
      }
    }
  }

  /// Makes a client's invoice under way, once per key.
  ///
  /// - Parameters:
  ///   - asked: by which way to pay; nil: the usual one.
  ///   - answer: to the invoice as it stands then.
  /// - Throws: 404 for somebody else's invoice or way to pay; 409 where it cannot be paid, or nothing
  ///   can be collected by.
  func pay(
    _ id: UUID, of client: UUID, wantedBy caller: Caller, through asked: UUID?,
    _ key: IdempotencyKey, answer: @Sendable (InvoiceView) -> StoredAnswer
  ) async throws -> Response {
    let viewer = MoneyViewer(client: client)
    _ = try await invoice(id, for: viewer)
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      _ = try await transaction.lockAccount(of: client)
      let state = try await transaction.one(LockSettlement(of: id))?.state
      if let problem = Problem.notPayable(state) { throw problem }
      try await checkMethod(asked, of: client, transaction)
      transaction.enqueue(PayNow(invoice: id, client: caller.subject, method: asked, now: now))
      guard let listed = try await transaction.one(FindInvoice(id: id)) else {
        throw Problem.notFound
      }
      let money = try await transaction.money(of: id)
      transaction.afterCommit { collecting.wake() }
      return answer(InvoiceView(listed: listed, money: money, viewer: viewer))
    }
  }

  /// - Throws: 404 for somebody else's; 409 where there is nothing that it could be collected by.
  private func checkMethod(
    _ asked: UUID?, of client: UUID, _ transaction: Transaction
  ) async throws {
    guard let asked else {
      let usual = try await transaction.one(FindActiveMethod(client: client, id: nil))
      guard let usual, adapter(named: usual.adapter) != nil else {
        throw Problem.noPaymentMethod
      }
      return
    }
    guard let method = try await transaction.one(FindPaymentMethod(id: asked, client: client))
    else { throw Problem.notFound }
    guard method.state == .active, adapter(named: method.adapter) != nil else {
      throw Problem.methodNotActive
    }
  }
}

/// It is under way from now on, by a try that is still to be made.
struct PayNow: Statement {
  static let sql = """
    update settlement
    set    state        = 'under_way',
           next_at      = $4,
           asked_by     = $2,
           asked_method = $3,
           version      = version + 1
    where  invoice_id = $1
    """

  let invoice: UUID
  let client: ExactText
  /// nil: the usual one.
  let method: UUID?
  let now: Date
  var bindings: Bindings { [invoice, client, method, now] }
}

extension Problem {
  static let noPaymentMethod = Problem.conflict(
    "no-payment-method", "Add a way to pay first, or choose which one is collected by.")

  /// Why an invoice that stands so cannot be paid; nil: it can.
  ///
  /// - Parameter state: nil: nothing was ever due.
  static func notPayable(_ state: InvoiceStatus?) -> Problem? {
    switch state {
    case .underWay:
      .conflict(
        "payment-under-way", "A payment is on its way; what comes of it is found out by itself.")
    case .waiting, .noMethod, .overdue, .failed, .refused: nil
    case .paid, .settled, .carried, nil:
      .conflict("nothing-due", "There is nothing left to be paid.")
    }
  }
}
