import FoundationEssentials
import Hummingbird
import ServiceKit

// photos, for the order's people and managers only.
extension OrdersModule {
  @Sendable func showPhoto(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.client, .worker, .manager)
    let order = try await find(try context.id(), for: viewer)
    guard let kind = context.parameters.get("kind").flatMap(PhotoKind.init),
      let digest = order.digest(of: kind)
    else { throw Problem.notFound }
    return try await photos.response(showing: digest, to: request, context)
  }
}
