import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// what can be ordered, for the managers who say it.
extension OrdersModule {
  private static let typesAPage = 50
  private static let typesList = "service-type-pages"

  func addServiceTypePages(to routes: PageRoutes) {
    routes.readingQuery.get(
      RouterPath(.managersServiceTypes), for: .manager, use: serviceTypesPage)
    routes.form(RouterPath(.newServiceType), for: .manager) { visit in
      let type = ServiceType(id: .zero, name: "", durationMinutes: 0, version: 0)
      return visit.page(ServiceTypeView(form(of: type, visit)), titleKey: "type_new")
    } act: { visit, form in
      let now = clock.now()
      let nothing = ServiceType(id: .v7(at: now), name: "", durationMinutes: 0, version: 0)
      let type = try ServiceTypeEntry.change(form).applied(to: nothing)
      let key = try visit.requireIdempotencyKey(form)
      return try await add(type, key, at: now) { _ in
        visit.redirection(to: Address.managersServiceTypes.path, notice: "type_added")
      }
    }
    routes.form("/admin/service-types/{id}", for: .manager, show: typePage, act: saveType)
  }

  @Sendable private func serviceTypesPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let after: (name: String, id: UUID)? = query.cursor(Self.typesList, String.self, UUID.self)
    try query.finish()
    let types = try await database.read(
      ListServiceTypes(isActive: nil, after: after, limit: Self.typesAPage + 1))
    let page = Page(fetched: types, limit: Self.typesAPage) {
      Cursor.encode(Self.typesList, $0.name, $0.id)
    } item: {
      $0
    }
    let texts = visit.texts
    return visit.page(
      ServiceTypesView(
        list: ListView(
          ListAddress(.managersServiceTypes, query), next: page.nextCursor,
          empty: EmptyState(
            texts.text("types_empty"), hint: texts.text("types_empty_hint"),
            way: (texts.text("type_new"), Address.newServiceType.path))),
        types: page.items.map { type in
          ServiceTypesView.Row(
            path: Address.page(ofServiceType: type.id).path, name: type.name,
            minutes: "\(type.durationMinutes)", mark: type.mark(texts))
        }),
      titleKey: "desk_service_types")
  }

  @Sendable private func typePage(_ visit: Visit) async throws -> Response {
    let type = try await serviceType(try visit.context.id())
    let form = form(of: type, visit)
    return visit.page(
      ServiceTypeView(form, overtaken: visit.isOvertaken ? overtaken(by: type, form, visit) : nil),
      titleKey: "type_title")
  }

  @Sendable private func saveType(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    let change = try ServiceTypeEntry.change(form)
    return try await self.change(
      try visit.context.id(), if: .versions([version]), change, try visit.idempotencyKey(form),
      at: clock.now()
    ) { _ in visit.redirection(to: Address.managersServiceTypes.path, notice: "type_saved") }
  }

  private func form(of type: ServiceType, _ visit: Visit) -> FormView {
    visit.form(
      ServiceTypeEntry.form,
      submit: visit.texts.text(visit.isOvertaken ? "type_save_mine" : "type_save"),
      back: Address.managersServiceTypes.path, values: ServiceTypeEntry.values(of: type),
      hidden: type.version > 0 ? visit.hidden(version: type.version) : [])
  }

  /// Both versions side by side, where they differ.
  private func overtaken(
    by type: ServiceType, _ form: FormView, _ visit: Visit
  ) -> ServiceTypeView.Overtaken {
    let theirs = ServiceTypeEntry.values(of: type)
    let names =
      ["name", "about", "active"] + ServiceTypeEntry.numbers + ["packing_list"]
      + ServiceTypeEntry.weights
    return ServiceTypeView.Overtaken(
      fields: names.compactMap { name in
        let mine = form.field(name)?.value ?? ""
        let saved = theirs[name] ?? ""
        guard ExactText(mine.lined) != ExactText(saved) else { return nil }
        return .init(
          label: visit.texts.text("field_\(name)"), mine: visit.texts.shown(mine, of: name),
          theirs: visit.texts.shown(saved, of: name))
      })
  }
}

extension ServiceType {
  fileprivate func mark(_ texts: LocalTexts) -> StatusMark {
    isActive
      ? StatusMark(.done, texts.text("type_active"))
      : StatusMark(.cancelled, texts.text("type_inactive"))
  }
}

extension LocalTexts {
  /// What a field holds, to be read.
  fileprivate func shown(_ value: String, of name: String) -> String {
    guard ExactText(name) == ExactText("active") else { return value.isEmpty ? "–" : value }
    return text(value.isEmpty ? "type_inactive" : "type_active")
  }
}

extension String {
  /// Browsers send the ends of lines as CR LF.
  fileprivate var lined: String { replacing("\r\n", with: "\n") }
}
