import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/applications/{id}/attempts/{attempt}` and what it leads to.
  func addAttemptPages(to routes: PageRoutes) {
    routes.readingQuery.get(
      "/applications/{id}/attempts/{attempt}", for: .manager, use: attemptPage)
    routes.form(
      "/applications/{id}/attempts/{attempt}/score-again", for: .manager, show: scoreAgainPage
    ) { visit, form in
      let (view, page) = try await attempt(visit)
      let version = Int64(form.int("version", 1...Int.max))
      try form.finish()
      _ = try await scoreAgain(view.attempt.id, if: .versions([version]))
      return visit.redirect(to: page.path, notice: "score-again")
    }
  }

  /// - Throws: 404 unless it is one of the application's.
  private func attempt(_ visit: Visit) async throws -> (AttemptView, Address) {
    let application = try await findApplication(try visit.context.id())
    guard let id = UUID(uuidString: visit.context.parameters.get("attempt") ?? "") else {
      throw Problem.notFound
    }
    let view = try await database.withTransaction(.repeatableReadOnly) {
      try await $0.attemptView(id, by: configuration.top)
    }
    guard view.attempt.applicationID == application.id else { throw Problem.notFound }
    return (view, Address.page(ofAttempt: id, of: application.id))
  }

  @Sendable private func attemptPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let (view, page) = try await attempt(visit)
    let attempt = view.attempt
    let names = try await testNames(view.parts.map(\.test))
    let revisions = view.answers.values.flatMap { $0.map(\.savedAt) }
    let words = try await words(
      visit,
      [attempt.startedAt, attempt.deadlineAt, attempt.handedInAt, attempt.finishedAt] + revisions)
    return visit.page(
      AttemptPageView(
        mark: words.mark(attempt.status, isParked: attempt.isParked),
        facts: words.facts(attempt, view.standing),
        standing: view.standing.map(words.mark), warning: view.standing.flatMap(words.warning),
        failure: attempt.isParked
          ? .init(
            text: attempt.failure ?? words.text("not_scored"),
            path: page.below("score-again").path)
          : nil,
        characteristics: attempt.score.map(words.characteristics) ?? [],
        hasCharacteristics: attempt.score != nil,
        parts: view.parts.map { part in
          .init(
            title: words.text(
              "test_version",
              ["name": names[part.test] ?? part.test.wire, "number": "\(part.version)"]),
            questions: words.questions(of: part, in: view))
        }, back: Address.page(ofApplication: attempt.applicationID).path),
      titleKey: "title_attempt")
  }

  @Sendable private func scoreAgainPage(_ visit: Visit) async throws -> Response {
    let (view, page) = try await attempt(visit)
    return visit.page(
      ConfirmView(
        visit.texts.text("consequence_score-again"),
        visit.form(
          submit: visit.texts.text("act_score-again"), back: page.path,
          hidden: [("version", "\(view.attempt.version)")])),
      titleKey: "title_score-again")
  }
}

// An attempt in words.
extension PageWords {
  fileprivate func facts(_ attempt: Attempt, _ standing: StandingNow?) -> [ApplicationFact] {
    let told: [(String, String?)] = [
      ("started", time(attempt.startedAt)), ("deadline", time(attempt.deadlineAt)),
      ("limit", minutes(attempt.limitSeconds)),
      ("extra", attempt.extraSeconds == 0 ? nil : minutes(attempt.extraSeconds)),
      ("handed_in", attempt.handedInAt.map(time)),
      ("handed_in_by", attempt.handedInBy.map { text("closer_\($0.rawValue)") }),
      ("score", attempt.score.map { points($0.points, of: $0.maxPoints) }),
      ("place", standing.flatMap(place)), ("place_then", attempt.standing.flatMap(place)),
      ("code", attempt.score?.code),
    ]
    return told.compactMap { name, value in
      value.map { ApplicationFact(label: text("fact_\(name)"), value: $0) }
    }
  }

  fileprivate func characteristics(_ score: SetScore) -> [ApplicationFact] {
    zip(CharacteristicsCode.names, zip(score.characteristics, score.code)).map { name, value in
      ApplicationFact(
        label: text("characteristic_\(name)"), value: "\(value.0) · \(value.1)")
    }
  }

  fileprivate func questions(
    of part: StoredPart, in view: AttemptView
  ) -> [AttemptPageView.Question] {
    // Documents that cannot be read are why somebody looks at an attempt that cannot be scored.
    guard let part = try? part.read() else { return [] }
    return zip(part.paper.questions, part.scoring.questions).map { question, scored in
      let name = part.name(of: question.id)
      let revisions = view.answers[name] ?? []
      return AttemptPageView.Question(
        text: question.text[texts.language],
        answer: answer(revisions.last?.value, to: question),
        points: view.points[name].map { points($0, of: scored.rule.greatest) },
        remark: view.marks[name].flatMap(remark),
        revisions: revisions.dropLast().reversed().map {
          .init(time: time($0.savedAt), answer: answer($0.value, to: question))
        }, hasRevisions: revisions.count > 1)
    }
  }

  /// As it was given; options by what they say.
  private func answer(_ value: JSONValue?, to question: PaperQuestion) -> String {
    func option(_ id: String) -> String {
      question.options.first { $0.id == ExactText(id) }?.text[texts.language] ?? id
    }
    let given: String? =
      switch question.content {
      case .one: value?.string.map(option)
      case .several: value?.array?.compactMap { $0.string.map(option) }.joined(separator: " · ")
      case .number(let unit):
        value?.string.map { [$0, unit?[texts.language]].compactMap(\.self).joined(separator: " ") }
      case .text: value?.string
      }
    return given.flatMap { $0.isEmpty ? nil : $0 } ?? text("not_answered")
  }

  /// What a manager has said to an answer in words.
  private func remark(_ mark: Mark) -> String? {
    mark.markedBy.map { by in
      [mark.comment, "(\(manager(by)))"].compactMap(\.self).joined(separator: " ")
    }
  }
}
