import Contracts
import Hummingbird
import Postgres
public import ServiceKit

extension QualityModule {
  /// The statements of these pages alone.
  static let statementsOfPages: [any Statement.Type] = [
    NameKnownManagers.self, FindWorkersPhone.self, TiedHypotheses.self,
  ]

  public static func pageLinks() throws -> [PageLink] {
    try ReviewPages.links() + HypothesisPages.links()
  }

  /// `/reviews` and what it leads to. What can be done there goes by the same functions as in REST.
  func addReviewPages(to router: ServiceRouter) throws {
    let routes = router.pages(try ReviewPages.pages())
    routes.list(RouterPath(.reviewPages), for: .manager, use: reviewsPage)
    routes.readingQuery.get(RouterPath(.reviewsFile), for: .manager, use: reviewsFile)
    addNamedReviewPage(to: routes)
    addReviewActPages(to: routes)
    routes.readingQuery.get("/reviews/{id}", for: .manager, use: reviewPage)
    routes.post("/reviews/{id}", for: .manager, use: saveReview)
  }
}
