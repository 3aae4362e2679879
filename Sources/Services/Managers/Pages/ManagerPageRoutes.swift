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
    routes.activations(below: "/managers/{id}") { visit in
      try await find(try visit.context.id())
    } change: { visit, sent in
      try await change(
        try visit.context.id(), if: .versions([sent.version]), ManagerChange(active: sent.active),
        sent.key
      ) { _ in sent.answer(leadingTo: .managerList) }
    }
  }

  /// What the forms of a manager hold.
  private static func form(_ texts: LocalTexts) -> PageForm {
    PageForm(
      .init("name"), .init("email", .email, refusedBy: [Problem.emailTaken.slug]),
      .init("language", .choice(Language.choices(texts))))
  }

  @Sendable private func listPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let page = try await database.page(of: Manager.self, query, item: \.self)
    return visit.page(
      ManagersView(
        managers: page.items.map { manager in
          ManagersView.Row(
            path: manager.page.path, name: manager.name, email: manager.email,
            mark: manager.mark(visit.texts))
        },
        list: visit.registerList(
          .managerList, query, next: page.nextCursor,
          way: (visit.texts.text("add"), Address.newManager.path))),
      titleKey: "managers")
  }

  @Sendable private func newPage(_ visit: Visit) -> Response {
    let form = visit.form(
      Self.form(visit.texts), submit: visit.texts.text("add"), back: Address.managerList.path)
    return visit.page(NewManagerView(form: form), titleKey: "add")
  }

  @Sendable private func managerPage(_ visit: Visit) async throws -> Response {
    let manager = try await find(try visit.context.id())
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
        act: manager.wayToActivation(visit.texts)),
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
}
