import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  func addHypothesisRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/hypotheses", use: listHypotheses)
    router.post("/api/hypotheses", use: proposeHypothesis)
    router.get("/api/hypotheses/{id}", use: showHypothesis)
    router.patch("/api/hypotheses/{id}", use: changeHypothesis)
    router.readingQuery.get("/api/hypotheses/{id}/history", use: showHypothesisHistory)
    try addHypothesisPages(to: router)
  }

  @Sendable private func listHypotheses(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let query = request.query()
    let filter = HypothesisFilter(query, by: caller)
    let limit = query.limit()
    let before = query.cursor(HypothesisPage.list, Int64.self)
    try query.finish()
    let format = try ListFormat(of: request, mayBeCSV: true)
    let found = try await hypotheses(
      HypothesisPage(filter: filter, before: before, limit: limit + 1))
    let page = Page(
      fetched: found, limit: limit, cursor: { Cursor.encode(HypothesisPage.list, $0.number) },
      item: { $0 })
    guard format == .csv else { return json(page) }
    return csv(
      HypothesisTable.columns, page.items.map(HypothesisTable.cells), named: "hypotheses",
      next: page.nextCursor, for: request)
  }

  @Sendable private func proposeHypothesis(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let form = try await request.form(context)
    let key = try request.idempotencyKey(caller, form.digest)
    return try await propose(form, by: caller.subject, key, at: clock.now()) { hypothesis in
      StoredAnswer(
        hypothesis, status: .created, etag: hypothesis.version,
        location: Address.hypothesis(hypothesis.id).path)
    }
  }

  @Sendable private func showHypothesis(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let hypothesis = try await findHypothesis(try context.id())
    return json(hypothesis, etag: hypothesis.version)
  }

  @Sendable private func changeHypothesis(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let id = try context.id()
    let precondition = try request.requireIfMatch()
    return try await change(
      id, if: precondition, try await request.form(context), by: caller.subject, at: clock.now()
    ) { StoredAnswer($0, etag: $0.version) }
  }

  @Sendable private func showHypothesisHistory(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let after = query.cursor(ListHypothesisHistory.list, Int64.self)
    try query.finish()
    let hypothesis = try await findHypothesis(try context.id())
    let entries = try await database.read(
      ListHypothesisHistory(hypothesis: hypothesis.id, after: after ?? 0, limit: limit + 1))
    return json(
      Page(
        fetched: entries, limit: limit,
        cursor: { Cursor.encode(ListHypothesisHistory.list, $0.version) }, item: { $0 }))
  }
}
