public import HTTPTypes
public import Hummingbird

/// How long a route may take.
public enum RouteDeadline: Sendable, Hashable {
  /// The configured default, 10 s; a photo that comes slowly has more (`RequestPace`).
  case standard
  case after(Duration)
  /// Imports and streams.
  case none
}

/// What holds for a route beside its path and its method.
struct RouteTerms: Sendable {
  var deadline = RouteDeadline.standard
  /// A route that does not read its query is sent none: the router refuses it.
  var readsQuery = false
}

/// Routes of a `ServiceRouter` with terms of their own.
public struct TermedRoutes: RouterMethods {
  public typealias Context = RequestScope

  let router: ServiceRouter
  var terms = RouteTerms()

  /// The same for routes with another deadline.
  public func withDeadline(_ deadline: RouteDeadline) -> TermedRoutes {
    var routes = self
    routes.terms.deadline = deadline
    return routes
  }

  /// The same for routes that read their query, by a `QueryForm`, and end that with `finish()`.
  ///
  /// For any other route the router refuses every query parameter.
  public var readingQuery: TermedRoutes {
    var routes = self
    routes.terms.readsQuery = true
    return routes
  }

  @discardableResult
  public func on<Responder: HTTPResponder>(
    _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
  ) -> Self where Responder.Context == RequestScope {
    router.add(path, method, terms, responder)
    return self
  }

  @discardableResult
  public func add(
    middleware: any MiddlewareProtocol<Request, Response, RequestScope>
  ) -> Self {
    router.add(middleware: middleware)
    return self
  }
}
