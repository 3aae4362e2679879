import Hummingbird
import NIOCore

/// What a request to any route of a process may take.
struct RouteLimits: Sendable {
  let watch: DeadlineWatch
  let standardDeadline: Duration
  let photoRooms: PhotoRooms

  /// Answers within the deadline, with an allowance in the context.
  func run(
    _ deadline: RouteDeadline, _ context: RequestScope,
    _ answer: @escaping @Sendable (RequestScope) async throws -> Response
  ) async throws -> Response {
    let limit = limit(deadline)
    let allowance = RequestAllowance(
      limit: limit, rooms: photoRooms, watch: watch, channel: context.channel)
    var context = context
    context.allowance = allowance
    guard limit != nil else { return try await answer(context) }
    return try await watch.run(within: allowance) { [context] in try await answer(context) }
  }

  private func limit(_ deadline: RouteDeadline) -> Duration? {
    switch deadline {
    case .standard: standardDeadline
    case .after(let duration): duration
    case .none: nil
    }
  }
}
