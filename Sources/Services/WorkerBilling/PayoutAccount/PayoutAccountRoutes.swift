import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// workers say where they are paid to. What waits for that is tried at once.
extension WorkerBillingModule {
  /// `GET /api/worker-billing/payout-account`: the caller's own.
  @Sendable func showPayoutAccount(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let worker = try context.require(.worker).workerID
    return try await PayoutAccountView(
      database.readOne(FindPayoutAccount(of: worker))
    ).answer.response()
  }

  /// `PUT /api/worker-billing/payout-account`.
  @Sendable func setPayoutAccount(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.worker)
    let precondition = try request.ifMatch()
    let form = try await request.form(context)
    let account = form.goldHatAccount("account")
    try form.finish()
    let key = try request.idempotencyKey(caller, form.digest)
    return try await setAccount(account, of: caller, if: precondition, key) {
      PayoutAccountView($0).answer
    }
  }

  /// Keeps an account, once per key if there is one, and answers with what is made of it.
  ///
  /// - Throws: 412 unless the version is as it should be; 404 for who is no worker.
  func setAccount(
    _ account: ExactText, of caller: Caller, if precondition: Precondition = .none,
    _ key: IdempotencyKey?, answer: @Sendable (PayoutAccount) -> StoredAnswer
  ) async throws -> Response {
    let (worker, now) = (caller.workerID, clock.now())
    guard worker != .zero else { throw Problem.notFound }
    return try await database.withIdempotency(key, at: now) { transaction in
      let present = try await transaction.one(FindPayoutAccount(of: worker))
      if present == nil, precondition == .any { throw Problem.preconditionFailed }
      try precondition.check(present?.version ?? 0)
      if let present, present.account == account { return answer(present) }
      let kept = try await transaction.one(
        KeepPayoutAccount(
          worker: worker, account: account, versions: precondition.acceptedVersions,
          by: caller.subject, now: now))
      guard let kept else { throw Problem.preconditionFailed }
      transaction.enqueue(SettleAnew(of: worker, at: now))
      transaction.afterCommit { payouts?.wake() }
      return answer(kept)
    }
  }
}

/// An account as its worker is shown it: its end alone.
struct PayoutAccountView: ResourceView {
  /// nil: there is none.
  let kept: PayoutAccount?
  init(_ kept: PayoutAccount?) { self.kept = kept }

  var answer: StoredAnswer { StoredAnswer(self, etag: kept?.version ?? 0) }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("account", kept?.masked)
    writer.field("changed_at", kept?.changedAt)
    writer.endObject()
  }
}
