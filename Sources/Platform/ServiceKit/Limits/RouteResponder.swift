import Hummingbird
import NIOCore

/// A route with its deadline, whose errors become problems.
struct RouteResponder<Inner: HTTPResponder<ServiceContext>>: HTTPResponder {
  let inner: Inner
  let deadline: Duration?
  let watch: DeadlineWatch

  func respond(to request: Request, context: ServiceContext) async throws -> Response {
    do {
      guard let deadline else { return try await inner.respond(to: request, context: context) }
      return try await watch.run(within: deadline) { [inner] in
        try await inner.respond(to: request, context: context)
      }
    } catch {
      return context.outcome.answer(Problem(converting: error))
    }
  }
}
