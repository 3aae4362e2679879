import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// what was wrong is never changed but taken back, by another line in the open period.
extension WorkerBillingModule {
  /// `POST /api/worker-billing/corrections`: takes a line back, whole.
  @Sendable func takeBack(_ request: Request, _ context: RequestScope) async throws -> Response {
    try await refusals.watching("correction", by: context) { subject in
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let proposal = try await proposedCorrection(form, by: caller)
      subject = proposal.subject
      let key = try request.requireIdempotencyKey(caller, form.digest)
      return try await approvals.carryOut(proposal, under: key, at: proposal.proposedAt)
    }
  }

  /// What a manager wants to take back, as a form of REST or of a page says it.
  ///
  /// - Parameter known: the line, where the form does not say it.
  /// - Throws: a 400 problem with every mistake of the form.
  func proposedCorrection(
    _ form: Form, of known: UUID? = nil, by caller: Caller
  ) async throws -> Proposal {
    let (id, why) = (known ?? form.uuid("line_id"), form.text("reason", 1...500))
    let found = try await database.readOne(FindLine(id: id))
    if found == nil { form.mistake(in: "line_id", .unknownLine) }
    try form.finish()
    guard let line = found?.line else { throw Problem.notFound }
    let now = clock.now()
    return Proposal(
      id: .v7(at: now), .correction, for: line.party, line.amount.magnitude, line: line.id,
      why: why, by: caller.subject, at: now)
  }

  /// `GET /api/worker-billing/corrections`: who took what back, the newest first.
  @Sendable func listCorrections(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let place = query.place(in: "worker-corrections")
    var lines = LineQuery(
      party: query.uuid("worker"), from: query.time("from"), to: query.time("to"),
      after: place.after.map { (occurredAt: $0.at, id: $0.id) }, limit: place.most)
    lines.areCorrections = true
    try query.finish()
    return json(
      place.page(try await database.lines(lines), by: { ($0.line.occurredAt, $0.line.id) }) {
        LineView(listed: $0, viewer: EarningsViewer(worker: nil))
      })
  }

  /// The line that takes back what a proposal names.
  ///
  /// - Throws: 409 `beyond-the-line` for one that is taken back already. Whoever is at it at the same
  ///   time is refused by the table.
  func correction(
    of proposal: Proposal, _ transaction: Transaction, at now: Date
  ) async throws -> BillingLine {
    guard let id = proposal.line, let found = try await transaction.one(FindLine(id: id)),
      let kind = WorkerLineKind(rawValue: found.line.kind)
    else { throw Problem.notFound }
    if found.isReversed { throw Problem.beyondTheLine }
    return BillingLine(
      id: proposal.id, party: found.line.party, kind: kind.reversed.rawValue,
      amount: .zero - found.line.amount, occurredAt: now, recordedAt: now,
      order: found.line.order, reverses: id, by: Author(of: proposal))
  }
}

extension PostgresError {
  /// Somebody else has taken the line back at the same time.
  var isBeyondTheLine: Bool {
    ["billing_line_beyond_the_line", "billing_line_reversed_once"].contains(constraint)
  }
}

extension MistakeReason {
  fileprivate static let unknownLine = Self(
    code: "unknown-line", "is no line of a worker")
}

extension Problem {
  static let beyondTheLine = Problem(
    .conflict, "beyond-the-line", title: "This line is taken back already",
    detail: "What was taken back can itself be taken back: name the line that did it.")
}
