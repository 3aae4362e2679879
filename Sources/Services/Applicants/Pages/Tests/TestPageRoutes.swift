import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ApplicantsModule {
  /// `/tests` and what it leads to. What can be done there goes by the same functions as in REST.
  func addPages(to router: ServiceRouter) throws {
    let pages = try HiringPages.pages()
    let routes = router.pages(pages)
    addTestPages(to: routes)
    addDraftPages(to: routes)
    addQuestionPages(to: routes)
    addPublishPage(to: routes)
    addVersionPages(to: routes)
    addScoringPages(to: routes)
    addPreviewPages(to: routes, pages.texts)
    addVacancyPages(to: routes)
  }

  private func addTestPages(to routes: PageRoutes) {
    routes.list(RouterPath(.testPages), for: .manager, use: testsPage)
    routes.form(RouterPath(.newTestPage), for: .manager, show: newTestPage) { visit, form in
      let now = clock.now()
      let test = try HiringTest(form, id: .v7(at: now))
      return try await begin(test, by: visit.caller, try visit.idempotencyKey(form), at: now) {
        visit.redirection(to: Address.page(of: test.id).path, notice: "begun")
      }
    }
    routes.readingQuery.form("/tests/{id}", for: .manager, show: testPage, act: renameTest)
    for archived in [true, false] {
      let act = archived ? "archive" : "restore"
      routes.form("/tests/{id}/\(act)", for: .manager) { visit in
        try await archivePage(visit, act)
      } act: { visit, form in
        try form.finish()
        let id = try visit.context.id()
        var change = HiringTestChange()
        change.edit { $0.isArchived = archived }
        try await self.change(id, if: .none, change)
        return visit.redirect(to: Address.page(of: id).path, notice: "\(act)d")
      }
    }
  }

  private static let nameForm = PageForm(.init("name", refusedBy: [Problem.nameTaken.slug]))
  /// Each is read whole.
  private static let testsAPage = 20
  private static let versionsShown = 200

  @Sendable private func testsPage(_ visit: Visit) async throws -> Response {
    let (query, texts) = (visit.query(), visit.texts)
    let isArchived = query.bool("archived") ?? false
    let after = query.cursor("test-pages", UUID.self)
    try query.finish()
    let rows = try await database.read(
      ListTestRows(isArchived: isArchived, after: after, limit: Self.testsAPage + 1))
    let page = Page(
      fetched: rows, limit: Self.testsAPage,
      cursor: { Cursor.encode("test-pages", $0.test.id) }, item: { $0.view(texts) })
    let address = ListAddress(.testPages, QueryForm(query: nil))
    let tabs = [false, true].map { archived in
      Tabs.Tab(
        texts.text(archived ? "tab_archived" : "tab_in_use"), count: nil,
        path: address.with("archived", archived ? "true" : nil).path,
        isCurrent: archived == isArchived)
    }
    return visit.page(
      TestsView(
        tests: page.items,
        list: ListView(
          ListAddress(.testPages, query, "archived"), next: page.nextCursor, tabs: Tabs(tabs),
          empty: EmptyState(
            texts.text(isArchived ? "none_archived" : "no_tests"),
            hint: texts.text(isArchived ? "none_archived_hint" : "no_tests_hint")))),
      titleKey: "tests")
  }

  @Sendable private func newTestPage(_ visit: Visit) -> Response {
    let form = visit.form(
      Self.nameForm, submit: visit.texts.text("begin"), back: Address.testPages.path)
    return visit.page(NewTestView(form: form), titleKey: "begin")
  }

  @Sendable private func testPage(_ visit: Visit) async throws -> Response {
    let texts = visit.texts
    try visit.query().finish()
    let test = try await find(HiringTest.self, try visit.context.id())
    let draft = try await findDraft(test.id)
    let versions = try await database.read(
      ListVersions(test: test.id, before: nil, limit: Self.versionsShown))
    let words = try await words(visit, versions.map(\.publishedAt))
    let page = Address.page(of: test.id)
    let act = test.isArchived ? "restore" : "archive"
    let form = visit.form(
      Self.nameForm, submit: texts.text("rename"), back: Address.testPages.path,
      values: ["name": test.name], hidden: [("version", "\(test.version)")])
    return visit.page(
      TestView(
        mark: test.mark(texts), draft: draft.mark(texts),
        draftPage: Address.draftPage(of: test.id).path,
        publish: draft.mistakes.isEmpty
          ? Address.draftPage(of: test.id).below("publish").path : nil,
        versions: versions.map { $0.view(words) }, hasVersions: !versions.isEmpty,
        overtaken: visit.isOvertaken ? texts.text("renamed", ["name": test.name]) : nil,
        form: form, act: page.below(act).path, actLabel: texts.text(act)),
      titleKey: "test_title", ["name": test.name])
  }

  @Sendable private func renameTest(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let version = Int64(form.int("version", 1...Int.max))
    let name = form.text("name", HiringTest.nameLength)
    try form.finish()
    var change = HiringTestChange()
    change.edit { $0.name = name }
    try await self.change(id, if: .versions([version]), change)
    return visit.redirect(to: Address.page(of: id).path, notice: "renamed")
  }

  private func archivePage(_ visit: Visit, _ act: String) async throws -> Response {
    let test = try await find(HiringTest.self, try visit.context.id())
    let form = visit.form(
      submit: visit.texts.text(act), isDangerous: !test.isArchived,
      back: Address.page(of: test.id).path)
    return visit.page(
      ConfirmView(visit.texts.text("\(act)_consequence", ["name": test.name]), form),
      titleKey: "\(act)_title")
  }
}

extension TestRow {
  fileprivate func view(_ texts: LocalTexts) -> TestsView.Row {
    TestsView.Row(
      path: Address.page(of: test.id).path, name: test.name,
      version: defaultNumber.map { texts.text("version", ["number": "\($0)"]) }
        ?? texts.text("no_version"),
      mark: draft.mark(texts))
  }
}

extension TestVersion {
  fileprivate func view(_ words: PageWords) -> TestView.Row {
    TestView.Row(
      path: Address.versionPage(number, of: test).path,
      name: words.text("version", ["number": "\(number)"]), mark: mark(words.texts),
      extent: extent(words.texts), published: words.time(publishedAt))
  }
}
