import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// above a limit no manager moves money alone.
extension WorkerBillingModule {
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
        if decision == .approved { try await book(decided, transaction, at: now) }
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

  /// Does what a manager wants at once, or has it wait for a second one.
  func carryOut(
    _ proposal: Proposal, under key: IdempotencyKey, at now: Date
  ) async throws -> Response {
    try await database.withIdempotency(key, at: now) { transaction in
      if let limit = configuration.fourEyesAbove, proposal.amount > limit {
        transaction.enqueue(Propose(proposal))
        return StoredAnswer(ProposalView(proposal: proposal), status: .accepted)
      }
      let line = try await book(proposal, transaction, at: now)
      return StoredAnswer(BookedView(line: line), status: .created)
    }
  }

  /// The line has the proposal's id: it is booked once, however many approve.
  @discardableResult
  private func book(
    _ proposal: Proposal, _ transaction: Transaction, at now: Date
  ) async throws -> BillingLine {
    let line =
      switch proposal.act {
      case .bonus: Self.bonus(of: proposal, at: now)
      case .correction: try await correction(of: proposal, transaction, at: now)
      }
    do {
      try await transaction.execute(
        RecordLine(
          line, Self.postings(of: line), in: .party(line.party), by: configuration.billing.cutoff,
          zone: configuration.billing.timeZone))
    } catch let error as PostgresError where error.isBeyondTheLine {
      throw Problem.beyondTheLine
    }
    return line
  }
}

extension Author {
  /// Who proposed it: who approved it stands with the proposal.
  init(of proposal: Proposal) {
    self.init(role: "manager", subject: proposal.proposedBy, why: proposal.why)
  }
}

extension Problem {
  fileprivate static let fourEyes = Problem(
    .conflict, "four-eyes", title: "Somebody else has to agree",
    detail: "You proposed this yourself. Another manager can approve it.")
  fileprivate static let decided = Problem(
    .conflict, "wrong-state", title: "Somebody was faster",
    detail: "This proposal has been decided already.")
}
