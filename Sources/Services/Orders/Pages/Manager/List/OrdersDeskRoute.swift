import Contracts
import Crypto
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
    let shown = try await shown(filter, after: after, for: viewer)
    return visit.page(
      try await view(of: shown, filter, visit, isLive: after == nil && filter.isAtHand),
      titleKey: "desk_orders",
      scripts: Visit.live)
  }

  /// `/admin/orders/stream`: the list's first page, whenever it changes.
  @Sendable func ordersDeskStream(_ visit: Visit) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let query = visit.query()
    let filter = DeskFilter(query)
    return try await follow(visit, query) {
      try await shown(filter, for: viewer).fingerprint
    } regions: {
      let shown = try await shown(filter, for: viewer)
      return visit.fragment(try await view(of: shown, filter, visit, isLive: false))
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
      filter, after: after, for: viewer, atMost: Self.mostInFile, at: clock.now())
    return csv(
      OrderTable.columns, page.items.map(OrderTable.cells), named: "orders",
      next: page.nextCursor, for: visit.request)
  }

  private func shown(
    _ filter: DeskFilter, after: (scheduledAt: Date, id: UUID)? = nil, for viewer: Viewer
  ) async throws -> DeskOrders {
    let now = clock.now()
    let page = try await page(filter, after: after, for: viewer, atMost: Self.ordersAPage, at: now)
    let overdue = try await database.readOne(CountOverdue(end: overdueEnd(at: now)))
    return DeskOrders(page: page, overdue: overdue ?? 0, at: now)
  }

  /// - Parameter isLive: whether it says where its stream is.
  private func view(
    of shown: DeskOrders, _ filter: DeskFilter, _ visit: Visit, isLive: Bool
  ) async throws -> OrdersDeskView {
    let page = shown.page
    let query = visit.query()
    let words = try await words(visit, page.items.map(\.scheduledAt), at: shown.at)
    let address = ListAddress(
      .managersOrders, query, "status", "open", "overdue", "from", "to", "worker", "client", "q")
    let stream = address.at(.managersOrdersStream)
      .with(Fingerprint.parameter, String(shown.fingerprint)).path
    return OrdersDeskView(
      list: ListView(
        address, next: page.nextCursor, search: visit.search(words.text("desk_search")),
        tabs: words.tabs(filter, address, overdue: shown.overdue),
        live: LiveMark(asOf: words.clock(shown.at), visit.texts, stream: isLive ? stream : nil),
        empty: EmptyState(words.text("desk_empty"), hint: words.text("desk_empty_hint"))),
      filter: words.filter(filter, sought: query.sent("q")),
      only: try await only(filter, address, page.items, words), rows: page.items.map(words.deskRow),
      csv: page.items.isEmpty ? nil : address.at(.managersOrdersFile).with("cursor", nil).path)
  }

  private func page(
    _ filter: DeskFilter, after: (scheduledAt: Date, id: UUID)?, for viewer: Viewer,
    atMost limit: Int, at now: Date
  ) async throws -> Page<Order> {
    let span = try await span(of: filter)
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
    if let worker = filter.worker {
      let open = filter.isOpenOfWorker ? try await openOrders(of: worker) : []
      return OrdersDeskView.Only(
        text: words.text("desk_only_worker", ["name": shown.first?.workerName ?? worker.wire]),
        everybody: everybody,
        failAll: open.isEmpty
          ? nil
          : .init(
            path: "\(Address.failOpenPage.path)?worker=\(worker.wire)",
            text: words.text("desk_fail_all", ["count": "\(open.count)"])))
    }
    return filter.client.map { client in
      OrdersDeskView.Only(
        text: words.text("desk_only_client", ["name": shown.first?.clientName ?? client.wire]),
        everybody: everybody, failAll: nil)
    }
  }

  func openOrders(of worker: UUID) async throws -> [Order] {
    try await database.read(ListOpenOrders(workerID: worker))
  }
}

/// The orders that a page of the list shows, and how many are overdue at all.
private struct DeskOrders: Sendable {
  let page: Page<Order>
  let overdue: Int
  let at: Date

  /// Another one whenever the page shows something else.
  var fingerprint: Int64 {
    let orders = page.items.map { "\($0.id.wire) \($0.version)" } + ["\(overdue)"]
    let digest = SHA256.hash(data: [UInt8](orders.joined(separator: "\n").utf8))
    return digest.prefix(7).reduce(0) { $0 << 8 | Int64($1) }
  }
}

extension OrderWords {
  /// The parts of the list; only of what is overdue it matters how many there are.
  fileprivate func tabs(_ filter: DeskFilter, _ address: ListAddress, overdue: Int) -> Tabs {
    let whole = address.with("status", nil).with("open", nil).with("overdue", nil)
    return Tabs([
      .init(
        text("desk_all"), count: nil, path: whole.path,
        isCurrent: filter.status == nil && !filter.isOverdue),
      .init(
        text("desk_open"), count: nil, path: whole.with("status", "open").path,
        isCurrent: filter.status == .open && !filter.isOverdue),
      .init(
        text("desk_overdue"), count: overdue, path: whole.with("overdue", "true").path,
        isCurrent: filter.isOverdue),
    ])
  }

  fileprivate func deskRow(_ order: Order) -> OrdersDeskView.Row {
    OrdersDeskView.Row(
      path: Address.managersOrder(order.id).path, time: moment(order.scheduledAt),
      client: order.clientName, worker: order.workerName, service: order.serviceTypeName,
      mark: mark(order), charge: money(order.charge))
  }

  fileprivate func filter(_ filter: DeskFilter, sought: String?) -> OrdersDeskView.Filter {
    let kept: [(String, String?)] = [
      ("worker", filter.worker?.wire), ("client", filter.client?.wire),
      ("overdue", filter.isOverdue ? "true" : nil), ("q", sought),
    ]
    let isNarrowed = filter.status != nil || filter.first != nil || filter.last != nil
    let anyStatus = OrdersDeskView.Choice(
      value: "", text: text("desk_any_status"), isChosen: filter.status == nil)
    return OrdersDeskView.Filter(
      action: Address.managersOrders.path, from: filter.first ?? "", to: filter.last ?? "",
      statuses: [anyStatus]
        + ListedStatus.allCases.map { status in
          .init(
            value: status.rawValue, text: text("desk_status_\(status.rawValue)"),
            isChosen: status == filter.status)
        },
      kept: kept.compactMap { name, value in value.map { .init(name: name, value: $0) } },
      everything: isNarrowed || !kept.allSatisfy { $0.1 == nil } ? Address.managersOrders.path : nil
    )
  }

  /// Day and time where there is no room for the zone, which the page says once.
  func moment(_ instant: Date) -> String {
    guard let local = clocks[instant] else { return Timestamp.format(instant) }
    return text("desk_moment", ["day": day(local), "time": local.time])
  }
}
