import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// a manager may credit any amount to a worker; above a limit a second one has to agree.
extension WorkerBillingModule {
  private static let bonuses = Money(hundredths: 1)...Money.mostBooked

  /// `POST /api/worker-billing/bonuses`.
  @Sendable func giveBonus(_ request: Request, _ context: RequestScope) async throws -> Response {
    try await refusals.watching("bonus", of: "a worker", by: context) {
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let (worker, amount, why) = (
        form.uuid("worker_id"), form.money("amount"), form.text("reason", 1...500)
      )
      if !Self.bonuses.contains(amount) { form.mistake(in: "amount", .noBonus) }
      if try await database.readOne(FindWorker(id: worker)) == nil {
        form.mistake(in: "worker_id", .unknownWorker)
      }
      try form.finish()
      let key = try request.requireIdempotencyKey(caller, form.digest)
      let now = clock.now()
      let proposal = Proposal(
        id: .v7(at: now), .bonus, for: worker, amount, why: why, by: caller.subject, at: now)
      return try await database.withIdempotency(key, at: now) { transaction in
        if let limit = configuration.fourEyesAbove, amount > limit {
          transaction.enqueue(Propose(proposal))
          return StoredAnswer(ProposalView(proposal: proposal), status: .accepted)
        }
        let line = Self.bonus(of: proposal, at: now)
        transaction.enqueue(record(line))
        return StoredAnswer(BonusView(line: line), status: .created)
      }
    }
  }

  /// `GET /api/worker-billing/proposals`: those that wait.
  @Sendable func listProposals(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let after = query.cursor("worker-proposals", Date.self, UUID.self)
    try query.finish()
    let found = try await database.read(
      ListProposals(after: after.map { (proposedAt: $0, id: $1) }, limit: limit + 1))
    return json(
      Page(
        fetched: found, limit: limit,
        cursor: { Cursor.encode("worker-proposals", $0.proposedAt, $0.id) },
        item: ProposalView.init))
  }

  /// `POST /api/worker-billing/proposals/{id}/approve`: by anybody but who proposed it.
  @Sendable func approveProposal(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await decide(.approved, request, context)
  }

  /// `POST /api/worker-billing/proposals/{id}/withdraw`: by any manager.
  @Sendable func withdrawProposal(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await decide(.withdrawn, request, context)
  }

  private func decide(
    _ decision: Proposal.Decision, _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("\(decision)", of: ExactText(id.wire), by: context) {
      let caller = try context.require(.manager)
      let form = try await request.optionalForm(context)
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      let now = clock.now()
      return try await database.withIdempotency(key, at: now) { transaction in
        let decided = try await transaction.one(
          Decide(id, decision, by: caller.subject, at: now))
        guard let decided else {
          throw try await refusal(of: id, to: caller, transaction)
        }
        if decision == .approved {
          transaction.enqueue(record(Self.bonus(of: decided, at: now)))
        }
        return StoredAnswer(ProposalView(proposal: decided), status: .ok)
      }
    }
  }

  /// Why a proposal could not be decided.
  private func refusal(
    of id: UUID, to caller: Caller, _ transaction: Transaction
  ) async throws -> Problem {
    guard let found = try await transaction.one(FindProposal(id: id)) else { return .notFound }
    return found.decision == nil && found.proposedBy == caller.subject ? .fourEyes : .decided
  }

  /// The line has the proposal's id: it is booked once, however many approve.
  private static func bonus(of proposal: Proposal, at now: Date) -> BillingLine {
    BillingLine(
      id: proposal.id, party: proposal.party, kind: WorkerLineKind.bonus.rawValue,
      amount: proposal.amount, occurredAt: now, recordedAt: now,
      by: Author(role: "manager", subject: proposal.proposedBy, why: proposal.why))
  }

  private func record(_ line: BillingLine) -> RecordLine {
    RecordLine(
      line, Self.postings(of: line), in: .party(line.party), by: configuration.cutoff,
      zone: configuration.timeZone)
  }
}

struct FindWorker: Statement {
  static let sql = "select id from person where kind = 'worker' and id = $1"
  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

extension MistakeReason {
  fileprivate static let noBonus: MistakeReason = "must be from 0.01 to \(Money.mostBooked)"
  fileprivate static let unknownWorker: MistakeReason = "is no worker who is known here"
}

extension Problem {
  fileprivate static let fourEyes = Problem(
    .conflict, "four-eyes", title: "Somebody else has to agree",
    detail: "You proposed this yourself. Another manager can approve it.")
  fileprivate static let decided = Problem(
    .conflict, "wrong-state", title: "Somebody was faster",
    detail: "This proposal has been decided already.")
}
