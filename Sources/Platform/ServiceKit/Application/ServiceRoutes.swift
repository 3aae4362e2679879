import HTTPTypes
import Hummingbird

/// The routes of a service as a value.
struct ServiceRoutes: Sendable {
  let all: [ServiceRoute]
}

/// A route: what answers where, and within which terms.
struct ServiceRoute: Sendable {
  let path: RouterPath
  let method: HTTPRequest.Method
  let terms: RouteTerms
  /// Made for the admission of the service whose route it is.
  let responder: @Sendable (Admission) -> any HTTPResponder<RequestScope>
}

extension ServiceModule {
  /// - Throws: `PageDefect` for pages that cannot be used.
  var routes: ServiceRoutes {
    get throws {
      let router = ServiceRouter()
      try addRoutes(to: router)
      return router.routes
    }
  }
}
