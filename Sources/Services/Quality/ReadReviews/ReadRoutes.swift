import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension QualityModule {
  func addReadRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/reviews", use: listReviews)
    router.get("/api/reviews/{id}", use: showReview)
  }

  @Sendable private func listReviews(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let query = request.query()
    let filter = ReviewFilter(query, by: caller, at: clock.now())
    let limit = query.limit()
    let list = filter.isOfClosed ? "closed-reviews" : "reviews"
    let after = query.cursor(list, Date.self, UUID.self)
    try query.finish()
    let format = try ListFormat(of: request, mayBeCSV: true)
    // The one too many says that there is a next page.
    let asked = ReviewPage(filter: filter, after: after, limit: limit + 1)
    let page = Page(fetched: try await reviews(asked), limit: limit) {
      let place = asked.place(of: $0)
      return Cursor.encode(list, place.at, place.id)
    } item: {
      $0
    }
    guard format == .csv else { return json(page) }
    return csv(
      ReviewTable.columns, page.items.map(ReviewTable.cells), named: "reviews",
      next: page.nextCursor, for: request)
  }

  @Sendable private func showReview(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let view = try await view(of: try context.id())
    return json(view, etag: view.record.review.version)
  }
}
