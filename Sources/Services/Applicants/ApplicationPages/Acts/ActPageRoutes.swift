import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  func addActPages(to routes: PageRoutes) {
    for act in ManagersAct.all {
      let path = act.path.joined(separator: "/")
      routes.form("/applications/{id}/\(path)", for: .manager) { visit in
        try await actPage(act, visit)
      } act: { visit, form in
        try await carryOut(visit, form, as: act.name) { act.read($0) }
      }
    }
    routes.get("/applications/{id}/reject", for: .manager, use: reasonsPage)
  }

  /// Does it, and shows the application; a second press does it once.
  ///
  /// - Parameter read: what the form asks for; nil after a mistake.
  func carryOut(
    _ visit: Visit, _ form: Form, as notice: String,
    _ read: (Form) async throws -> (any ApplicationAct)?
  ) async throws -> Response {
    let (id, now) = (try visit.context.id(), clock.now())
    let version = Int64(form.int("version", 1...Int.max))
    let manager = ActingManager(
      subject: visit.caller.subject, takesOver: form.optionalBool("take_over") ?? false, now: now)
    let act = try form.finish(try await read(form))
    let done = visit.redirection(
      to: Address.page(ofApplication: id).path, notice: notice)
    return try await perform(
      act, on: id, if: .versions([version]), by: manager, under: try visit.idempotencyKey(form)
    ) { _ in done }
  }

  private func actPage(_ act: ManagersAct, _ visit: Visit) async throws -> Response {
    let application = try await findApplication(try visit.context.id())
    let live = try await database.read(ListInvitations(application: application.id)).live
    let now = clock.now()
    // A form that was refused is shown with why it was.
    guard visit.request.method == .post || application.allows(act, live, at: now) else {
      throw Problem.wrongState(application)
    }
    let standing = act == .accept ? try await standing(of: application) : nil
    let goodUntil = now.addingDays(configuration.invitationDays)
    let again = now.addingDays(configuration.reapplyDays)
    let words = try await words(visit, [goodUntil, again])
    var consequences = [
      words.text(
        "consequence_\(act.name)",
        ["until": words.time(goodUntil), "again": words.time(again)])
    ]
    var warnings = [words.takingOver(application)].compactMap(\.self)
    switch act {
    case .invite where application.status != .new: consequences.append(words.text("invite_again"))
    case .accept:
      if let standing, !standing.isProposed {
        warnings.append(
          words.text("not_proposed", ["why": words.obstacles(standing).joined(separator: "; ")]))
        if let tie = words.warning(standing) { warnings.append(tie) }
      }
    default: break
    }
    var facts = try await facts(of: application, words)
    if act == .extraTime { facts += words.facts(ofTimeFor: application, live) }
    if case .reject(let reason) = act {
      facts.append(
        ApplicationFact(
          label: words.text("fact_reason"), value: words.text("reason_\(reason.rawValue)")))
    }
    if let standing { facts.append(contentsOf: words.facts(standing)) }
    return visit.page(
      ActView(
        facts: facts, consequences: consequences, warnings: warnings,
        form: visit.form(
          act.form, submit: words.text("act_\(act.name)"), isDangerous: act.isDangerous,
          back: Address.page(ofApplication: application.id).path,
          hidden: application.hidden(for: visit.caller.subject))),
      titleKey: "title_\(act.name)")
  }

  /// `/applications/{id}/reject`: the reason is chosen first, so that no form can lose it.
  @Sendable private func reasonsPage(_ visit: Visit) async throws -> Response {
    let application = try await findApplication(try visit.context.id())
    let words = try await words(visit)
    return visit.page(
      ChoiceView(
        facts: try await facts(of: application, words), question: words.text("which_reason"),
        choices: RejectionReason.allCases.map { reason in
          ChoiceView.Choice(
            path: Address.page(of: .reject(reason), on: application.id).path,
            text: words.text("reason_\(reason.rawValue)"))
        }, back: Address.page(ofApplication: application.id).path),
      titleKey: "title_reject")
  }

  /// What an act is about: whose application it is, and for what.
  func facts(
    of application: Application, _ words: PageWords
  ) async throws -> [ApplicationFact] {
    let vacancies = try await vacancyTitles([application.vacancyID], words.texts.language)
    return [
      ApplicationFact(
        label: words.text("fact_name"), value: words.name(application),
        path: Address.page(ofApplication: application.id).path),
      ApplicationFact(
        label: words.text("fact_vacancy"),
        value: vacancies[application.vacancyID] ?? ""),
    ]
  }
}

extension Application {
  /// What a form about it carries besides: of which version it is, and whether whoever has it is
  /// passed over, as the page has said.
  func hidden(for manager: ExactText) -> [(String, String)] {
    [("version", "\(version)")]
      + (heldBy.map { $0 != manager } == true ? [("take_over", "true")] : [])
  }
}

extension PageWords {
  /// That another manager has it, who has it no more then; nil: none has.
  func takingOver(_ application: Application) -> String? {
    application.heldBy.flatMap { holder in
      holder == reader ? nil : text("take_over", ["manager": manager(holder)])
    }
  }

  /// How much time there is, and what was said for more.
  func facts(
    ofTimeFor application: Application, _ live: InvitationRecord?
  ) -> [ApplicationFact] {
    [
      live.map {
        ApplicationFact(
          label: text("fact_limit"), value: minutes($0.limitSeconds + $0.extraSeconds))
      },
      application.asksTime.map { ApplicationFact(label: text("asks_time"), value: $0) },
    ].compactMap(\.self)
  }

  func facts(_ standing: StandingNow) -> [ApplicationFact] {
    [
      ApplicationFact(
        label: text("fact_score"), value: points(standing.points, of: standing.maxPoints)),
      ApplicationFact(
        label: text("fact_place"),
        value: place(standing) ?? obstacles(standing).joined(separator: "; ")),
    ]
  }
}
