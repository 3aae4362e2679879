import HTTPTypes
import Hummingbird

/// One path of a process: what answers there by method, and 405 for the methods that nothing does,
/// or 404 to who may not know of anything there. Errors become problems.
struct PathResponder: HTTPResponder {
  let path: RouterPath
  private let limits: RouteLimits
  private var routes: [HTTPRequest.Method: BoundRoute] = [:]

  init(path: RouterPath, limits: RouteLimits) {
    self.path = path
    self.limits = limits
  }

  mutating func add(_ route: BoundRoute, _ method: HTTPRequest.Method) {
    let former = routes.updateValue(route, forKey: method)
    precondition(former == nil, "\(method) \(path) has an answer already")
  }

  func respond(to request: Request, context: RequestScope) async -> Response {
    context.outcome.note(path)
    let route = routes[request.method] ?? (request.method == .head ? routes[.get] : nil)
    do {
      return try await limits.run(route?.terms.deadline ?? .standard, context) { context in
        if let route, await route.admission.isKnown(to: request, context) {
          return try await route.respond(to: request, context: context)
        }
        let methods = await methods(knownTo: request, context)
        throw methods.isEmpty ? Problem.notFound : .methodNotAllowed(methods)
      }
    } catch {
      return context.outcome.answer(Problem(converting: error))
    }
  }

  private func methods(
    knownTo request: Request, _ context: RequestScope
  ) async -> Set<HTTPRequest.Method> {
    var methods: Set<HTTPRequest.Method> = []
    for (method, route) in routes where await route.admission.isKnown(to: request, context) {
      methods.insert(method)
    }
    return methods.contains(.get) ? methods.union([.head]) : methods
  }
}

/// A route with whom its service admits.
struct BoundRoute: Sendable {
  let terms: RouteTerms
  let admission: Admission
  private let responder: any HTTPResponder<RequestScope>

  init(_ route: ServiceRoute, _ admission: Admission) {
    terms = route.terms
    self.admission = admission
    responder = route.responder(admission)
  }

  func respond(to request: Request, context: RequestScope) async throws -> Response {
    // Before the handler, whose effects nobody could take back. A route that reads its query tells
    // what it does not know together with its other mistakes.
    if !terms.readsQuery { try request.query().finish() }
    var context = context
    context.authentication = await admission.authentication(context)
    return try await responder.respond(to: request, context: context)
  }
}
