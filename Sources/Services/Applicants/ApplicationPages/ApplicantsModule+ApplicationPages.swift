import Contracts
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/applications` and what it leads to. What can be done there goes by the same functions as in
  /// REST.
  func addApplicationPages(to router: ServiceRouter) throws {
    let routes = router.pages(try ApplicationPages.pages())
    routes.list(RouterPath(.applicationPages), for: .manager, use: applicationsPage)
    addBulkPages(to: routes)
    addMarkingPages(to: routes)
    routes.readingQuery.get("/applications/{id}", for: .manager, use: applicationPage)
    routes.get("/applications/{id}/photo", for: .manager, use: applicationPhoto)
    addActPages(to: routes)
    addTestSetPage(to: routes)
    addLinkPages(to: routes)
    addAttemptPages(to: routes)
  }

  /// The statements of these pages alone.
  static let statementsOfApplicationPages: [any Statement.Type] = [
    CountOpenApplications.self, FindApplications.self, CountUnmarked.self, NameTests.self,
    NameTestsOnOffer.self, NameManagers.self, NameVacancies.self, NameLastVacancies.self,
  ]
}
