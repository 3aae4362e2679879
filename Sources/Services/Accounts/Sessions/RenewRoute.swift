import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension AccountsModule {
  /// `GET /sign-in/renew`: a token anew for a session that lives. Pages ask for it as for a picture, so
  /// nothing but the cookies matters, and nothing is lost if it fails.
  @Sendable
  func renewToken(_ request: Request, _ context: RequestScope) async throws -> Response {
    let now = clock.now()
    var response = Response(status: .noContent, headers: [.cacheControl: "no-store"])
    guard let session = try await session(of: request) else { return response }
    if configuration.life.isLive(session, at: now) {
      if session.chosen != nil { response.set([try await token(of: session, at: now)]) }
    } else {
      try await end(session, .expired, at: now)
      // The session's secret may be a newer one by the time that this arrives.
      response.set([cookies.session.clearing])
    }
    return response
  }

  /// Ends it, if nothing else has, for that reason.
  func end(_ session: Session, _ reason: Session.End, at now: Date) async throws {
    guard session.endedAt == nil else { return }
    let ended = try await database.execute(EndSession(id: session.id, reason: reason, now: now))
    AccountsMetrics.count(reason, ended.count)
  }
}
