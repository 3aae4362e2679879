import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

/// What a button of the page of another scoring does; without one it tries.
private enum ScoringWay: String, CaseIterable {
  case trial, adopt
}

extension ApplicantsModule {
  /// `/tests/{id}/versions/{number}/scorings/new`: another scoring is written, tried on attempts
  /// that have finished, and put in force.
  func addScoringPages(to routes: PageRoutes) {
    let path = "/tests/{id}/versions/{number}/scorings/new"
    routes.get("\(path)", for: .manager) { visit in
      let place = try PublishedPlace(visit.context)
      let published = try await find(place)
      return scoringPage(
        visit, place, published.version.stateVersion,
        Sheet.scoring.typed(of: ["document": published.document]))
    }
    routes.post("\(path)", for: .manager, use: takeScoring)
  }

  private func scoringPage(
    _ visit: Visit, _ place: PublishedPlace, _ version: Int64, _ typed: Typed,
    _ mistakes: [Mistake] = [], tried: DryRunView? = nil, status: HTTPResponse.Status = .ok
  ) -> Response {
    let (texts, page) = (visit.texts, place.page)
    let sheet = Sheet.scoring.view(
      typed, mistakes,
      detail: status == .preconditionFailed ? texts.text("overtaken_scoring") : nil,
      at: SheetPlace(
        action: page.below("scorings", "new"), version: version,
        submit: texts.text("try_scoring"), back: page), texts)
    return visit.sheetPage(
      ScoringView(tried: tried, sheet: sheet), sheet, title: texts.text("adopt_title"),
      status: status)
  }

  @Sendable private func takeScoring(_ visit: Visit, _ form: Form) async throws -> Response {
    let place = try PublishedPlace(visit.context)
    let version = try visit.version(of: form)
    let isTrial = (form.optionalChoice("go", ScoringWay.self) ?? .trial) == .trial
    let typed = Sheet.scoring.typed(in: form)
    try form.finish()
    do {
      let sent = try Form(Sheet.scoring.json(typed))
      let document = sent.scoring(typed)
      let note =
        isTrial
        ? sent.optionalText("note", ScoringRecord.noteLength) ?? ""
        : sent.text("note", ScoringRecord.noteLength)
      let isForUndecided = sent.optionalBool("undecided") ?? false
      let scoring = try sent.finish(document)
      if isTrial {
        let published = try await find(place)
        let view = try await view(of: dryRun(of: scoring, on: published), published, visit.texts)
        return scoringPage(visit, place, version, typed, tried: view)
      }
      return try await adopt(
        scoring, note: note, of: place, forUndecided: isForUndecided, if: .versions([version]),
        by: visit.caller, try visit.idempotencyKey(form)
      ) {
        visit.redirection(
          to: place.page.path, notice: $0.scoredAgain > 0 ? "adopted_again" : "adopted")
      }
    } catch let problem as Problem
      where problem.status == .preconditionFailed || !problem.errors.isEmpty
    {
      let isLate = problem.status == .preconditionFailed
      let shown = try await isLate ? find(place).version.stateVersion : version
      return scoringPage(
        visit, place, shown, typed, problem.errors, status: problem.status)
    }
  }

  /// - Throws: what reading the names of those who would come in or go throws.
  private func view(
    of run: DryRun, _ published: PublishedTest, _ texts: LocalTexts
  ) async throws -> DryRunView {
    let (entering, leaving) = (
      run.places(proposedBy: run.new, notBy: run.old),
      run.places(proposedBy: run.old, notBy: run.new)
    )
    let named = (entering.prefix(DryRunView.most) + leaving.prefix(DryRunView.most))
      .map { run.attempts[$0].application }
    let applications = try await database.read(FindApplications(ids: named))
    let names = applications.reduce(into: [UUID: String]()) { $0[$1.id] = $1.details?.name }
    return DryRunView(
      run, of: published.paper, entering: entering, leaving: leaving, names: names, texts)
  }
}

extension Sheet {
  /// Another scoring of a version, as a whole document whose paper stays as it is.
  fileprivate static let scoring = Sheet(fields: [
    SheetField("document", "document", .document), SheetField("note", "note"),
    SheetField("undecided", "undecided", .flag),
  ])
}

extension Form {
  /// The field `document`; of what was typed and is no JSON it is said where.
  fileprivate func scoring(_ typed: Typed) -> TestDocument? {
    do throws(Problem) {
      _ = try Sheet.scoring.document(typed)
    } catch {
      _ = value("document")
      for each in error.errors { mistake(at: "/document\(each.pointer)", each.reason) }
      return nil
    }
    return testDocument("document")
  }
}
