import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addAttemptRoutes(to router: ServiceRouter) {
    router.get("/api/attempts/{id}", use: showAttempt)
    router.post("/api/attempts/{id}/score-again", use: scoreAgain)
  }

  @Sendable private func showAttempt(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let view = try await database.withTransaction(.repeatableReadOnly) {
      try await $0.attemptView(id, by: configuration.top)
    }
    return json(view, etag: view.attempt.version)
  }

  @Sendable private func scoreAgain(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let id = try context.id()
    let precondition = try request.ifMatch()
    try await request.optionalForm(context).finish()
    let attempt = try await scoreAgain(id, if: precondition)
    return json(attempt, etag: attempt.version)
  }

  /// What could not be scored is tried anew, once its cause is put right.
  ///
  /// - Throws: 409 unless nobody tries any more.
  func scoreAgain(_ id: UUID, if precondition: Precondition) async throws -> Attempt {
    let now = clock.now()
    let attempt = try await database.withTransaction { transaction in
      let parked = try await transaction.lock(Attempt.self, id)
      try precondition.check(parked.version)
      guard parked.isParked else { throw Problem.notParked }
      var due = parked.toBeScored(at: now)
      due.version += 1
      transaction.enqueue(UpdateAttempt(attempt: due))
      return due
    }
    scoring.wake()
    return attempt
  }
}
