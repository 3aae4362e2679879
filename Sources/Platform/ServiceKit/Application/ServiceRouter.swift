public import HTTPTypes
public import Hummingbird

/// How long a route may take.
public enum RouteDeadline: Sendable, Hashable {
  /// The configured default, 10 s.
  case standard
  case after(Duration)
  /// Imports and streams.
  case none
}

/// The routes of all services of a process.
///
/// It is a Hummingbird router that also knows which methods each path has, so that a wrong one is
/// answered with 405 and `Allow`, and how long each route may take.
public final class ServiceRouter: RouterMethods {
  public typealias Context = ServiceContext

  let router = Router(context: ServiceContext.self, options: .autoGenerateHeadEndpoints)
  private(set) var methods: [String: (path: RouterPath, allowed: [HTTPRequest.Method])] = [:]

  public init() {}

  @discardableResult
  public func on<Responder: HTTPResponder>(
    _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
  ) -> Self where Responder.Context == ServiceContext {
    methods[path.description, default: (path, [])].allowed.append(method)
    router.on(path, method: method, responder: responder)
    return self
  }

  @discardableResult
  public func add(
    middleware: any MiddlewareProtocol<Request, Response, ServiceContext>
  ) -> Self {
    router.add(middleware: middleware)
    return self
  }
}
