import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addVersionRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/tests/{id}/versions", use: listVersions)
    router.post("/api/tests/{id}/versions", use: publishDraft)
    router.get("/api/tests/{id}/versions/{number}", use: showVersion)
    router.post("/api/tests/{id}/versions/{number}/retire", use: retireVersion)
    router.post("/api/tests/{id}/versions/{number}/default", use: makeDefault)
  }

  @Sendable private func listVersions(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let before = query.cursor("test-versions", Int.self)
    try query.finish()
    let test = try await find(HiringTest.self, try context.id())
    let versions = try await database.read(
      ListVersions(test: test.id, before: before, limit: limit + 1))
    return json(
      Page(
        fetched: versions, limit: limit, cursor: { Cursor.encode("test-versions", $0.number) },
        item: { $0 }))
  }

  @Sendable private func showVersion(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let published = try await find(try PublishedPlace(context))
    return json(published, etag: published.version.stateVersion)
  }

  /// Publishes the draft that the manager has read. That counts as a change of the draft, so of two
  /// who publish it at once one does.
  @Sendable private func publishDraft(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let test = try context.id()
    let precondition = try request.requireIfMatch()
    let form = try await request.optionalForm(context)
    try form.finish()
    let key = try request.idempotencyKey(manager, form.digest)
    return try await publish(test, if: precondition, by: manager, key) { published in
      StoredAnswer(
        published, status: .created, etag: published.version.stateVersion,
        location: Address.version(published.version.number, of: test).path)
    }
  }

  /// Publishes a draft once per key.
  ///
  /// - Throws: 404, 409 with the draft's mistakes, 412 if it is another one than is meant.
  func publish(
    _ test: UUID, if precondition: Precondition, by manager: Caller, _ key: IdempotencyKey?,
    answer: @Sendable (PublishedTest) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withIdempotency(key, at: now) { transaction in
      guard let draft = try await transaction.one(LockDraft(test: test)) else {
        throw Problem.notFound
      }
      try precondition.check(draft.version)
      return answer(
        try await transaction.publish(
          draft.publishable(), of: test, by: manager.subject, at: now))
    }
  }

  @Sendable private func retireVersion(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await changeState(request, context, TestVersion.retire)
  }

  @Sendable private func makeDefault(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try await changeState(request, context, TestVersion.makeDefault)
  }

  /// What is so already stays as it is.
  private func changeState(
    _ request: Request, _ context: RequestScope,
    _ change: @escaping @Sendable (inout TestVersion) throws -> Void
  ) async throws -> Response {
    try context.require(.manager)
    let place = try PublishedPlace(context)
    let precondition = try request.requireIfMatch()
    try await request.optionalForm(context).finish()
    let version = try await changeState(of: place, if: precondition, change)
    return json(version, etag: version.stateVersion)
  }

  /// - Throws: 404, 412, and what the change throws.
  @discardableResult
  func changeState(
    of place: PublishedPlace, if precondition: Precondition,
    _ change: @escaping @Sendable (inout TestVersion) throws -> Void
  ) async throws -> TestVersion {
    try await database.withTransaction { transaction in
      let published = try await transaction.lock(place)
      try precondition.check(published.version.stateVersion)
      return try await transaction.change(published.version, change)
    }
  }

  /// - Parameter scoring: the number of one of its scorings; nil: the one in force.
  /// - Throws: 404 where there is none.
  func find(_ place: PublishedPlace, scoring: Int? = nil) async throws -> PublishedTest {
    guard let published = try await database.readOne(place.find(scoring: scoring)) else {
      throw Problem.notFound
    }
    return published
  }
}

extension TestVersion {
  /// Nobody is invited to it any more.
  @Sendable static func retire(_ version: inout TestVersion) {
    version.status = .retired
    version.isDefault = false
  }

  /// Whoever is given the test sits this one.
  ///
  /// - Throws: 409 if it is retired.
  @Sendable static func makeDefault(_ version: inout TestVersion) throws {
    guard version.status == .live else { throw Problem.retired }
    version.isDefault = true
  }
}

/// Which version of a test a path names.
struct PublishedPlace: Sendable {
  let test: UUID
  let number: Int32

  func find(scoring: Int? = nil) -> FindPublished {
    FindPublished(test: test, number: number, scoring: scoring)
  }
}

extension PublishedPlace {
  /// - Throws: 404 for what can be no version.
  init(_ context: RequestScope) throws {
    self.init(test: try context.id(), number: try context.number("number"))
  }
}

extension RequestScope {
  /// A number in the path, from 1.
  ///
  /// - Throws: 404 unless it is one: there is nothing of that name.
  func number(_ name: String) throws -> Int32 {
    guard let text = coreContext.parameters.get(name), let number = Int32(text), number > 0,
      // As it is written in one way only, each thing has one address.
      ExactText("\(number)") == ExactText(text)
    else { throw Problem.notFound }
    return number
  }
}
