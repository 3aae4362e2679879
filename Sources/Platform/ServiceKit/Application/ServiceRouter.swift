public import HTTPTypes
public import Hummingbird

/// The routes of all services of a process.
///
/// It is a Hummingbird router that also knows which methods each path has, so that a wrong one is
/// answered with 405 and `Allow`, how long each route may take, and whether it reads a query.
public final class ServiceRouter: RouterMethods {
  public typealias Context = RequestScope

  private let router = Router(context: RequestScope.self, options: .autoGenerateHeadEndpoints)
  private var paths: [String: Path] = [:]
  private let watch: DeadlineWatch
  private let standardDeadline: Duration
  private let photoRooms: PhotoRooms
  let site: Site
  /// Of the service whose routes are being added.
  private(set) var admit: RouteAdmission = { $0 }

  private struct Path {
    var path: RouterPath
    var methods: Set<HTTPRequest.Method> = []
  }

  init(watch: DeadlineWatch, standardDeadline: Duration, photoRooms: PhotoRooms, site: Site) {
    self.watch = watch
    self.standardDeadline = standardDeadline
    self.photoRooms = photoRooms
    self.site = site
  }

  /// Adds a service's routes, which all ask it whom it admits.
  func addRoutes(of module: any ServiceModule) throws {
    admit = module.admit
    try module.addRoutes(to: self)
    admit = { $0 }
  }

  @discardableResult
  public func on<Responder: HTTPResponder>(
    _ path: RouterPath, method: HTTPRequest.Method, responder: Responder
  ) -> Self where Responder.Context == RequestScope {
    add(path, method, RouteTerms(), responder)
    return self
  }

  @discardableResult
  public func add(
    middleware: any MiddlewareProtocol<Request, Response, RequestScope>
  ) -> Self {
    router.add(middleware: middleware)
    return self
  }

  /// The same router for routes with another deadline.
  public func withDeadline(_ deadline: RouteDeadline) -> TermedRoutes {
    TermedRoutes(router: self).withDeadline(deadline)
  }

  /// The same router for routes that read their query; see ``TermedRoutes/readingQuery``.
  public var readingQuery: TermedRoutes { TermedRoutes(router: self).readingQuery }

  func add(
    _ path: RouterPath, _ method: HTTPRequest.Method, _ terms: RouteTerms,
    _ responder: some HTTPResponder<RequestScope>
  ) {
    paths[path.description, default: Path(path: path)].methods.insert(method)
    let limit: Duration? =
      switch terms.deadline {
      case .standard: standardDeadline
      case .after(let duration): duration
      case .none: nil
      }
    router.on(
      path, method: method,
      responder: RouteResponder(
        inner: responder, admit: admit, readsQuery: terms.readsQuery, deadline: limit,
        watch: watch, photoRooms: photoRooms))
  }

  func buildResponder() -> RouterResponder<RequestScope> { router.buildResponder() }

  /// Answers, for any path that exists, with 405 and the methods it has.
  func buildMethodTable() -> RouterResponder<RequestScope> {
    let table = Router(context: RequestScope.self)
    for path in paths.values {
      var allowed = path.methods
      if allowed.contains(.get) { allowed.insert(.head) }
      let problem = Problem.methodNotAllowed(Array(allowed))
      table.on(
        path.path, method: .get,
        responder: CallbackResponder { _, context in context.outcome.answer(problem) })
    }
    return table.buildResponder()
  }
}
