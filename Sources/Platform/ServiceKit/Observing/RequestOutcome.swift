import Contracts
import Hummingbird
import Synchronization

/// What happened to a request besides its answer: the problem that the log shall explain, who
/// came, as what, and where.
///
/// A reference, since a context is copied on its way to the route.
final class RequestOutcome: Sendable {
  private let stored = Mutex<Problem?>(nil)
  private let noted = Mutex<PageVisit?>(nil)
  private let notedRoles = Mutex<Set<Role>>([])
  private let notedPath = Mutex<RouterPath?>(nil)

  var problem: Problem? { stored.withLock { $0 } }
  /// Who came for which pages, where the request was for one.
  var visit: PageVisit? { noted.withLock { $0 } }

  /// The roles of a verified caller.
  var roles: Set<Role> { notedRoles.withLock { $0 } }

  /// The path of ours that was asked for; nil: none.
  var path: RouterPath? { notedPath.withLock { $0 } }

  func note(_ path: RouterPath) { notedPath.withLock { $0 = path } }

  /// Remembers the visit, so that a problem's page knows of it.
  func note(_ visit: PageVisit) {
    noted.withLock { $0 = visit }
    if let visitor = visit.visitor { note(visitor.caller.roles) }
  }

  func note(_ roles: Set<Role>) { notedRoles.withLock { $0 = roles } }

  /// Remembers a problem that a page says by itself.
  func note(_ problem: Problem) { stored.withLock { $0 = problem } }

  /// Remembers the problem and gives its answer.
  func answer(_ problem: Problem) -> Response {
    note(problem)
    return problem.response()
  }
}

/// Who came for a page, and what the pages there are made of.
struct PageVisit: Sendable {
  /// Nil: nobody whom we know.
  var visitor: Visitor?
  var pages: Pages
  var navigation: Navigation
  var language: Language
  /// Whom the page is for; none: everybody who is signed in.
  var roles: [Role] = []
}
