import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addDraftRoutes(to router: ServiceRouter) {
    router.get("/api/tests/{id}/draft", use: showDraft)
    router.put("/api/tests/{id}/draft", use: writeDraft)
    router.post("/api/tests/{id}/check", use: checkDraft)
  }

  @Sendable private func showDraft(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let draft = try await findDraft(try context.id())
    return json(draft, etag: draft.version)
  }

  /// Whoever read another draft than there is now is told so: two managers at once do not overwrite
  /// each other.
  @Sendable private func writeDraft(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let id = try context.id()
    let precondition = try request.requireIfMatch()
    let form = try await request.form(context, limit: TestDocument.maxBytes)
    let written = try await write(form, to: id, if: precondition, by: manager)
    return json(written, etag: written.version)
  }

  /// Writes a draft over what it is, if that is a version that is meant.
  ///
  /// - Throws: 400 for what the database is not to keep, 404, 412.
  @discardableResult
  func write(
    _ form: Form, to test: UUID, if precondition: Precondition, by manager: Caller
  ) async throws -> TestDraft {
    let document = form.whole().kept(form).text
    // It may have grown by digits.
    if document.utf8.count > TestDocument.maxBytes {
      form.mistake(at: "", .tooManyBytes(TestDocument.maxBytes))
    }
    try form.finish()
    let writing = WriteDraft(
      test: test, document: JSONText(document), manager: manager.subject, now: clock.now(),
      expected: precondition.acceptedVersions ?? [])
    let written = try await database.withTransaction { try await $0.one(writing) }
    guard let written else {
      _ = try await findDraft(test)
      throw Problem.preconditionFailed
    }
    return written
  }

  /// All mistakes of the draft as it is, whoever is writing.
  @Sendable private func checkDraft(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    try await request.optionalForm(context).finish()
    return json(DraftCheck(draft: try await findDraft(id)))
  }

  /// - Throws: 404 where there is no such test.
  func findDraft(_ test: UUID) async throws -> TestDraft {
    guard let draft = try await database.readOne(FindDraft(test: test)) else {
      throw Problem.notFound
    }
    return draft
  }
}
