import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `PATCH /api/workers/{id}`: by a manager, or by the worker itself its e-mail, phone and
  /// language.
  @Sendable
  func changeWorker(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker)
    let target = try ChangeTarget(request, context, caller)
    let change = try WorkerChange(try await request.form(context), by: caller)
    let worker = try await self.change(target, by: change)
    return json(worker, etag: worker.version)
  }

  /// Changes a worker under its row's lock and publishes it if anything differs then.
  ///
  /// - Parameter alongside: further writes of the same transaction.
  func change(
    _ target: ChangeTarget, by change: WorkerChange,
    alongside: @Sendable (Transaction, Date) async throws -> Void = { _, _ in }
  ) async throws -> Worker {
    let now = clock.now()
    return try await findingEmailTaken {
      try await database.withTransaction { transaction in
        try await apply(change, to: target, at: now, in: transaction, alongside)
      }
    }
  }

  /// The same, once per key, and answers with what is made of how the worker is then.
  func change(
    _ target: ChangeTarget, by change: WorkerChange, _ key: IdempotencyKey,
    answer: @Sendable (Worker) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await findingEmailTaken {
      try await database.withIdempotency(key, at: now) { transaction in
        answer(try await apply(change, to: target, at: now, in: transaction) { _, _ in })
      }
    }
  }

  private func apply(
    _ change: WorkerChange, to target: ChangeTarget, at now: Date, in transaction: Transaction,
    _ alongside: @Sendable (Transaction, Date) async throws -> Void
  ) async throws -> Worker {
    let worker = try await lock(target, in: transaction)
    let changed = change.applied(to: worker)
    guard changed.version != worker.version else { return worker }
    try await alongside(transaction, now)
    transaction.enqueue(UpdateWorker(worker: changed, now: now))
    try transaction.publish([changed], at: now)
    return changed
  }

  private func findingEmailTaken<Answer>(_ act: () async throws -> Answer) async throws -> Answer {
    do {
      return try await act()
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      throw Problem.emailTaken
    }
  }

  /// The worker, locked until the transaction ends.
  ///
  /// - Throws: problems: 404 if the caller may not know of it, 412 if it has another version.
  func lock(_ target: ChangeTarget, in transaction: Transaction) async throws -> Worker {
    let found = try await transaction.one(LockRow<Worker>(id: target.id))
    let worker = try Worker.visible(found, to: target.caller)
    try target.precondition.check(worker.version)
    return worker
  }
}

/// Which worker is to be changed, by whom, and from which version.
struct ChangeTarget: Sendable {
  let id: UUID
  let caller: Caller
  let precondition: Precondition

  init(_ request: Request, _ context: RequestScope, _ caller: Caller) throws {
    id = try context.id()
    self.caller = caller
    precondition = try request.ifMatch()
  }

  /// The worker who is signed in.
  ///
  /// - Parameter version: as its page had it; nil: whatever it is.
  init(of worker: Worker, _ caller: Caller, version: Int64?) {
    id = worker.id
    self.caller = caller
    precondition = version.map { .versions([$0]) } ?? .none
  }
}
