import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `POST /api/workers/{id}/absences`: also over accepted orders; the answer links to them.
  @Sendable
  func addAbsence(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker)
    let now = clock.now()
    let target = try ChangeTarget(request, context, caller)
    let form = try await request.form(context)
    let absence = try Absence(form, id: .v7(at: now), workerID: target.id)
    let key = try request.idempotencyKey(caller, form.digest)
    return try await add(absence, to: target, key, at: now) { added in
      StoredAnswer(added, status: .created, location: added.path)
    }
  }

  /// Adds an absence, for programs and for pages.
  ///
  /// - Parameter answer: what is kept for the key.
  func add(
    _ absence: Absence, to target: ChangeTarget, _ key: IdempotencyKey?, at now: Date,
    answer: @escaping @Sendable (Absence) -> StoredAnswer
  ) async throws -> Response {
    try await database.withIdempotency(key, at: now) { transaction in
      _ = try await lock(target, in: transaction)
      guard
        let added = try await transaction.one(AddAbsence(absence: absence, now: now))
      else { throw Problem.tooManyAbsences }
      try await refresh(target, at: now, in: transaction)
      return answer(added)
    }
  }

  /// `DELETE /api/workers/{id}/absences/{absence}`.
  @Sendable
  func removeAbsence(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker)
    let target = try ChangeTarget(request, context, caller)
    return try await remove(try context.id("absence"), of: target, nil) { .noContent }
  }

  /// Takes an absence back, for programs and for pages.
  ///
  /// - Parameter answer: what is kept for the key.
  func remove(
    _ id: UUID, of target: ChangeTarget, _ key: IdempotencyKey?,
    answer: @escaping @Sendable () -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      _ = try await lock(target, in: transaction)
      let removed = try await transaction.one(RemoveAbsence(id: id, workerID: target.id))
      guard removed != nil else { throw Problem.notFound }
      try await refresh(target, at: now, in: transaction)
      return answer()
    }
  }

  private func refresh(
    _ target: ChangeTarget, at now: Date, in transaction: Transaction
  ) async throws {
    let refreshed = try await transaction.one(RefreshAbsences(workerID: target.id, now: now))
    guard let worker = refreshed else { throw Problem.notFound }
    try transaction.publish([worker], at: now)
  }

  /// `GET /api/workers/{id}/absences/{absence}`.
  @Sendable
  func showAbsence(_ request: Request, _ context: RequestScope) async throws -> Response {
    let worker = try await visibleWorker(context)
    let find = FindAbsence(id: try context.id("absence"), workerID: worker.id)
    guard let absence = try await database.readOne(find) else { throw Problem.notFound }
    return json(absence)
  }

  /// `GET /api/workers/{id}/absences`.
  @Sendable
  func listAbsences(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker)
    let found = try await database.readOne(FindRow<Worker>(id: try context.id()))
    let worker = try Worker.visible(found, to: caller)
    let list = "absences \(worker.id.wire)"
    let query = request.query()
    let from = query.time("from")
    let limit = query.limit()
    let after = query.cursor(list, Date.self, UUID.self)
    try query.finish()
    let absences = try await database.read(
      ListAbsences(workerID: worker.id, from: from, after: after, limit: limit + 1))
    return json(
      Page(
        fetched: absences, limit: limit,
        cursor: { Cursor.encode(list, $0.period.lowerBound, $0.id) }, item: \.self))
  }
}

extension Problem {
  static var tooManyAbsences: Problem {
    .conflict(
      "too-many-absences",
      "A worker may have \(Absence.maxAhead) absences ahead. Take some back first.")
  }
}
