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
        try form.finish()
        return try await change(
          try visit.context.id(), if: .none, ManagerChange(active: active),
          try visit.idempotencyKey(form)
        ) { _ in visit.redirection(to: Address.managerList.path, notice: "\(act)d") }
      }
    }
  }

  /// What the forms of a manager hold.
  private static let form = PageForm(
    .init("name"), .init("email", .email, refusedBy: [Problem.emailTaken.slug]))

  @Sendable private func listPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let page = try await database.page(of: Manager.self, query, item: \.self)
    return visit.page(
      ManagersView(
        managers: page.items.map { manager in
          ManagersView.Row(
            path: Address.page(of: manager).path, name: manager.name, email: manager.email,
            mark: manager.mark(visit.texts))
        },
        list: ListView(
          ListAddress(.managerList, query, "q", "active", "limit"), next: page.nextCursor,
          search: visit.search(visit.texts.text("search")),
          empty: EmptyState(
            visit.texts.text("nobody"), hint: visit.texts.text("nobody_hint"),
            way: (visit.texts.text("add"), Address.newManager.path)))),
      titleKey: "managers")
  }

  @Sendable private func newPage(_ visit: Visit) -> Response {
    let form = visit.form(
      Self.form, submit: visit.texts.text("add"), back: Address.managerList.path)
    return visit.page(NewManagerView(form: form), titleKey: "add")
  }

  @Sendable private func managerPage(_ visit: Visit) async throws -> Response {
    let manager = try await find(try visit.context.id())
    let act = manager.active ? "deactivate" : "activate"
    let form = visit.form(
      Self.form, submit: visit.texts.text("save"), back: Address.managerList.path,
      values: ["name": manager.name, "email": manager.email],
      hidden: [("version", "\(manager.version)")])
    let overtaken =
      visit.isOvertaken
      ? visit.texts.text("overtaken", ["name": manager.name, "email": manager.email]) : nil
    return visit.page(
      ManagerView(
        mark: manager.mark(visit.texts), overtaken: overtaken, form: form,
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
      submit: visit.texts.text(act), isDangerous: isDangerous, back: Address.page(of: manager).path)
    return visit.page(
      ConfirmView(visit.texts.text("\(act)_consequence", ["name": manager.name]), form),
      titleKey: "\(act)_title")
  }
}
