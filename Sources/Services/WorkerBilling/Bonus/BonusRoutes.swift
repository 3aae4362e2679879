import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// a manager may credit any amount to a worker; above a limit a second one has to agree.
extension WorkerBillingModule {
  private static let bonuses = Money(hundredths: 1)...Money.mostAsked

  /// `POST /api/worker-billing/bonuses`.
  @Sendable func giveBonus(_ request: Request, _ context: RequestScope) async throws -> Response {
    try await refusals.watching("bonus", by: context) { subject in
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let proposal = try await proposedBonus(form, by: caller)
      subject = proposal.subject
      let key = try request.requireIdempotencyKey(caller, form.digest)
      return try await approvals.carryOut(proposal, under: key, at: proposal.proposedAt)
    }
  }

  /// What a manager wants to give, as a form of REST or of a page says it.
  ///
  /// - Parameter known: to whom, where the form does not say it.
  /// - Throws: a 400 problem with every mistake of the form.
  func proposedBonus(
    _ form: Form, to known: UUID? = nil, by caller: Caller
  ) async throws -> Proposal {
    let worker = known ?? form.uuid("worker_id")
    let (amount, why) = (form.money("amount", Self.bonuses), form.text("reason", 1...500))
    if try await database.readOne(FindWorker(id: worker)) == nil {
      form.mistake(in: "worker_id", .unknownWorker)
    }
    try form.finish()
    let now = clock.now()
    return Proposal(
      id: .v7(at: now), .bonus, for: worker, amount, why: why, by: caller.subject, at: now)
  }

  static func bonus(of proposal: Proposal, at now: Date) -> BillingLine {
    BillingLine(
      id: proposal.id, party: proposal.party, kind: WorkerLineKind.bonus.rawValue,
      amount: proposal.amount, occurredAt: now, recordedAt: now, by: Author(of: proposal))
  }
}

struct FindWorker: Statement {
  static let sql = "select id from person where kind = 'worker' and id = $1"
  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

extension MistakeReason {
  fileprivate static let unknownWorker = Self(
    code: "unknown-worker", "is no worker who is known here")
}
