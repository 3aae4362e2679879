import Hummingbird
import Synchronization

/// What happened to a request besides its answer: the problem that the log shall explain.
///
/// A reference, since a context is copied on its way to the route.
final class RequestOutcome: Sendable {
  private let stored = Mutex<Problem?>(nil)

  var problem: Problem? { stored.withLock { $0 } }

  /// Remembers the problem and gives its answer.
  func answer(_ problem: Problem) -> Response {
    stored.withLock { $0 = problem }
    return problem.response()
  }
}
