import Contracts
import FoundationEssentials
public import Hummingbird
import Postgres
public import ServiceKit

extension Desk {
  /// What can be done on every desk, each on a page that says first what comes of it.
  public func addActs(to routes: PageRoutes) {
    addDecisions(to: routes)
    addSettling(to: routes)
  }

  /// The desk's first page: a part of what waits for somebody, or whom a search has found.
  @Sendable public func listPage(_ visit: Visit) async throws -> Response {
    let query = visit.query()
    let (sought, tab) = (query.search(), query.choice(Self.part, DeskPart.self))
    let part = tab ?? parts[0]
    if !parts.contains(part) {
      query.mistake(in: Self.part, .noChoice(of: parts.map(\.rawValue)))
    }
    if let sought { return try await found(sought, query, part, visit) }
    let place = query.place(in: "desk-\(side.rawValue)-\(part.rawValue)", limit: Self.pageSize)
    try query.finish()
    let rows = try await rows(of: part, at: place, visit)
    let address = ListAddress(address, query, Self.part)
    return try await page(
      rows.table, address, next: rows.next, part, visit,
      empty: EmptyState(
        visit.texts.text("desk_nothing_\(part.rawValue)"), hint: visit.texts.text("desk_nothing")))
  }

  /// Rows of a part, and the cursor of what comes after them.
  struct Rows {
    let table: DeskTable
    let next: String?
  }

  private func rows(
    of part: DeskPart, at place: ListPlace, _ visit: Visit
  ) async throws -> Rows {
    if let statuses = part.statuses { return try await unpaid(statuses, at: place, visit) }
    return switch part {
    case .corrections: try await corrections(at: place, visit)
    case .proposals: try await proposals(at: place, visit)
    case .differences: try await differences(at: place, visit)
    case .unknown, .unpaid, .overdue, .failed, .noAccount: try await unknown(at: place, visit)
    }
  }

  private func found(
    _ sought: String, _ query: QueryForm, _ part: DeskPart, _ visit: Visit
  ) async throws -> Response {
    let after = query.cursor("desk-\(side.rawValue)s", UUID.self)
    try query.finish()
    let people = try await database.read(
      SearchPeople(
        kind: side, pattern: LikePattern(sought), after: after, limit: Self.pageSize + 1))
    let page = Page(fetched: people, limit: Self.pageSize) {
      Cursor.encode("desk-\(side.rawValue)s", $0.id)
    } item: {
      $0
    }
    let table = DeskTable(
      [.text("desk_party"), .text("desk_email")],
      page.items.map { person in
        DeskTable.Row(
          DeskTable.Cell(person.name, to: self.page(of: person.id).path),
          [DeskTable.Cell(person.email)])
      }, visit.texts)
    return try await self.page(
      table, ListAddress(address, query, Self.part, "q"), next: page.nextCursor, nil, visit,
      empty: EmptyState(
        visit.texts.text("desk_found_nobody"), hint: visit.texts.text("desk_found_nobody_hint")))
  }

  /// - Parameter part: the one that is shown; nil: none.
  private func page(
    _ table: DeskTable, _ address: ListAddress, next: String?, _ part: DeskPart?, _ visit: Visit,
    empty: EmptyState
  ) async throws -> Response {
    let counts = try await database.read(CountDesk()).reduce(into: [:]) {
      $0[$1.what, default: 0] += $1.count
    }
    let tabs = parts.map { each in
      let counted = each.statuses?.map(\.rawValue) ?? [each.rawValue]
      return Tabs.Tab(
        visit.texts.text("desk_\(each.rawValue)"),
        count: Int(counted.reduce(0) { $0 + (counts[$1] ?? 0) }),
        path: self.part(each).path, isCurrent: each == part)
    }
    return visit.page(
      DeskListView(
        table: table,
        list: ListView(
          address, next: next, search: visit.search(visit.texts.text("desk_search")),
          tabs: Tabs(tabs), empty: empty)), titleKey: "desk")
  }
}
