import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension AccountsModule {
  /// Where somebody is signed in, for themselves.
  func addSessionPages(to routes: PageRoutes) {
    routes.readingQuery.get(RouterPath(Address.sessions), use: sessionsPage)
    routes.post("/sign-in/sessions/{id}/end") { visit, form in
      try form.finish()
      try await desk.end(
        try visit.context.id(), of: try await owner(visit), by: visit.caller.id)
      return visit.redirect(to: Address.sessions.path, notice: "session_ended")
    }
    routes.post("/sign-in/sessions/others/end") { visit, form in
      try form.finish()
      let ended = try await database.execute(
        EndOthers(
          owner: try await owner(visit), session: visit.session.session, now: clock.now()))
      AccountsMetrics.count(.endedByPerson, ended.count)
      return visit.redirect(to: Address.sessions.path, notice: "others_ended")
    }
  }

  /// Whoever the visitor is in them: who has got hold of a session may have chosen to be the other that
  /// its owner can be, or nobody yet.
  private func owner(_ visit: Visit) async throws -> Owner {
    var owner = Owner.own(visit.caller)
    if let present = try await database.readOne(FindSessionByID(id: visit.session.session)) {
      owner.user = (present.provider, present.providerSub)
    }
    return owner
  }

  @Sendable
  private func sessionsPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let found = try await desk.sessions(of: try await owner(visit))
    let times = try await BusinessTime(database, zone: configuration.timeZone)
      .local(found.flatMap { [$0.createdAt, $0.seenAt] })
    func words(_ instant: Date) -> String {
      times[instant].map { "\($0.shortDay(visit.texts)), \($0.time)" } ?? ""
    }
    let present = visit.session.session
    return visit.page(
      SessionsView(
        sessions: found.map { session in
          SessionsView.Row(
            browser: session.browser, roles: session.chosen?.words(visit.texts) ?? "",
            since: words(session.createdAt), seen: words(session.seenAt),
            end: Address.sessions.below(session.id.wire, "end").path,
            isPresent: session.id == present)
        }, others: Address.sessions.below("others", "end").path,
        hasOthers: found.contains { $0.id != present },
        canSwitch: found.contains { $0.id == present && $0.standings.count > 1 }),
      titleKey: "sessions")
  }
}

extension Address {
  /// Where somebody is signed in.
  static let sessions = Address("/sign-in/sessions")
}
