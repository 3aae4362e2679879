import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ClientBillingModule {
  private static let allowances = Money(hundredths: 1)...Money.mostBooked

  /// `POST /api/client-billing/corrections`: takes a line back, or gives something back of it.
  @Sendable func takeBack(_ request: Request, _ context: RequestScope) async throws -> Response {
    try await refusals.watching("correction", by: context) { subject in
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let proposal = try await proposedCorrection(form, by: caller).proposal
      subject = proposal.subject
      let key = try request.requireIdempotencyKey(caller, form.digest)
      return try await approvals.carryOut(proposal, under: key, at: proposal.proposedAt)
    }
  }

  /// What a manager wants to take back, as a form of REST or of a page says it.
  ///
  /// - Parameter known: the line or credit note, where the form does not say it.
  /// - Throws: a 400 problem with every mistake of the form.
  func proposedCorrection(
    _ form: Form, of known: UUID? = nil, by caller: Caller
  ) async throws -> (target: Correctable, proposal: Proposal) {
    let (id, amount, why) = (
      known ?? form.uuid("line_id"), form.optionalMoney("amount", Self.allowances),
      form.text("reason", 1...500)
    )
    let found = try await correctable(id)
    if found == nil { form.mistake(in: "line_id", .unknownLine) }
    if amount != nil, found?.isCharge == false { form.mistake(in: "amount", .onlyWhole) }
    try form.finish()
    guard let found else { throw Problem.notFound }
    return (found, found.proposal(amount, why: why, by: caller.subject, at: clock.now()))
  }

  /// `GET /api/client-billing/corrections`: what was taken back, why, and by whom, the newest first.
  @Sendable func listCorrections(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try await moneyViewer(context)
    let query = request.query()
    let (asked, place) = (query.uuid("client"), query.place(in: "client-corrections"))
    let wanted = ListCorrections(
      client: viewer.client ?? asked, from: query.time("from"), to: query.time("to"),
      after: place.after, limit: place.most)
    try query.finish()
    let isSomebodyElse = asked != nil && asked != wanted.client
    let found = isSomebodyElse ? [] : try await database.read(wanted)
    return json(
      place.page(found, by: { ($0.at, $0.id) }) {
        CorrectionView($0, isForManager: viewer.isManager)
      })
  }
}

extension MistakeReason {
  static let unknownLine = Self(code: "unknown-line", "is no line of a client")
  static let onlyWhole = Self(
    code: "only-whole", "has to be left out: what takes back is itself taken back whole")
}
