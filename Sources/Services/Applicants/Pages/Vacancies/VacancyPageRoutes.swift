import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

/// The list of vacancies.
struct VacanciesView: PageData {
  static let template = "vacancies"

  let vacancies: [Row]
  let list: ListView

  struct Row {
    let path: String
    let title: String
    let tests: String
    let mark: StatusMark
  }

  static var example: VacanciesView {
    VacanciesView(
      vacancies: [
        Row(path: "/applications/vacancies/1", title: "Helper", tests: "1 test", mark: .example)
      ], list: .example)
  }
}

extension ApplicantsModule {
  /// `/applications/vacancies`. What can be done there goes by the same functions as in REST.
  func addVacancyPages(to routes: PageRoutes) {
    routes.list(RouterPath(.vacancyPages), for: .manager, use: vacanciesPage)
    routes.get(RouterPath(.newVacancyPage), for: .manager) { visit in
      let sheet = Sheet.vacancy(try await testsToName())
      return vacancyPage(visit, nil, sheet, sheet.typed(of: ["open": true]))
    }
    routes.post(RouterPath(.newVacancyPage), for: .manager, use: enterVacancy)
    routes.get("/applications/vacancies/{id}", for: .manager) { visit in
      let vacancy = try await find(Vacancy.self, try visit.context.id())
      let sheet = Sheet.vacancy(try await testsToName(besides: vacancy.tests))
      return vacancyPage(visit, vacancy, sheet, sheet.typed(of: vacancy.json))
    }
    routes.post("/applications/vacancies/{id}", for: .manager, use: saveVacancy)
  }

  private static let vacanciesAPage = 50

  @Sendable private func vacanciesPage(_ visit: Visit) async throws -> Response {
    let (query, texts) = (visit.query(), visit.texts)
    let after = query.cursor("vacancy-pages", UUID.self)
    try query.finish()
    let rows = try await database.read(
      ListVacancies(isOpen: nil, after: after, limit: Self.vacanciesAPage + 1))
    let page = Page(
      fetched: rows, limit: Self.vacanciesAPage,
      cursor: { Cursor.encode("vacancy-pages", $0.id) }, item: { $0.view(texts) })
    return visit.page(
      VacanciesView(
        vacancies: page.items,
        list: ListView(
          ListAddress(.vacancyPages, query), next: page.nextCursor,
          empty: EmptyState(
            texts.text("no_vacancies"), hint: texts.text("no_vacancies_hint"),
            way: (texts.text("enter_vacancy"), Address.newVacancyPage.path)))),
      titleKey: "vacancies")
  }

  /// - Parameter vacancy: that is written over; nil: a new one is entered.
  private func vacancyPage(
    _ visit: Visit, _ vacancy: Vacancy?, _ sheet: Sheet, _ typed: Typed,
    _ mistakes: [Mistake] = [], status: HTTPResponse.Status = .ok
  ) -> Response {
    let texts = visit.texts
    let address = vacancy.map { Address.page(ofVacancy: $0.id) } ?? .newVacancyPage
    let view = sheet.view(
      typed, mistakes,
      detail: status == .preconditionFailed ? texts.text("overtaken_vacancy") : nil,
      at: SheetPlace(
        action: address, version: vacancy?.version ?? 1, submit: texts.text("save"),
        back: .vacancyPages), texts)
    return visit.editPage(
      EditView(lead: texts.text("vacancy_lead"), remark: nil, sheet: view),
      title: texts.text(vacancy == nil ? "enter_vacancy" : "vacancy"), status: status)
  }

  @Sendable private func enterVacancy(_ visit: Visit, _ form: Form) async throws -> Response {
    _ = try visit.version(of: form)
    let sheet = Sheet.vacancy(try await testsToName())
    let sent = sheet.vacancy(sheet.typed(in: form))
    try form.finish()
    do {
      return try await enter(
        try Form(sent), try visit.idempotencyKey(form), at: clock.now()
      ) { _ in visit.redirection(to: Address.vacancyPages.path, notice: "vacancy_entered") }
    } catch let problem as Problem where problem.status == .badRequest {
      return vacancyPage(
        visit, nil, sheet, sheet.typed(of: sent), problem.errors, status: problem.status)
    }
  }

  @Sendable private func saveVacancy(_ visit: Visit, _ form: Form) async throws -> Response {
    let vacancy = try await find(Vacancy.self, try visit.context.id())
    let version = try visit.version(of: form)
    let sheet = Sheet.vacancy(try await testsToName(besides: vacancy.tests))
    let sent = sheet.vacancy(sheet.typed(in: form))
    try form.finish()
    do {
      // One that was archived since stays as long as nobody chooses others.
      let isSame = sent["tests"] == vacancy.json["tests"]
      try await change(
        vacancy.id, if: .versions([version]), try Form(isSame ? sent.removing(["tests"]) : sent))
      return visit.redirect(to: Address.vacancyPages.path, notice: "vacancy_saved")
    } catch let problem as Problem
      where [.badRequest, .preconditionFailed].contains(problem.status)
    {
      var shown = vacancy
      // What somebody else has written meanwhile is written over by who has been told of it only.
      if problem.status == .preconditionFailed {
        shown = try await find(Vacancy.self, vacancy.id)
      } else {
        shown.version = version
      }
      return vacancyPage(
        visit, shown, sheet, sheet.typed(of: sent), problem.errors, status: problem.status)
    }
  }

  /// Tests that a vacancy may name.
  ///
  /// - Parameter tests: those that it names, although they may be archived by now.
  private func testsToName(besides tests: [UUID] = []) async throws -> [SheetName] {
    let offered = try await testsOnOffer()
    let others = Set(tests).subtracting(offered.map(\.id))
    let named = try await testNames(Array(others)).sorted { $0.key < $1.key }
    return (offered + named.map { ($0.key, $0.value) }).map { id, name in
      SheetName(value: ExactText(id.wire), name: ExactText(name))
    }
  }
}

extension Vacancy {
  fileprivate func view(_ texts: LocalTexts) -> VacanciesView.Row {
    let title = texts.language == .russian ? self.texts.ru.title : self.texts.en.title
    return VacanciesView.Row(
      path: Address.page(ofVacancy: id).path, title: title,
      tests: texts.text("tests_count", ["count": "\(tests.count)"]),
      mark: isOpen
        ? StatusMark(.done, texts.text("vacancy_open"))
        : StatusMark(.cancelled, texts.text("vacancy_closed")))
  }
}
