import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `GET /api/orders/{id}/history`, in order: what the viewer may see of each step.
  @Sendable func showHistory(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.viewer(.client, .worker, .manager)
    let order = try await find(try context.id(), for: viewer)
    let entries = try await database.read(FindHistory(orderID: order.id))
    let views = entries.map { HistoryEntryView(entry: $0, actor: viewer.actor) }
    return json(Page(views, nextCursor: nil))
  }
}
