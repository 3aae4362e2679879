import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/tests/{id}/versions/{number}`, and what is done with a version.
  func addVersionPages(to routes: PageRoutes) {
    let path = "/tests/{id}/versions/{number}"
    routes.readingQuery.get("\(path)", for: .manager, use: versionPage)
    let acts: [(String, Bool, @Sendable (inout TestVersion) throws -> Void)] = [
      ("default", false, TestVersion.makeDefault), ("retire", true, TestVersion.retire),
    ]
    for (act, isDangerous, change) in acts {
      routes.form("\(path)/\(act)", for: .manager) { visit in
        try await statePage(visit, act, isDangerous: isDangerous)
      } act: { visit, form in
        let place = try PublishedPlace(visit.context)
        let version = try visit.version(of: form)
        try form.finish()
        try await changeState(of: place, if: .versions([version]), change)
        return visit.redirect(to: place.page.path, notice: "version_\(act)")
      }
    }
    routes.get("\(path)/scorings/new", for: .manager) { visit in
      let published = try await find(try PublishedPlace(visit.context))
      let document = TestDocument(joining: published.paper, published.scoring)?.json ?? .null
      return scoringPage(
        visit, try PublishedPlace(visit.context), published.version.stateVersion,
        Sheet.scoring.typed(of: ["document": document]))
    }
    routes.post("\(path)/scorings/new", for: .manager, use: adoptScoring)
  }

  private static let scoringsShown = 200

  @Sendable private func versionPage(_ visit: Visit) async throws -> Response {
    let texts = visit.texts
    try visit.query().finish()
    let place = try PublishedPlace(visit.context)
    let published = try await find(place)
    let test = try await find(HiringTest.self, place.test)
    let scorings = try await database.read(
      ListScorings(place: place, before: nil, limit: Self.scoringsShown))
    let (version, page) = (published.version, place.page)
    let json = TestDocument(joining: published.paper, published.scoring)?.json ?? .null
    return visit.page(
      VersionView(
        mark: version.mark(texts),
        makeDefault: version.status == .live && !version.isDefault
          ? page.below("default").path : nil,
        retire: version.status == .live ? page.below("retire").path : nil,
        preview: page.below("preview").path, adopt: page.below("scorings", "new").path,
        back: Address.page(of: place.test).path, facts: Sheet.head.facts(of: json, texts),
        scorings: scorings.map { $0.view(inForce: version.scoring, texts) },
        questions: json.draftQuestions.enumerated().map { index, question in
          VersionView.Question(
            number: index + 1,
            text: question["text"]?[texts.language.rawValue]?.string ?? "",
            facts: QuestionSheet.showing(question).sheet.sheet.facts(of: question, texts))
        }),
      titleKey: "version_title", ["name": test.name, "number": "\(version.number)"])
  }

  private func statePage(
    _ visit: Visit, _ act: String, isDangerous: Bool
  ) async throws -> Response {
    let (place, texts) = (try PublishedPlace(visit.context), visit.texts)
    let version = try await find(place).version
    let form = visit.form(
      submit: texts.text("do_\(act)"), isDangerous: isDangerous, back: place.page.path,
      hidden: [("version", "\(version.stateVersion)")])
    return visit.page(
      ConfirmView(texts.text("\(act)_consequence", ["number": "\(place.number)"]), form),
      titleKey: "\(act)_title", ["number": "\(place.number)"])
  }

  private func scoringPage(
    _ visit: Visit, _ place: PublishedPlace, _ version: Int64, _ typed: Typed,
    _ mistakes: [Mistake] = [], status: HTTPResponse.Status = .ok
  ) -> Response {
    let (texts, page) = (visit.texts, place.page)
    let view = Sheet.scoring.view(
      typed, mistakes,
      detail: status == .preconditionFailed ? texts.text("overtaken_scoring") : nil,
      at: SheetPlace(
        action: page.below("scorings", "new"), version: version,
        submit: texts.text("adopt"), back: page), texts)
    return visit.editPage(
      EditView(lead: texts.text("adopt_lead"), remark: nil, sheet: view),
      title: texts.text("adopt_title"), status: status)
  }

  @Sendable private func adoptScoring(_ visit: Visit, _ form: Form) async throws -> Response {
    let place = try PublishedPlace(visit.context)
    let version = try visit.version(of: form)
    let typed = Sheet.scoring.typed(in: form)
    try form.finish()
    do {
      // What is no JSON is a text, which is no document either.
      let sent = try Form(Sheet.scoring.json(typed))
      let document = sent.testDocument("document")
      let note = sent.text("note", ScoringRecord.noteLength)
      try sent.finish()
      guard let document else { throw Problem.internalError(cause: "no document, no mistake") }
      return try await adopt(
        document, note: note, of: place, if: .versions([version]), by: visit.caller,
        try visit.idempotencyKey(form)
      ) { _ in visit.redirection(to: place.page.path, notice: "adopted") }
    } catch let problem as Problem
      where problem.status == .preconditionFailed || !problem.errors.isEmpty
    {
      let isLate = problem.status == .preconditionFailed
      let shown = try await isLate ? find(place).version.stateVersion : version
      return scoringPage(
        visit, place, shown, typed, problem.errors, status: problem.status)
    }
  }
}

extension Sheet {
  /// Another scoring of a version, as a whole document whose paper stays as it is.
  fileprivate static let scoring = Sheet(fields: [
    SheetField("note", "note"), SheetField("document", "document", .document),
  ])
}

extension PublishedPlace {
  var page: Address { .versionPage(Int(number), of: test) }
}

extension ScoringRecord {
  fileprivate func view(inForce: Int, _ texts: LocalTexts) -> VersionView.Scoring {
    VersionView.Scoring(
      name: texts.text("scoring", ["number": "\(number)"]),
      inForce: number == inForce ? StatusMark(.done, texts.text("scoring_in_force")) : nil,
      points: texts.text("points_count", ["count": "\(maxPoints)"]),
      note: note ?? texts.text("scoring_first"), made: texts.time(createdAt))
  }
}
