import Contracts
public import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ManagersModule {
  /// `POST /api/managers`.
  @Sendable
  func registerManager(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager)
    let now = clock.now()
    let form = try await request.form(context)
    let entry = try ManagerEntry(form, id: .v7(at: now))
    let key = try request.idempotencyKey(caller, form.digest)
    return try await register(entry, key, at: now) { manager in
      StoredAnswer(
        manager, status: .created, etag: manager.version, location: Manager.path(manager.id))
    }
  }

  /// Registers a manager once per key and answers with what is made of who is new.
  ///
  /// - Throws: 409 problems when the e-mail is another's, or enough managers are active.
  func register(
    _ entry: ManagerEntry, _ key: IdempotencyKey?, at now: Date,
    answer: @Sendable (Manager) -> StoredAnswer
  ) async throws -> Response {
    try await database.withIdempotency(key, at: now, retries: 3) { transaction in
      answer(try await transaction.register(entry, maximum: configuration.maximum, at: now))
    }
  }

  /// Registers a manager for whoever runs `mcf`: the first one, whom no other can enter.
  ///
  /// - Returns: the id, which is the subject of the manager's tokens.
  /// - Throws: a problem that lists the mistakes, or says which rule refuses it.
  public func register(name: String, email: String) async throws -> UUID {
    let now = clock.now()
    let form = try Form(
      .object([.init("name", .string(name)), .init("email", .string(email))]))
    let entry = try ManagerEntry(form, id: .v7(at: now))
    return try await database.withTransaction(retries: 3) { transaction in
      try await transaction.register(entry, maximum: configuration.maximum, at: now).id
    }
  }
}

extension Transaction {
  /// Registers an active manager and publishes it.
  ///
  /// - Throws: 409 problems when the e-mail is another's, or enough managers are active.
  fileprivate func register(
    _ entry: ManagerEntry, maximum: Int, at now: Date
  ) async throws -> Manager {
    enqueue(LockActiveManagers())
    let registered = try await one(RegisterManager(entry: entry, maximum: maximum, now: now))
    guard let manager = registered else {
      throw try await one(FindManagerByEmail(email: entry.email)) == nil
        ? Problem.tooManyManagers(maximum) : Problem.emailTaken
    }
    try publish([manager], at: now)
    return manager
  }
}
