import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addTestRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/tests", use: listTests)
    router.post("/api/tests", use: beginTest)
    router.get("/api/tests/{id}", use: showTest)
    router.patch("/api/tests/{id}", use: changeTest)
  }

  @Sendable private func listTests(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let isArchived = query.bool("archived")
    let limit = query.limit()
    let after = query.cursor("hiring-tests", UUID.self)
    try query.finish()
    let tests = try await database.read(
      ListTests(isArchived: isArchived, after: after, limit: limit + 1))
    return json(
      Page(
        fetched: tests, limit: limit, cursor: { Cursor.encode("hiring-tests", $0.id) },
        item: { $0 }))
  }

  @Sendable private func beginTest(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let form = try await request.form(context)
    let now = clock.now()
    let test = try HiringTest(form, id: .v7(at: now))
    let key = try request.idempotencyKey(manager, form.digest)
    return try await begin(test, by: manager, key, at: now) {
      StoredAnswer(
        test, status: .created, etag: test.version, location: Address.test(test.id).path)
    }
  }

  /// Begins a test once per key.
  ///
  /// - Throws: 409 if another one has its name.
  func begin(
    _ test: HiringTest, by manager: Caller, _ key: IdempotencyKey?, at now: Date,
    answer: @Sendable () -> StoredAnswer
  ) async throws -> Response {
    try await unlessNameIsTaken {
      try await database.withIdempotency(key, at: now) { transaction in
        transaction.enqueue(InsertTest(test: test, manager: manager.subject, now: now))
        return answer()
      }
    }
  }

  @Sendable private func showTest(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let test = try await find(HiringTest.self, try context.id())
    return json(test, etag: test.version)
  }

  @Sendable private func changeTest(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let precondition = try request.requireIfMatch()
    let change = try HiringTestChange(try await request.form(context))
    let changed = try await self.change(id, if: precondition, change)
    return json(changed, etag: changed.version)
  }

  /// - Throws: 404, 409 if another test has the new name, 412.
  @discardableResult
  func change(
    _ id: UUID, if precondition: Precondition, _ change: HiringTestChange
  ) async throws -> HiringTest {
    try await unlessNameIsTaken {
      try await database.withTransaction { transaction in
        try await transaction.change(id, if: precondition, change) { UpdateTest(test: $0) }
      }
    }
  }

  /// The database guarantees that no two tests are called the same.
  private func unlessNameIsTaken<Answer>(
    _ write: () async throws -> Answer
  ) async throws -> Answer {
    do {
      return try await write()
    } catch let error as PostgresError where error.constraint == "test_name_key" {
      throw Problem.nameTaken
    }
  }
}
