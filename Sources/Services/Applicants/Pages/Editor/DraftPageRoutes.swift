import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/tests/{id}/draft`: every change names the version of the draft at which it was begun, so that
  /// nobody writes over what somebody else has written meanwhile.
  func addDraftPages(to routes: PageRoutes) {
    routes.readingQuery.get("/tests/{id}/draft", for: .manager) { visit in
      let (id, texts) = (try visit.context.id(), visit.texts)
      try visit.query().finish()
      let test = try await find(HiringTest.self, id)
      let draft = try await findDraft(id)
      return visit.page(
        draft.view(of: id, texts), titleKey: "draft_title", ["name": test.name])
    }
    routes.get("/tests/{id}/draft/document", for: .manager, use: documentFile)
    routes.get("/tests/{id}/draft/head", for: .manager) { visit in
      let draft = try await findDraft(try visit.context.id())
      let isBegun = draft.json != .object([])
      return try headPage(
        visit, Sheet.head.typed(of: isBegun ? draft.json : JSONValue.usualHead),
        isBegun ? draft.mistakes : [], draft.version)
    }
    routes.post("/tests/{id}/draft/head", for: .manager, use: saveHead)
    routes.get("/tests/{id}/draft/import", for: .manager, use: importPage)
    routes.post("/tests/{id}/draft/import", for: .manager, use: importDocument)
  }

  /// - Parameters:
  ///   - mistakes: of the whole draft.
  ///   - version: of the draft that is written over.
  private func headPage(
    _ visit: Visit, _ typed: Typed, _ mistakes: [Mistake], _ version: Int64,
    isOvertaken: Bool = false
  ) throws -> Response {
    let (id, texts) = (try visit.context.id(), visit.texts)
    let own = mistakes.filter { !$0.pointer.isAt("/questions") }
    let sheet = Sheet.head.view(
      typed, own, detail: isOvertaken ? texts.text("overtaken_head") : nil,
      at: SheetPlace(
        action: .headPage(of: id), version: version, submit: texts.text("save"),
        back: .draftPage(of: id)), texts)
    let view = EditView(lead: texts.text("head_lead"), remark: nil, sheet: sheet)
    return visit.editPage(
      view, title: texts.text("head_title"),
      status: isOvertaken ? .preconditionFailed : .ok)
  }

  @Sendable private func saveHead(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let version = try visit.version(of: form)
    let typed = Sheet.head.typed(in: form)
    try form.finish()
    let draft = try await findDraft(id)
    do {
      guard draft.version == version else { throw Problem.preconditionFailed }
      let written = try await write(
        try Form(draft.json.withHead(typed)), to: id, if: .versions([version]), by: visit.caller)
      return visit.savedHead(of: id, in: written)
    } catch let problem as Problem where problem.status == .preconditionFailed {
      let current = try await findDraft(id)
      // Its button was pressed twice.
      if Sheet.head.json(typed) == Sheet.head.json(Sheet.head.typed(of: current.json)) {
        return visit.savedHead(of: id, in: current)
      }
      return try headPage(visit, typed, [], current.version, isOvertaken: true)
    }
  }

  // MARK: whole documents

  @Sendable private func documentFile(_ visit: Visit) async throws -> Response {
    let draft = try await findDraft(try visit.context.id())
    let document = (try? TestDocument(draft.json))?.json ?? draft.json
    return Response(
      status: .ok,
      headers: [
        .contentType: "application/json", .cacheControl: "no-store",
        .contentDisposition: "attachment; filename=\"test.json\"",
        .xContentTypeOptions: "nosniff",
      ], body: ResponseBody(byteBuffer: ByteBuffer(string: document.indented + "\n")))
  }

  @Sendable private func importPage(_ visit: Visit) async throws -> Response {
    let id = try visit.context.id()
    return importPage(visit, id, Typed(), [], try await findDraft(id).version)
  }

  private func importPage(
    _ visit: Visit, _ test: UUID, _ typed: Typed, _ mistakes: [Mistake], _ version: Int64,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let texts = visit.texts
    let sheet = Sheet.document.view(
      typed, mistakes,
      detail: status == .preconditionFailed ? texts.text("overtaken_import") : nil,
      at: SheetPlace(
        action: Address.draftPage(of: test).below("import"), version: version,
        submit: texts.text("import"), back: .draftPage(of: test)), texts)
    return visit.editPage(
      EditView(lead: texts.text("import_lead"), remark: nil, sheet: sheet),
      title: texts.text("import_title"), status: status)
  }

  @Sendable private func importDocument(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let version = try visit.version(of: form)
    let typed = Sheet.document.typed(in: form)
    try form.finish()
    do {
      let json = try Sheet.document.document(typed)
      try await write(try Form(json), to: id, if: .versions([version]), by: visit.caller)
      return visit.redirect(to: Address.draftPage(of: id).path, notice: "imported")
    } catch let problem as Problem
      where [.badRequest, .preconditionFailed].contains(problem.status)
    {
      let mistakes = problem.errors.map { Mistake("/document\($0.pointer)", $0.reason) }
      // What somebody else has written meanwhile is written over by who has been told of it only.
      let isLate = problem.status == .preconditionFailed
      let shown = try await isLate ? findDraft(id).version : version
      return importPage(visit, id, typed, mistakes, shown, status: problem.status)
    }
  }
}

extension Sheet {
  /// A whole document, as it was exported or written elsewhere.
  static let document = Sheet(fields: [SheetField("document", "document", .document)])

  /// What was typed into the field `document`.
  ///
  /// - Throws: 400 for what is no JSON, with line and column.
  func document(_ typed: Typed) throws(Problem) -> JSONValue {
    guard let field = fields.first(where: { $0.label.utf8.elementsEqual("document".utf8) }),
      !typed[field].isEmpty
    else { throw .badInput([Mistake("", .required)]) }
    let json = try JSONValue(ofFile: typed[field].utf8)
    guard case .object = json else { throw .badInput([Mistake("", .noObject)]) }
    return json
  }
}

extension Visit {
  /// Back to the draft, unless something is to be put right.
  fileprivate func savedHead(of test: UUID, in draft: TestDraft) -> Response {
    let isRight = draft.mistakes.allSatisfy { $0.pointer.isAt("/questions") }
    return isRight
      ? redirect(to: Address.draftPage(of: test).path, notice: "saved")
      : redirect(to: Address.headPage(of: test).path)
  }

  /// Of what the sheet was filled in for.
  func version(of form: Form) throws -> Int64 {
    _ = form.value("was")
    return Int64(form.int("version", 1...Int.max))
  }

  /// A page with a sheet: whether something in it is wrong is the first thing that its title says.
  func editPage(
    _ view: EditView, title: String, status: HTTPResponse.Status = .ok
  ) -> Response {
    sheetPage(view, view.sheet, title: title, status: status)
  }

  /// - Parameter sheet: the one that is on the page.
  func sheetPage(
    _ view: some PageData, _ sheet: SheetView, title: String,
    status: HTTPResponse.Status = .ok
  ) -> Response {
    let isMistaken = sheet.mistakes != nil
    var response = page(
      view, titleKey: isMistaken ? "mistaken_title" : "plain_title", ["title": title])
    response.status = status
    return response
  }
}
