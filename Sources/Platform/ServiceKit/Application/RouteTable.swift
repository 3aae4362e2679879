import HTTPTypes
import Hummingbird

/// All routes of a process, each bound to whom its service admits.
struct RouteTable {
  private let limits: RouteLimits
  private var paths: [String: PathResponder] = [:]

  init(limits: RouteLimits) { self.limits = limits }

  mutating func add(_ routes: ServiceRoutes, _ admission: Admission) {
    for route in routes.all {
      let path = route.path
      paths[path.description, default: PathResponder(path: path, limits: limits)]
        .add(BoundRoute(route, admission), route.method)
    }
  }

  /// Hummingbird's router finds by path and method, and tells nobody which other methods a path has:
  /// so a path stands in it under each, and sees to its methods itself.
  func buildResponder() -> RouterResponder<RequestScope> {
    let router = Router(context: RequestScope.self)
    for path in paths.values {
      for method in HTTPRequest.Method.told {
        router.on(path.path, method: method, responder: path)
      }
    }
    return router.buildResponder()
  }
}

extension HTTPRequest.Method {
  /// Those that are told apart. TRACE, which nothing here answers, stands for all that strangers may
  /// invent.
  fileprivate static let told: [Self] = [
    .get, .head, .post, .put, .patch, .delete, .options, .trace,
  ]

  /// As which it is looked up and counted.
  var told: Self { Self.told.contains(self) ? self : .trace }
}

extension Request {
  /// With the method as which it is looked up.
  var asTold: Request {
    guard method.told != method else { return self }
    var head = head
    head.method = method.told
    return Request(head: head, body: body)
  }
}
