import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension ManagersModule {
  /// `/managers` and what it leads to. What can be done there goes by the same functions as in REST.
  func addPages(to router: ServiceRouter) throws {
    let routes = router.pages(try ManagerPages.pages())
    routes.list(RouterPath(.managerList), for: .manager, use: listPage)
    routes.form(RouterPath(.newManager), for: .manager, show: newPage) { visit, form in
      let now = clock.now()
      let entry = try ManagerEntry(form, id: .v7(at: now))
      let key = try visit.idempotencyKey(form)
      return try await register(entry, key, at: now) { _ in
        visit.redirection(to: Address.managerList.path, notice: "added")
      }
    }
    routes.form("/managers/{id}", for: .manager, show: managerPage, act: saveManager)
    for active in [true, false] {
      let act = active ? "activate" : "deactivate"
      routes.form("/managers/{id}/\(act)", for: .manager) { visit in
        try await confirmPage(visit, act: act, isDangerous: !active)
      } act: { visit, form in
        let version = Int64(form.int("version", 1...Int.max))
        try form.finish()
        return try await change(
          try visit.context.id(), if: .versions([version]), ManagerChange(active: active),
          try visit.idempotencyKey(form)
        ) { _ in visit.redirection(to: Address.managerList.path, notice: "\(act)d") }
      }
    }
  }

  /// What the forms of a manager hold.
  private static func form(_ texts: LocalTexts) -> PageForm {
    let languages = [
      Choice("", texts.text("language_untold")), Choice("en", "English"), Choice("ru", "Русский"),
    ]
    return PageForm(
      .init("name"), .init("email", .email, refusedBy: [Problem.emailTaken.slug]),
      .init("language", .choice(languages)))
  }

  @Sendable private func listPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let page = try await database.page(of: Manager.self, query, item: \.self)
    let address = ListAddress(.managerList, query, "q", "active", "limit")
    return visit.page(
      ManagersView(
        managers: page.items.map { manager in
          ManagersView.Row(
            path: Address.page(of: manager).path, name: manager.name, email: manager.email,
            mark: manager.mark(visit.texts))
        },
        list: ListView(
          address, next: page.nextCursor, search: visit.search(visit.texts.text("search")),
          tabs: Manager.tabs(address, query.sent("active"), visit.texts),
          empty: EmptyState(
            visit.texts.text("nobody"), hint: visit.texts.text("nobody_hint"),
            way: (visit.texts.text("add"), Address.newManager.path)))),
      titleKey: "managers")
  }

  @Sendable private func newPage(_ visit: Visit) -> Response {
    let form = visit.form(
      Self.form(visit.texts), submit: visit.texts.text("add"), back: Address.managerList.path)
    return visit.page(NewManagerView(form: form), titleKey: "add")
  }

  @Sendable private func managerPage(_ visit: Visit) async throws -> Response {
    let manager = try await find(try visit.context.id())
    let act = manager.active ? "deactivate" : "activate"
    let form = visit.form(
      Self.form(visit.texts), submit: visit.texts.text("save"), back: Address.managerList.path,
      values: [
        "name": manager.name, "email": manager.email,
        "language": manager.language?.rawValue ?? "",
      ],
      hidden: visit.hidden(version: manager.version))
    return visit.page(
      ManagerView(
        mark: manager.mark(visit.texts), overtaken: manager.overtaken(visit), form: form,
        act: Address.page(of: manager).below(act).path,
        actLabel: visit.texts.text(act)),
      titleKey: "manager")
  }

  @Sendable private func saveManager(_ visit: Visit, _ form: Form) async throws -> Response {
    let id = try visit.context.id()
    let version = Int64(form.int("version", 1...Int.max))
    let entry = try ManagerEntry(form, id: id)
    return try await change(
      id, if: .versions([version]), ManagerChange(to: entry), try visit.idempotencyKey(form)
    ) { _ in visit.redirection(to: Address.managerList.path, notice: "saved") }
  }

  private func confirmPage(
    _ visit: Visit, act: String, isDangerous: Bool
  ) async throws -> Response {
    let manager = try await find(try visit.context.id())
    let form = visit.form(
      submit: visit.texts.text(act), isDangerous: isDangerous, back: Address.page(of: manager).path,
      hidden: visit.hidden(version: manager.version))
    return visit.page(
      ConfirmView(visit.texts.text("\(act)_consequence", ["name": manager.name]), form),
      titleKey: "\(act)_title")
  }
}
