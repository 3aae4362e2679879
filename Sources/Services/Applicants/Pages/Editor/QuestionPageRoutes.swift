import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/tests/{id}/draft/questions/{number}`: one question of a draft. One more than there are is
  /// where another one is written.
  func addQuestionPages(to routes: PageRoutes) {
    routes.readingQuery.get(
      "/tests/{id}/draft/questions/{number}", for: .manager, use: questionPage)
    routes.post("/tests/{id}/draft/questions/{number}", for: .manager, use: saveQuestion)
    routes.post("/tests/{id}/draft/questions/{number}/move", for: .manager, use: moveQuestion)
    routes.form("/tests/{id}/draft/questions/{number}/delete", for: .manager) { visit in
      let place = try QuestionPlace(visit)
      let draft = try await findDraft(place.test)
      let question = try place.question(in: draft.json)
      let form = visit.form(
        submit: visit.texts.text("delete"), isDangerous: true,
        back: Address.draftPage(of: place.test).path, hidden: [("version", "\(draft.version)")])
      return visit.page(
        ConfirmView(
          visit.texts.text("delete_consequence", ["name": question["id"]?.string ?? "?"]), form),
        titleKey: "delete_title", ["number": "\(place.number)"])
    } act: { visit, form in
      try await edit(visit, form, notice: "deleted") { $0.removingQuestion(at: $1.index) }
    }
  }

  @Sendable private func questionPage(_ visit: Visit) async throws -> Response {
    let place = try QuestionPlace(visit)
    let query = visit.query()
    let kind = query.choice("kind", QuestionKind.self) ?? .one
    try query.finish()
    let draft = try await findDraft(place.test)
    guard place.index < draft.json.draftQuestions.count else {
      guard place.index == draft.json.draftQuestions.count else { throw Problem.notFound }
      var typed = Typed()
      typed[QuestionSheet.kindField] = kind.rawValue
      return questionPage(visit, place, QuestionSheet(kind, rows: 0), typed, draft)
    }
    let question = try place.question(in: draft.json)
    let (sheet, typed) = QuestionSheet.showing(question)
    return questionPage(
      visit, place, sheet, typed, draft, draft.mistakes.below("/questions/\(place.index)"),
      was: question["id"]?.string)
  }

  private func questionPage(
    _ visit: Visit, _ place: QuestionPlace, _ sheet: QuestionSheet, _ typed: Typed,
    _ draft: TestDraft, _ mistakes: [Mistake] = [], was: String? = nil, detail: String? = nil
  ) -> Response {
    let texts = visit.texts
    let view = sheet.sheet.view(
      typed, mistakes, detail: detail,
      at: SheetPlace(
        action: place.page, version: draft.version, was: was ?? "", submit: texts.text("save"),
        back: .draftPage(of: place.test)), texts)
    return visit.editPage(
      EditView(
        lead: texts.text("question_lead"),
        remark: mistakes.isEmpty ? nil : texts.text("question_is_kept"), sheet: view),
      title: texts.text("question_number", ["number": "\(place.number)"]),
      status: detail == nil ? .ok : .preconditionFailed)
  }

  /// Whatever was typed is kept in the draft, mistakes and all: then they are shown, each at its
  /// field.
  @Sendable private func saveQuestion(_ visit: Visit, _ form: Form) async throws -> Response {
    let place = try QuestionPlace(visit)
    let was = form.value("was")?.string
    let version = try visit.version(of: form)
    let (sheet, typed) = QuestionSheet.typed(in: form)
    try form.finish()
    let question = sheet.question(typed)
    let draft = try await findDraft(place.test)
    do {
      guard draft.version == version else { throw Problem.preconditionFailed }
      let written = try await write(
        try Form(draft.json.placingQuestion(question, at: place.index)), to: place.test,
        if: .versions([version]), by: visit.caller)
      return visit.saved(place, in: written)
    } catch let problem as Problem where problem.status == .preconditionFailed {
      let current = try await findDraft(place.test)
      // Its button was pressed twice.
      if current.json.hasQuestion(question, at: place.index) {
        return visit.saved(place, in: current)
      }
      let now = place.found(was, in: current.json)
      let isThere = now.index < current.json.draftQuestions.count
      let key = was == nil ? "overtaken_new" : isThere ? "overtaken" : "overtaken_gone"
      return questionPage(
        visit, now, sheet, typed, current, was: was,
        detail: visit.texts.text(key, ["number": "\(now.number)"]))
    }
  }

  @Sendable private func moveQuestion(_ visit: Visit, _ form: Form) async throws -> Response {
    let isUp = form.choice("to", Direction.self) == .up
    return try await edit(visit, form, notice: "moved") { json, place in
      json.swappingQuestions(place.index, place.index + (isUp ? -1 : 1))
    }
  }

  /// Where a question is moved.
  private enum Direction: String, CaseIterable { case up, down }

  /// Changes the draft at which a button stood, and only that one.
  private func edit(
    _ visit: Visit, _ form: Form, notice: String,
    _ change: (JSONValue, QuestionPlace) -> JSONValue
  ) async throws -> Response {
    let place = try QuestionPlace(visit)
    let version = try visit.version(of: form)
    try form.finish()
    let draft = try await findDraft(place.test)
    let page = Address.draftPage(of: place.test).path
    do {
      guard draft.version == version else { throw Problem.preconditionFailed }
      try await write(
        try Form(change(draft.json, place)), to: place.test, if: .versions([version]),
        by: visit.caller)
      return visit.redirect(to: page, notice: notice)
    } catch let problem as Problem where problem.status == .preconditionFailed {
      return visit.redirect(to: page, notice: "overtaken")
    }
  }
}

extension Visit {
  /// Back to the draft, unless something is to be put right.
  fileprivate func saved(_ place: QuestionPlace, in draft: TestDraft) -> Response {
    guard draft.mistakes.below("/questions/\(place.index)").isEmpty else {
      return redirect(to: place.page.path)
    }
    return redirect(
      to: Address.draftPage(of: place.test).path, notice: "saved", at: "question-\(place.number)")
  }
}

extension JSONValue {
  /// Whether a draft says the same of a question, in whatever order.
  fileprivate func hasQuestion(_ question: JSONValue, at index: Int) -> Bool {
    guard draftQuestions.indices.contains(index) else { return false }
    let (sheet, typed) = QuestionSheet.showing(draftQuestions[index])
    return sheet.question(typed) == question
  }
}

/// Which question of a draft a path names.
struct QuestionPlace: Sendable {
  let test: UUID
  /// From 0.
  let index: Int

  var number: Int { index + 1 }
  var page: Address { .questionPage(number, of: test) }

  /// - Throws: 404 for what can be no question.
  init(_ visit: Visit) throws {
    test = try visit.context.id()
    index = Int(try visit.context.number("number")) - 1
  }

  private init(test: UUID, index: Int) {
    self.test = test
    self.index = index
  }

  /// - Throws: 404 where there is none.
  func question(in draft: JSONValue) throws -> JSONValue {
    guard draft.draftQuestions.indices.contains(index) else { throw Problem.notFound }
    return draft.draftQuestions[index]
  }

  /// Where a question is by now; where another one is written, if it is nowhere.
  ///
  /// - Parameter id: what it was called when it was read; nil: it is new.
  func found(_ id: String?, in draft: JSONValue) -> QuestionPlace {
    let id = id.map { ExactText($0) }
    let index = draft.draftQuestions.firstIndex { question in
      id != nil && question["id"]?.string.map { ExactText($0) } == id
    }
    return QuestionPlace(test: test, index: index ?? draft.draftQuestions.count)
  }
}

extension QuestionSheet {
  /// What was sent. Its kind is the one that was chosen, which has other fields than the sheet that
  /// was shown, perhaps.
  fileprivate static func typed(in form: Form) -> (sheet: QuestionSheet, typed: Typed) {
    let kind = form.choice(kindField.name, QuestionKind.self) ?? .one
    for other in QuestionKind.allCases { _ = QuestionSheet(other).sheet.typed(in: form) }
    let sheet = QuestionSheet(kind)
    return (sheet, sheet.sheet.typed(in: form))
  }
}
