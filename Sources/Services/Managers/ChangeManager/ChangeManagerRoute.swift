import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ManagersModule {
  /// `PATCH /api/managers/{id}`.
  @Sendable
  func changeManager(_ request: Request, _ context: RequestScope) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let precondition = try request.ifMatch()
    let change = try ManagerChange(try await request.form(context))
    return try await self.change(id, if: precondition, change) { manager in
      StoredAnswer(manager, etag: manager.version)
    }
  }

  /// Changes a manager, once per key if there is one, and answers with what is made of how it is now.
  ///
  /// - Throws: 404 for who is not there, 412 unless the version is as it should be, 409 problems when
  ///   the e-mail is another's, enough managers are active, or nobody would be.
  func change(
    _ id: UUID, if precondition: Precondition, _ change: ManagerChange,
    _ key: IdempotencyKey? = nil, answer: @Sendable (Manager) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    do {
      return try await database.withIdempotency(key, at: now, retries: 3) { transaction in
        guard let manager = try await transaction.one(LockRow<Manager>(id: id)) else {
          throw Problem.notFound
        }
        try precondition.check(manager.version)
        let changed = change.applied(to: manager)
        guard changed.version != manager.version else { return answer(manager) }
        if changed.active, !manager.active { try await takePlace(in: transaction) }
        if manager.active, !changed.active { try await leavePlace(in: transaction) }
        transaction.enqueue(UpdateManager(manager: changed, now: now))
        try transaction.publish([changed], at: now)
        return answer(changed)
      }
    } catch let error as PostgresError where error.sqlState == .uniqueViolation {
      throw Problem.emailTaken
    }
  }

  /// - Throws: 409 when enough managers are active; else nobody else can become active until the
  ///   transaction ends.
  private func takePlace(in transaction: Transaction) async throws {
    guard try await active(in: transaction) < configuration.maximum else {
      throw Problem.tooManyManagers(configuration.maximum)
    }
  }

  /// - Throws: 409 when nobody would be left; else nobody else can leave until the transaction ends.
  private func leavePlace(in transaction: Transaction) async throws {
    guard try await active(in: transaction) > 1 else { throw Problem.lastManager }
  }

  /// How many are active; it stays so until the transaction ends.
  private func active(in transaction: Transaction) async throws -> Int {
    let (_, counts) = try await transaction.execute(LockActiveManagers(), CountActiveManagers())
    return counts.first ?? 0
  }
}
