import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension PackingModule {
  /// `/packages` and its buttons: the clerks' list, which managers read too, and to a worker the
  /// own packages.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try PackingPages.pages())
    let reading = routes.readingQuery
    reading.get(RouterPath(.packages), for: .clerk, .manager, .worker, use: packagesPage)
    reading.stream(
      RouterPath(.packagesStream), for: .clerk, .manager, .worker, use: streamPage)
    for step in PackageStep.allCases {
      routes.post(RouterPath(.packageButton(step, of: "{id}")), for: .clerk) { visit, form in
        try await press(step, visit, form)
      }
    }
  }

  /// What the cursors of the page belong to.
  private static let pages = "packages-page"

  @Sendable func packagesPage(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.packageViewer(.clerk, .manager, .worker)
    let query = visit.query()
    let after: (pickUpAt: Date, id: UUID)? = query.cursor(Self.pages, Date.self, UUID.self)
    let filter = try PackagesFilter(query, for: viewer)
    // Before the list is read: what changes in between comes through the stream as well.
    let since = try await feed.source.newest()
    let limit = configuration.pageLimit
    let wanted = filter.query(after: after, limit: limit + 1, recently: recently)
    let page = Page(fetched: try await packages(wanted, for: viewer), limit: limit) {
      Cursor.encode(Self.pages, $0.pickUpAt, $0.id)
    } item: {
      $0
    }
    let view = try await view(
      try await feed.source.details(page.items), visit, filter, next: page.nextCursor,
      since: after == nil ? since : nil)
    return visit.page(view, titleKey: viewer.role == .worker ? "own_packages" : "packages")
  }

  /// What was done since then can be taken back.
  var recently: Date { clock.now().addingTimeInterval(-configuration.takeBack) }

  /// a clerk's button.
  private func press(
    _ step: PackageStep, _ visit: Visit, _ form: Form
  ) async throws -> Response {
    let back = form.optionalText("back", 1...2048).flatMap(ReturnAddress.init)
    let takingBack = form.stepToTakeBack(step)
    try form.finish()
    let id = try visit.context.id()
    let act = PackageAct(
      package: id, clerk: visit.caller.subject, versions: nil, takingBack: takingBack,
      now: clock.now())
    let key = try visit.idempotencyKey(form, for: "\(step.rawValue):\(id.wire)")
    do {
      return try await database.withIdempotency(key, at: act.now) { transaction in
        _ = try await self.act(step, act, in: transaction)
        return visit.redirection(
          to: back?.path ?? Address.packages.path, notice: step.rawValue,
          at: "package-\(id.wire)")
      }
    } catch let problem as Problem {
      throw try await withLocalTimes(problem)
    }
  }

  /// The problem as a page tells it: until when something could be done, by the clock on the wall.
  private func withLocalTimes(_ problem: Problem) async throws -> Problem {
    guard let end = problem.members["closed_at"]?.string.flatMap(Timestamp.parse) else {
      return problem
    }
    var problem = problem
    let time = BusinessTime(database, zone: configuration.timeZone)
    problem.members["local_time"] = try await time.local([end])[end].map { .string($0.time) }
    return problem
  }
}
