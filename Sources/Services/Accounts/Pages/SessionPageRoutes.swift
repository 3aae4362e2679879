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
      try await desk.end(try visit.context.id(), of: .own(visit.caller))
      return visit.redirect(to: Address.sessions.path, notice: "session_ended")
    }
    routes.post("/sign-in/sessions/others/end") { visit, form in
      try form.finish()
      let ended = try await database.execute(
        EndOthers(caller: visit.caller, session: visit.session.session, now: clock.now()))
      AccountsMetrics.count(.endedByPerson, ended.count)
      return visit.redirect(to: Address.sessions.path, notice: "others_ended")
    }
  }

  @Sendable
  private func sessionsPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let found = try await desk.sessions(of: .own(visit.caller))
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
