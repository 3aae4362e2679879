import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addReadApplicationRoutes(to router: ServiceRouter) {
    router.readingQuery.get("/api/applications", use: listApplications)
    router.get("/api/applications/{id}", use: showApplication)
    router.readingQuery.get("/api/applications/{id}/history", use: showApplicationHistory)
  }

  @Sendable private func listApplications(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let caller = try context.require(.manager)
    let query = request.query()
    let filter = ApplicationFilter(query, by: caller, at: clock.now())
    let limit = query.limit()
    let after = query.cursor("hiring-applications", Int.self, Date.self, UUID.self)
    try query.finish()
    let format = try ListFormat(of: request, mayBeCSV: true)
    // The one too many says that there is a next page.
    let asked = ApplicationPage(filter: filter, after: after, limit: limit + 1)
    let page = Page(fetched: try await applications(asked), limit: limit) {
      let place = asked.place(of: $0)
      return Cursor.encode("hiring-applications", place.rank, place.at, place.id)
    } item: {
      $0
    }
    guard format == .csv else { return json(page) }
    return csv(
      ApplicationTable.columns, page.items.map(ApplicationTable.cells), named: "applications",
      next: page.nextCursor, for: request)
  }

  /// From how many points on somebody is proposed now, in all groups of whom something is to be
  /// decided; each list is asked for by it.
  func proposalThresholds() async throws -> ProposalThresholds {
    try await database.withTransaction(.readOnly) {
      try await $0.proposalThresholds(by: configuration.top)
    }
  }

  /// A page of a list, by what proposes somebody now.
  func applications(_ page: ApplicationPage) async throws -> [ApplicationLine] {
    var page = page
    page.filter.thresholds = try await proposalThresholds()
    if let pattern = page.filter.text {
      // Looking into texts may take long, so it has a connection to itself.
      return try await database.readAlone(SearchApplications(page: page, pattern: pattern))
    }
    return try await page.filter.isOfOneDecision
      ? database.read(ListDecided(page: page)) : database.read(ListApplications(page: page))
  }

  @Sendable private func showApplication(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let view = try await view(of: try await findApplication(try context.id()))
    return json(view, etag: view.application.version)
  }

  /// With all that belongs to it, read after it: whoever changes it by its version has then seen no
  /// less than that.
  func view(of application: Application) async throws -> ApplicationView {
    async let others = database.read(ListOtherApplications(application: application.id))
    let invitations = try await database.read(ListInvitations(application: application.id))
    let live = invitations.live
    var standing: StandingNow?
    if application.status == .tested, let live {
      standing = try await standings(of: [live.id])[live.id]
    }
    return ApplicationView(
      application: application, invitations: invitations, standing: standing,
      others: try await others)
  }

  @Sendable private func showApplicationHistory(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let after = query.cursor("application-history", Int64.self)
    try query.finish()
    let application = try await findApplication(try context.id())
    let entries = try await database.read(
      ListApplicationHistory(application: application.id, after: after ?? 0, limit: limit + 1))
    return json(
      Page(
        fetched: entries, limit: limit,
        cursor: { Cursor.encode("application-history", $0.version) }, item: { $0 }))
  }

  /// - Throws: 404 where there is none that a manager may know of: what nobody has confirmed may be
  ///   anybody's, and is dropped by itself.
  func findApplication(_ id: UUID) async throws -> Application {
    try await find(Application.self, id).shownToManagers()
  }
}

extension Application {
  /// - Throws: 404 for what nobody has confirmed.
  func shownToManagers() throws(Problem) -> Application {
    guard status != .unconfirmed else { throw .notFound }
    return self
  }
}
