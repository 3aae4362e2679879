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

  /// - Throws: 404 for what is not there and for what is somebody else's.
  func find(_ id: UUID, for viewer: Viewer) async throws -> Order {
    guard let order = try await database.readOne(FindOrder(id: id, viewer: viewer)) else {
      throw Problem.notFound
    }
    return order
  }

  func view(_ order: Order, for viewer: Viewer, at now: Date) -> OrderView {
    OrderView(order: order, actor: viewer.actor, now: now, durations: configuration.durations)
  }

  /// The answer to a transition: the order as it is now.
  func answer(_ order: Order, for viewer: Viewer, at now: Date) -> StoredAnswer {
    StoredAnswer(view(order, for: viewer, at: now), etag: order.version)
  }
}
