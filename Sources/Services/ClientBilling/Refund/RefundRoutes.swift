import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  private static let refunds = Money(hundredths: 1)...Money.mostBooked
  /// It is the order's text, of which providers take no more.
  private static let reasonLength = 200

  /// `POST /api/client-billing/refunds`: gives back a payment, whole or in part.
  @Sendable func makeRefund(_ request: Request, _ context: RequestScope) async throws -> Response {
    try await refusals.watching("refund", by: context) { subject in
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let proposal = try await proposedRefund(form, by: caller)
      subject = proposal.subject
      let key = try request.requireIdempotencyKey(caller, form.digest)
      return try await approvals.carryOut(proposal, under: key, at: proposal.proposedAt)
    }
  }

  /// What a manager wants to give back, as a form of REST or of a page says it.
  ///
  /// - Parameter known: the payment, where the form does not say it.
  /// - Throws: a 400 problem with every mistake of the form.
  func proposedRefund(
    _ form: Form, of known: UUID? = nil, by caller: Caller
  ) async throws -> Proposal {
    let (id, amount, why) = (
      known ?? form.uuid("payment_id"), form.money("amount", Self.refunds),
      form.text("reason", 1...Self.reasonLength)
    )
    let payment = try await database.readOne(FindPayment(id: id))?.receipt
    if payment == nil { form.mistake(in: "payment_id", .unknownPayment) }
    try form.finish()
    guard let payment else { throw Problem.notFound }
    return refund(of: payment, amount, why: why, by: caller.subject, at: clock.now())
  }

  /// `GET /api/client-billing/refunds`: what became of each, the newest first.
  @Sendable func listRefunds(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let (client, place) = (query.uuid("client"), query.place(in: "client-refunds"))
    try query.finish()
    let found = try await database.read(
      ListRefunds(of: client, after: place.after, limit: place.most))
    return json(
      place.page(found, by: { ($0.refund.madeAt, $0.refund.id) }, item: RefundView.init))
  }
}

extension MistakeReason {
  static let unknownPayment = Self(code: "unknown-payment", "is no payment that came")
}

/// How it stands with a refund, as managers see it.
struct RefundView: JSONWritable {
  let row: ListRefunds.Row

  enum State: String, CaseIterable {
    case underWay = "under_way"
    case paid
    /// The credit is there again.
    case failed
  }

  var state: State {
    let attempt = row.attempt
    guard attempt.state.isFinal else { return .underWay }
    let isPaid = attempt.state == .succeeded || attempt.recoveredAt != nil
    return isPaid && attempt.returnedAt == nil ? .paid : .failed
  }

  func write(to writer: inout JSONWriter) {
    let (refund, attempt) = (row.refund, row.attempt)
    writer.beginObject()
    writer.field("id", refund.id)
    writer.field("client_id", refund.party)
    writer.field("payment_id", refund.payment)
    writer.field("invoice", "\(row.invoice)")
    writer.field("amount", refund.amount)
    writer.field("reason", attempt.text)
    writer.field("adapter", attempt.adapter)
    writer.field("state", state.rawValue)
    writer.field("code", attempt.code)
    writer.field("at", refund.madeAt)
    writer.field("by_subject", attempt.by.subject)
    writer.endObject()
  }
}
