import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  func addDrawRoutes(to router: ServiceRouter) throws {
    router.post("/api/reviews/sample", use: drawReviews)
    router.readingQuery.get("/api/reviews/draws", use: listDraws)
    router.get("/api/reviews/draws/{id}", use: showDraw)
    router.readingQuery.get("/api/reviews/draws/{id}/population", use: showDrawPopulation)
    try addDrawPages(to: router)
  }

  @Sendable private func drawReviews(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let form = try await request.form(context)
    let terms = DrawTerms(form)
    try form.finish()
    let key = try request.requireIdempotencyKey(caller, form.digest)
    return try await draw(terms, by: caller.subject, key, at: clock.now()) { draw in
      StoredAnswer(draw, status: .created, location: Address.draw(draw.id).path)
    }
  }

  @Sendable private func listDraws(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let before = query.cursor(ListDraws.list, UUID.self)
    try query.finish()
    let draws = try await database.read(ListDraws(before: before, limit: limit + 1))
    return json(
      Page(
        fetched: draws, limit: limit, cursor: { Cursor.encode(ListDraws.list, $0.id) }, item: { $0 }
      ))
  }

  @Sendable private func showDraw(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    return json(try await findDraw(try context.id()))
  }

  @Sendable private func showDrawPopulation(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let group = query.uuid("group")
    try query.finish()
    return try await population(of: try context.id(), group: group)
  }
}
