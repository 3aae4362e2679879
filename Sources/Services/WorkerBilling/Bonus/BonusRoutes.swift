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
      if !Self.bonuses.contains(amount) {
        form.mistake(in: "amount", .outOfRange(Self.bonuses))
      }
      if try await database.readOne(FindWorker(id: worker)) == nil {
        form.mistake(in: "worker_id", .unknownWorker)
      }
      try form.finish()
      let key = try request.requireIdempotencyKey(caller, form.digest)
      let now = clock.now()
      let proposal = Proposal(
        id: .v7(at: now), .bonus, for: worker, amount, why: why, by: caller.subject, at: now)
      return try await approvals.carryOut(proposal, under: key, at: now)
    }
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
