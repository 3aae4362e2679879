import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension AccountsModule {
  /// `/sign-in` and what it leads to, for whoever comes.
  func addSignInPages(to routes: PublicPageRoutes) {
    routes.get("/sign-in", refused: failed, use: begin)
    routes.get("/sign-in/{provider}", refused: failed, use: beginThere)
    routes.get("/sign-in/callback", refused: failed, use: takeAnswer)
    routes.get("/sign-in/{provider}/callback", refused: failed, use: takeAnswer)
    routes.get("/sign-in/signed-out", use: signedOut)
    routes.get("/sign-in/switch", use: chooseAgain)
    routes.form("/sign-in/switch", atMost: 8_192, show: chooseAgain, act: choose)
  }

  /// What somebody sees who is not signed in: what happened, in words, and how to go on.
  @Sendable
  private func failed(_ visit: PublicVisit) -> Response {
    guard let problem = visit.problem else { return visit.page(FailedView(), titleKey: "") }
    let texts = visit.texts
    let members = problem.members.compactMapValues(\.string)
    let reason = members[Problem.reason]
    let provider = members[Problem.provider] ?? ""
    let known = members[Problem.address].map {
      texts.text("known_as", ["provider": provider, "address": $0])
    }
    let again = members[FailedView.again] ?? Address.signIn.path
    var view = FailedView(again: again)
    // By what went wrong, else by its kind: a database may be away here as anywhere.
    let keys = ["problem_\(problem.slug)", "problem_\(problem.status.code)"]
    view.detail =
      texts.find("problem_\(problem.slug)_\(reason ?? "")")
      ?? keys.compactMap { texts.find($0 + "_detail") }.first
      ?? (problem.status == .serviceUnavailable ? texts.find("problem_retry") : nil)
    view.known = known
    view.why = reason.flatMap { texts.find("stranger_\($0)") }
    if view.why != nil { view.other = again + "&prompt=select_account" }
    let title = keys.first { texts.find($0) != nil } ?? "not_signed_in"
    return visit.page(view, titleKey: title, isTranslated: false)
  }

  /// `GET /sign-in/switch`: whom to be, for who may be several.
  @Sendable
  private func chooseAgain(_ visit: PublicVisit) async throws -> Response {
    guard let session = try await liveSession(visit.request, at: clock.now()) else {
      return .going(to: Address.signIn.path + queryString([("return", visit.goal)]))
    }
    return visit.page(
      SwitchView(
        choices: session.standings.enumerated().map { number, standing in
          SwitchView.Choice(
            number: "\(number)", label: standing.words(visit.texts),
            isPresent: standing == session.chosen)
        }, returning: visit.goal), titleKey: "switch", isTranslated: false)
  }

  /// `POST /sign-in/switch`. Browsers send the session's cookie with posts of this site alone, and a
  /// session of nobody yet has no key for forms.
  @Sendable
  private func choose(_ visit: PublicVisit, _ form: Form) async throws -> Response {
    try CrossSiteCheck.check(visit.request)
    let number = form.int("standing", 0...9)
    let goal = form.optionalText("return", 1...2048).flatMap(ReturnAddress.init)?.path
    try form.finish()
    let now = clock.now()
    guard let session = try await liveSession(visit.request, at: now) else {
      return .going(to: Address.signIn.path)
    }
    guard session.standings.indices.contains(number) else { throw Problem.notFound }
    let chosen = try await choose(session.standings[number], in: session)
    return try await goingOn(chosen, to: goal ?? Address.home.path, at: now)
  }

  /// - Throws: 403 `standing-over`.
  private func choose(_ standing: Standing, in session: Session) async throws -> Session {
    if standing == session.chosen { return session }
    return try await database.withTransaction { transaction in
      let known = try await transaction.execute(LockPersons(standpoints: standing.standpoints))
      guard known.allSatisfy({ $0.isActive || $0.role == .client }) else {
        throw Problem.standingOver
      }
      try await transaction.execute(ChooseStanding(id: session.id, standing: standing))
      guard let chosen = try await transaction.one(FindSessionByID(id: session.id)),
        chosen.endedAt == nil
      else { throw Problem.sessionNotYours }
      return chosen
    }
  }
}

struct FindSessionByID: Statement {
  static let sql = """
    select \(Session.columns)
    from   accounts.session
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Session { try Session(row: &row) }
}

extension Standing {
  var standpoints: [Standpoint] {
    allRoles.map { Standpoint(role: $0, subject: subject) }
  }

  /// What they are as that one, such as "worker".
  func words(_ texts: LocalTexts) -> String {
    allRoles.map { texts.text("role_\($0.rawValue)") }.sorted().joined(separator: ", ")
  }
}
