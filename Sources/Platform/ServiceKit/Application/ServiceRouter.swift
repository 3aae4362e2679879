public import HTTPTypes
public import Hummingbird

/// Takes down the routes of a service, in the words of Hummingbird's routers.
///
/// Nothing runs by it: whom a route's service admits and what its terms come to is said once all
/// routes of a process are put together, in a ``RouteTable``.
public struct ServiceRouter: RouterMethods {
  public typealias Context = RequestScope

  private let list = RouteList()
  private var terms = RouteTerms()

  /// The same for routes with another deadline.
  public func withDeadline(_ deadline: RouteDeadline) -> ServiceRouter {
    var router = self
    router.terms.deadline = deadline
    return router
  }

  /// The same for routes that read their query, by a `QueryForm`, and end that with `finish()`.
  ///
  /// For any other route every query parameter is refused.
  public var readingQuery: ServiceRouter {
    var router = self
    router.terms.readsQuery = true
    return router
  }

  @discardableResult
  public func on<Responder: HTTPResponder>(
    _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
  ) -> Self where Responder.Context == RequestScope {
    let responder = list.middlewares.constructResponder(finalResponder: responder)
    add(path, method) { _ in responder }
    return self
  }

  @discardableResult
  public func add(
    middleware: any MiddlewareProtocol<Request, Response, RequestScope>
  ) -> Self {
    list.middlewares.add(middleware)
    return self
  }

  /// - Parameter responder: made for the admission of the service whose route it is.
  func add(
    _ path: RouterPath, _ method: HTTPRequest.Method,
    _ responder: @escaping @Sendable (Admission) -> any HTTPResponder<RequestScope>
  ) {
    list.routes.append(
      ServiceRoute(path: path, method: method, terms: terms, responder: responder))
  }

  /// What was taken down so far.
  var routes: ServiceRoutes { ServiceRoutes(all: list.routes) }
}

/// What a router and those with other terms made of it write on.
private final class RouteList {
  var routes: [ServiceRoute] = []
  /// For the routes that come after them.
  let middlewares = Router(context: RequestScope.self).middlewares
}
