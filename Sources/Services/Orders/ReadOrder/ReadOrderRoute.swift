import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  @Sendable func showOrder(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.client, .worker, .manager)
    let order = try await find(try context.id(), for: viewer)
    return json(view(order, for: viewer, at: clock.now()), etag: order.version)
  }
}
