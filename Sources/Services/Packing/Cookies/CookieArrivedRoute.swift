import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension Address {
  /// Where the contractor tells that a cookie has arrived.
  static func cookieArrival(_ cookie: String) -> Address {
    Address("/api/cookies").below(cookie, "arrived")
  }
}

struct FindCookie: Statement {
  static let sql = "select exists (select from packing.cookie where id = $1)"

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

extension PackingModule {
  /// `POST /api/cookies/{id}/arrived`: the contractor's call, known by its signature.
  @Sendable func cookieArrived(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let body = Array(buffer: try await request.bytes(limit: BodyLimit.form))
    let now = clock.now()
    let webhook = try Webhook(
      headers: request.headers, body: body, secrets: configuration.cookies.secrets, at: now)
    let id = try context.id()
    try Self.checkArrival(body, of: id)
    try await database.take(webhook, at: now) { transaction in
      try await note(cookie: id, arrivedAt: now, in: transaction)
    }
    return StoredAnswer.noContent.response()
  }

  /// The signature covers the body and not the path, so the body has to name the cookie too.
  private static func checkArrival(_ body: [UInt8], of id: UUID) throws {
    let form = try Form(JSONValue(parsing: body))
    if form.text("type", 1...100) != "cookie.arrived" {
      form.mistake(in: "type", .otherEvent)
    }
    _ = form.time("timestamp")
    let data = form.object("data")
    if data.uuid("reference") != id {
      data.mistake(in: "reference", .otherCookie)
    }
    try form.finish()
  }

  private func note(
    cookie id: UUID, arrivedAt now: Date, in transaction: Transaction
  ) async throws {
    if try await transaction.one(NoteCookieArrived(id: id, now: now)) != nil {
      transaction.afterCommit { noteChange() }
    } else if try await transaction.one(FindCookie(id: id)) != true {
      throw Problem.notFound
    }
  }
}

extension MistakeReason {
  fileprivate static let otherEvent = Self(code: "other-event", "must be cookie.arrived")
  fileprivate static let otherCookie = Self(code: "other-cookie", "must be the cookie of the path")
}
