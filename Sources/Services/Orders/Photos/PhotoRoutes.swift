import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

// photos, for the order's people and managers only. Programs get them by a token; eyes, in
// the pages of any service, by the session's cookie.
extension OrdersModule {
  func addPhotoRoutes(to router: ServiceRouter) {
    router.get("/api/orders/{id}/photos/{kind}") { request, context in
      try await showPhoto(to: try photoViewer(context), request, context)
    }
  }

  func addPhotoPages(to routes: PageRoutes) {
    routes.get("/orders/{id}/photos/{kind}") { visit in
      // Of whom it is not, the address is as any that there is not.
      guard let viewer = try? photoViewer(visit.context) else { throw Problem.notFound }
      return try await showPhoto(to: viewer, visit.request, visit.context)
    }
  }

  /// - Throws: 401 without a token, 403 for who sees no order's photos.
  private func photoViewer(_ context: RequestScope) throws -> Viewer {
    try context.viewer(.client, .worker, .manager)
  }

  /// - Throws: 404 for what is not there and for what is somebody else's.
  private func showPhoto(
    to viewer: Viewer, _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let order = try await find(try context.id(), for: viewer)
    guard let kind = context.parameters.get("kind").flatMap(PhotoKind.init),
      let digest = order.digest(of: kind)
    else { throw Problem.notFound }
    return try await photos.response(showing: digest, to: request, context)
  }
}
