import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addScoringRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/tests/{id}/versions/{number}/scorings", use: listScorings)
    router.post("/api/tests/{id}/versions/{number}/scorings", use: adoptScoring)
    router.get("/api/tests/{id}/versions/{number}/scorings/{scoring}", use: showScoring)
  }

  @Sendable private func listScorings(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let before = query.cursor("test-scorings", Int.self)
    try query.finish()
    let place = try PublishedPlace(context)
    _ = try await find(place)
    let scorings = try await database.read(
      ListScorings(place: place, before: before, limit: limit + 1))
    return json(
      Page(
        fetched: scorings, limit: limit, cursor: { Cursor.encode("test-scorings", $0.number) },
        item: { $0 }))
  }

  @Sendable private func showScoring(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let finding = FindScoring(
      place: try PublishedPlace(context), number: try context.number("scoring"))
    guard let scoring = try await database.readOne(finding) else { throw Problem.notFound }
    return json(scoring)
  }

  /// Puts another scoring in force: whoever is invited from now on is scored by it; on demand, also
  /// everybody about whom nothing is decided yet.
  @Sendable private func adoptScoring(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let place = try PublishedPlace(context)
    let precondition = try request.requireIfMatch()
    let form = try await request.form(context, limit: TestDocument.maxBytes + BodyLimit.form)
    let document = form.testDocument("document")
    let note = form.text("note", ScoringRecord.noteLength)
    let isForUndecided = form.optionalBool("undecided") ?? false
    let key = try request.idempotencyKey(manager, form.digest)
    return try await adopt(
      try form.finish(document), note: note, of: place, forUndecided: isForUndecided,
      if: precondition, by: manager,
      key
    ) {
      StoredAnswer(
        $0, status: .created,
        location: Address.version(Int(place.number), of: place.test)
          .below("scorings", "\($0.record.number)").path)
    }
  }

  /// Puts what a document says of answers in force for a version, once per key.
  ///
  /// - Parameter isForUndecided: whether also for everybody about whom nothing is decided yet.
  /// - Throws: 404, 409 with each place at which the document's paper is another, 412.
  func adopt(
    _ document: TestDocument, note: String, of place: PublishedPlace,
    forUndecided isForUndecided: Bool = false, if precondition: Precondition, by manager: Caller,
    _ key: IdempotencyKey?, answer: @Sendable (AdoptedScoring) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    let answer = try await database.withIdempotency(key, at: now, retries: 3) { transaction in
      let published = try await transaction.lock(place)
      try precondition.check(published.version.stateVersion)
      let insertion = InsertScoring(
        place: place, scoring: try document.scoring(replacing: published.paper, at: "/document"),
        note: note, manager: manager.subject, now: now)
      guard let number = try await transaction.one(insertion) else { throw Problem.notFound }
      _ = try await transaction.change(published.version) { $0.scoring = number }
      let count =
        isForUndecided
        ? try await transaction.scoreUndecided(place, by: number, at: now) : 0
      return answer(
        AdoptedScoring(record: ScoringRecord(number: number, insertion), scoredAgain: count))
    }
    if isForUndecided { scoring.wake() }
    return answer
  }
}

extension TestDocument {
  /// - Throws: 409 with each place, in the document at `place`, that is shown otherwise.
  func scoring(
    replacing published: Paper, at place: String
  ) throws(Problem) -> Scoring {
    do {
      return try scoring(for: published)
    } catch {
      throw .frozen(error, at: place)
    }
  }
}

extension Form {
  /// A whole test; nil after a mistake, which is listed with the others of this form.
  func testDocument(_ name: String) -> TestDocument? {
    guard let json = value(name) else {
      mistake(in: name, .required)
      return nil
    }
    guard json.text.utf8.count <= TestDocument.maxBytes else {
      mistake(in: name, .tooManyBytes(TestDocument.maxBytes))
      return nil
    }
    do {
      return try TestDocument(json)
    } catch {
      for mistake in error.all { self.mistake(at: "/\(name)\(mistake.pointer)", mistake.reason) }
      return nil
    }
  }
}
