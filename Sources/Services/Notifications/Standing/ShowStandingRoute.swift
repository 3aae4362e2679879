import Hummingbird
import Postgres
import ServiceKit

extension NotificationsModule {
  /// `GET /api/notifications/summary`: how it stands with mails.
  @Sendable func showStanding(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    guard let standing = try await database.readOne(ReadMailStanding(now: clock.now())) else {
      throw Problem.notFound
    }
    return json(standing)
  }
}
