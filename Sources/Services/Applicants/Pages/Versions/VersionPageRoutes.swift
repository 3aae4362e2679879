import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/tests/{id}/versions/{number}`, by the scoring in force or, with `?scoring=`, another one; and
  /// what is done with a version.
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
  }

  private static let scoringsShown = 200

  @Sendable private func versionPage(_ visit: Visit) async throws -> Response {
    let (query, texts) = (visit.query(), visit.texts)
    let number = query.int("scoring", ScoringRecord.numbers)
    try query.finish()
    let place = try PublishedPlace(visit.context)
    let published = try await find(place, scoring: number)
    let (version, page, json) = (published.version, place.page, published.document)
    let shown = number ?? version.scoring
    let test = try await find(HiringTest.self, place.test)
    let scorings = try await database.read(
      ListScorings(place: place, before: nil, limit: Self.scoringsShown))
    let statistics = try await statistics(of: published, by: shown)
    let words = try await words(visit, scorings.map(\.createdAt))
    return visit.page(
      VersionView(
        mark: version.mark(texts),
        makeDefault: version.status == .live && !version.isDefault
          ? page.below("default").path : nil,
        retire: version.status == .live ? page.below("retire").path : nil,
        preview: page.below("preview").path, adopt: page.below("scorings", "new").path,
        back: Address.page(of: place.test).path,
        remark: shown == version.scoring
          ? nil
          : texts.text(
            "scoring_shown", ["shown": "\(shown)", "in_force": "\(version.scoring)"]),
        facts: Sheet.head.facts(of: json, texts),
        scorings: scorings.map { $0.view(of: version, shown: shown, words) },
        statistics: statistics.view(of: published.paper, texts),
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
}

extension PublishedPlace {
  var page: Address { .versionPage(Int(number), of: test) }
}

extension ScoringRecord {
  /// - Parameter shown: the number of the one by which the page is made.
  fileprivate func view(
    of version: TestVersion, shown: Int, _ words: PageWords
  ) -> VersionView.Scoring {
    VersionView.Scoring(
      name: words.text("scoring", ["number": "\(number)"]),
      path: number == shown ? nil : "\(version.place.page.path)?scoring=\(number)",
      inForce: number == version.scoring
        ? StatusMark(.done, words.text("scoring_in_force")) : nil,
      points: words.text("points_count", ["count": "\(maxPoints)"]),
      note: note ?? words.text("scoring_first"), made: words.time(createdAt))
  }
}
