import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  func addActRoutes(to router: ServiceRouter) {
    router.post("/api/reviews", use: openNamedReview)
    router.post("/api/reviews/take-next", use: takeNextReview)
    router.post("/api/reviews/{id}/take", use: takeReview)
    router.post("/api/reviews/{id}/put-back", use: putBackReview)
    router.patch("/api/reviews/{id}", use: saveReview)
    router.post("/api/reviews/{id}/calls", use: noteCallAbout)
    router.post("/api/reviews/{id}/close", use: closeReview)
  }

  @Sendable private func openNamedReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let form = try await request.form(context)
    let named = NamedOrder(form)
    try form.finish()
    let key = try request.requireIdempotencyKey(manager, form.digest)
    let now = clock.now()
    return try await database.withIdempotency(key, at: now, retries: 3) { transaction in
      let record = try await openNamed(named, by: manager.subject, at: now, in: transaction)
      return StoredAnswer(
        record, status: .created, etag: record.review.version,
        location: "/api/reviews/\(record.review.id.wire)")
    }
  }

  /// 204: nothing waits.
  @Sendable private func takeNextReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let form = try await request.optionalForm(context)
    try form.finish()
    let key = try request.idempotencyKey(manager, form.digest)
    let now = clock.now()
    return try await database.withIdempotency(key, at: now, retries: 3) { transaction in
      let taken = try await takeNext(by: manager.subject, at: now, in: transaction)
      return taken.map { StoredAnswer($0, etag: $0.review.version) } ?? .noContent
    }
  }

  @Sendable private func takeReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (act, form) = try await act(request, context)
    try form.finish()
    return try await perform(act, request, context, form) { try await take($0, in: $1) }
  }

  @Sendable private func putBackReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (act, form) = try await act(request, context)
    let reason = form.optionalText("reason", NamedOrder.reasonLength)
    try form.finish()
    return try await perform(act, request, context, form) {
      try await putBack($0, reason: reason, in: $1)
    }
  }

  @Sendable private func saveReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let id = try context.id()
    let precondition = try request.requireIfMatch()
    let form = try await request.form(context)
    let change = RowChange<Review>(reading: form)
    try form.finish()
    let act = ReviewAct(
      review: id, manager: manager.subject, precondition: precondition, now: clock.now())
    let record = try await database.withTransaction(retries: 3) {
      try await saveDraft(act, change, in: $0)
    }
    return json(record, etag: record.review.version)
  }

  @Sendable private func noteCallAbout(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let manager = try context.require(.manager)
    let id = try context.id()
    let form = try await request.form(context)
    let call = try form.finish(CallForm(form))
    let key = try request.requireIdempotencyKey(manager, form.digest)
    let act = ReviewAct(review: id, manager: manager.subject, now: clock.now())
    return try await database.withIdempotency(key, at: act.now, retries: 3) { transaction in
      StoredAnswer(try await noteCall(act, call, in: transaction), status: .created)
    }
  }

  @Sendable private func closeReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let (act, form) = try await act(request, context, requiresMatch: true)
    let sent = FilledIn(form)
    return try await perform(act, request, context, form) { try await close($0, sent, in: $1) }
  }

  /// What every act on a review is asked with; its body may be left out.
  private func act(
    _ request: Request, _ context: RequestScope, requiresMatch: Bool = false
  ) async throws -> (ReviewAct, Form) {
    let manager = try context.require(.manager)
    let id = try context.id()
    let precondition = requiresMatch ? try request.requireIfMatch() : try request.ifMatch()
    let form = try await request.optionalForm(context)
    let act = ReviewAct(
      review: id, manager: manager.subject, precondition: precondition, now: clock.now())
    return (act, form)
  }

  /// Does something with a review, once a key.
  private func perform(
    _ act: ReviewAct, _ request: Request, _ context: RequestScope, _ form: Form,
    _ body: @Sendable (ReviewAct, Transaction) async throws -> ReviewRecord
  ) async throws -> Response {
    let key = try request.idempotencyKey(try context.require(.manager), form.digest)
    return try await database.withIdempotency(key, at: act.now, retries: 3) { transaction in
      let record = try await body(act, transaction)
      return StoredAnswer(record, etag: record.review.version)
    }
  }
}
