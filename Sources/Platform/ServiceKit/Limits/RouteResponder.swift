import Hummingbird
import NIOCore

/// Who a verified caller is to the service of a route.
typealias RouteAdmission = @Sendable (Caller) async throws -> Caller

/// A route with its service's admission and its terms, whose errors become problems.
struct RouteResponder<Inner: HTTPResponder<RequestScope>>: HTTPResponder {
  let inner: Inner
  let admit: RouteAdmission
  let readsQuery: Bool
  let deadline: Duration?
  let watch: DeadlineWatch
  let photoRooms: PhotoRooms

  func respond(to request: Request, context: RequestScope) async throws -> Response {
    let allowance = RequestAllowance(
      limit: deadline, rooms: photoRooms, watch: watch, channel: context.channel)
    var context = context
    context.allowance = allowance
    do {
      // Before the handler, whose effects nobody could take back. A route that reads its query tells
      // what it does not know together with its other mistakes.
      if !readsQuery { try request.query().finish() }
      guard deadline != nil else { return try await answer(request, context) }
      return try await watch.run(within: allowance) { [context] in
        try await answer(request, context)
      }
    } catch {
      return context.outcome.answer(Problem(converting: error))
    }
  }

  private func answer(_ request: Request, _ context: RequestScope) async throws -> Response {
    var context = context
    if let caller = context.caller {
      do {
        context.authentication = .verified(try await admit(caller))
      } catch {
        context.authentication = .refused(Problem(converting: error))
      }
    }
    return try await inner.respond(to: request, context: context)
  }
}
