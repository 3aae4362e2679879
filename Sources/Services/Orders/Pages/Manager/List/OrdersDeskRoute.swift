import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  private static let desk = "orders-desk"
  private static let ordersAPage = 50
  /// As many lines one file has; the text `as_csv` says so.
  private static let mostInFile = 10_000

  /// `/admin/orders`: everybody's orders, the latest first.
  @Sendable func ordersDesk(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let query = visit.query()
    let filter = DeskFilter(query)
    let after: (scheduledAt: Date, id: UUID)? = query.cursor(Self.desk, Date.self, UUID.self)
    try query.finish()
    let span = try await span(of: filter)
    let isLive = after == nil && filter.isAtHand
    let seen = isLive ? try await fingerprint(filter, span) : nil
    let shown = try await shown(filter, span, after: after, for: viewer)
    return visit.page(
      try await view(of: shown, filter, visit, seen: seen), titleKey: "desk_orders")
  }

  /// `/admin/orders/stream`: the list's first page, whenever it changes.
  @Sendable func ordersDeskStream(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let query = visit.query()
    let filter = DeskFilter(query)
    guard filter.isAtHand else { throw Problem.notFound }
    let span = try await span(of: filter)
    return try await follow(visit, query) {
      try await fingerprint(filter, span)
    } regions: {
      let shown = try await shown(filter, span, for: viewer)
      return visit.fragment(try await view(of: shown, filter, visit))
    }
  }

  /// `/admin/orders/file`: the same list for a table, from its start; `Link` leads to what one file
  /// does not hold.
  @Sendable func ordersFile(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let query = visit.query()
    let filter = DeskFilter(query)
    let after: (scheduledAt: Date, id: UUID)? = query.cursor(Self.desk, Date.self, UUID.self)
    try query.finish()
    let page = try await page(
      filter, try await span(of: filter), after: after, for: viewer, atMost: Self.mostInFile,
      at: clock.now())
    return csv(
      OrderTable.columns, page.items.map(OrderTable.cells), named: "orders",
      next: page.nextCursor, for: visit.request)
  }

  private func shown(
    _ filter: DeskFilter, _ span: Span?, after: (scheduledAt: Date, id: UUID)? = nil,
    for viewer: Viewer
  ) async throws -> DeskOrders {
    let now = clock.now()
    let page = try await page(
      filter, span, after: after, for: viewer, atMost: Self.ordersAPage, at: now)
    return DeskOrders(page: page, overdue: try await countOverdue(at: now), at: now)
  }

  /// Of the list's first page, and of how many orders are overdue.
  private func fingerprint(_ filter: DeskFilter, _ span: Span?) async throws -> Int64 {
    let now = clock.now()
    let wanted = filter.query(
      span, overdueEnd: overdueEnd(at: now), after: nil, limit: Self.ordersAPage + 1)
    let orders = try await fingerprint(of: wanted.managersScope, wanted)
    return orders ^ Int64(try await countOverdue(at: now))
  }

  private func fingerprint<Scope: ManagersScope>(
    of _: Scope.Type, _ query: OrderQuery
  ) async throws -> Int64 {
    try await database.readOne(FingerprintOfOrders<Scope>(query: query)) ?? 0
  }

  private func countOverdue(at now: Date) async throws -> Int {
    try await database.readOne(CountOverdue(end: overdueEnd(at: now))) ?? 0
  }

  /// - Parameter seen: what the list's stream is told that the page shows; nil: there is no stream.
  private func view(
    of shown: DeskOrders, _ filter: DeskFilter, _ visit: Visit, seen: Int64? = nil
  ) async throws -> OrdersDeskView {
    let page = shown.page
    let query = visit.query()
    let words = try await words(visit, page.items.map(\.scheduledAt), at: shown.at)
    let address = ListAddress(
      .managersOrders, query, "status", "open", "overdue", "from", "to", "worker", "client", "q")
    let stream = seen.map {
      address.at(.managersOrdersStream).with(Fingerprint.parameter, String($0)).path
    }
    return OrdersDeskView(
      list: ListView(
        address, next: page.nextCursor, search: visit.search(words.text("desk_search")),
        tabs: words.tabs(filter, address, overdue: shown.overdue),
        live: LiveMark(asOf: words.clock(shown.at), visit.texts, stream: stream),
        empty: EmptyState(words.text("desk_empty"), hint: words.text("desk_empty_hint")),
        isBackwards: true),
      filter: words.filter(filter, visit),
      only: try await only(filter, address, page.items, words), rows: page.items.map(words.deskRow),
      csv: page.items.isEmpty ? nil : address.at(.managersOrdersFile).with("cursor", nil).path)
  }

  private func page(
    _ filter: DeskFilter, _ span: Span?, after: (scheduledAt: Date, id: UUID)?,
    for viewer: Viewer, atMost limit: Int, at now: Date
  ) async throws -> Page<Order> {
    let wanted = filter.query(
      span, overdueEnd: overdueEnd(at: now), after: after, limit: limit + 1)
    return Page(fetched: try await orders(wanted, for: viewer), limit: limit) {
      Cursor.encode(Self.desk, $0.scheduledAt, $0.id)
    } item: {
      $0
    }
  }

  private func span(of filter: DeskFilter) async throws -> Span? {
    guard filter.first != nil || filter.last != nil else { return nil }
    return try await database.readOne(
      ReadDays(first: filter.first, last: filter.last, zone: configuration.timeZone))
  }

  private func overdueEnd(at now: Date) -> Date {
    now.addingTimeInterval(-configuration.durations.reportRemind)
  }

  /// Whose orders the list has alone, and what can be done about all of them.
  private func only(
    _ filter: DeskFilter, _ address: ListAddress, _ shown: [Order], _ words: OrderWords
  ) async throws -> OrdersDeskView.Only? {
    let everybody = address.with("worker", nil).with("client", nil).path
    if let worker = filter.worker.id {
      let open = filter.isOpenOfWorker ? try await openOrders(of: worker) : []
      return OrdersDeskView.Only(
        text: words.text("desk_only_worker", ["name": try await workerName(worker, shown)]),
        everybody: everybody,
        failAll: open.isEmpty
          ? nil
          : .init(
            path: "\(Address.failOpenPage.path)?worker=\(worker.wire)",
            text: words.text("desk_fail_all", ["count": "\(open.count)"])))
    }
    guard let client = filter.client.id else { return nil }
    return OrdersDeskView.Only(
      text: words.text("desk_only_client", ["name": try await clientName(client, shown)]),
      everybody: everybody, failAll: nil)
  }

  private func workerName(_ id: UUID, _ shown: [Order]) async throws -> String {
    if let order = shown.first { return order.workerName }
    return try await database.readOne(NameWorker(id: id)) ?? id.wire
  }

  private func clientName(_ id: UUID, _ shown: [Order]) async throws -> String {
    if let order = shown.first { return order.clientName }
    return try await database.readOne(NameClient(id: id)) ?? id.wire
  }

  func openOrders(of worker: UUID) async throws -> [Order] {
    try await database.read(ListOpenOrdersOfWorker(workerID: worker))
  }
}

/// The orders that a page of the list shows, and how many are overdue at all.
private struct DeskOrders: Sendable {
  let page: Page<Order>
  let overdue: Int
  let at: Date
}
