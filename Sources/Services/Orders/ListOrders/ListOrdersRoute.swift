import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  private static let list = "orders"

  @Sendable func listOrders(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.client, .worker, .manager)
    let now = clock.now()
    let query = try orderQuery(request.query(), at: now)
    let format = try ListFormat(of: request, mayBeCSV: viewer.actor == .manager)
    var wanted = query
    // The one too many says that there is a next page.
    wanted.limit += 1
    let orders = try await orders(wanted, for: viewer)
    let page = Page(fetched: orders, limit: query.limit) {
      Cursor.encode(Self.list, $0.scheduledAt, $0.id)
    } item: {
      view($0, for: viewer, at: now)
    }
    guard format == .csv else { return json(page) }
    return csv(
      OrderTable.columns, page.items.map { OrderTable.cells($0.order) }, named: "orders",
      next: page.nextCursor, for: request)
  }

  private func orderQuery(_ form: QueryForm, at now: Date) throws -> OrderQuery {
    let query = OrderQuery(
      statuses: form.choice("status", ListedStatus.self)?.statuses, client: form.uuid("client"),
      worker: form.uuid("worker"), from: form.time("from"), to: form.time("to"),
      text: form.search().map(LikePattern.init), overdue: form.bool("overdue"),
      overdueEnd: now.addingTimeInterval(-configuration.durations.reportRemind),
      after: form.cursor(Self.list, Date.self, UUID.self), limit: form.limit())
    try form.finish()
    return query
  }

  func orders(_ query: OrderQuery, for viewer: Viewer) async throws -> [Order] {
    switch viewer.actor {
    case .worker:
      guard let worker = viewer.workerID else { return [] }
      return try await read(ListJobs(query: query, workerID: worker))
    case .client, .sweeper:
      return try await read(ListOwnOrders(query: query, clientSubject: viewer.caller.subject))
    case .manager:
      return try await read(query.managersScope.list(query))
    }
  }

  /// What may take long has a connection to itself.
  private func read(_ list: some OrderList) async throws -> [Order] {
    list.query.looksIntoTexts
      ? try await database.readAlone(list) : try await database.read(list)
  }
}
