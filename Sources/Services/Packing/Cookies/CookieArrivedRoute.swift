import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

/// Remembers a signed call; no row: it was received before.
struct RememberWebhook: Statement {
  static let sql = """
    insert into packing.webhook (id, received_at)
    values ($1, $2)
    on conflict (id) do nothing
    returning id
    """

  let id: String
  let now: Date

  var bindings: Bindings { [id, now] }
  static func decode(_ row: inout RowReader) throws -> String { try row.next() }
}

/// Forgets calls that their time stamp would refuse by now.
struct ForgetWebhooks: Statement {
  static let sql = """
    delete from packing.webhook
    where  id in (select id
                  from   packing.webhook
                  where  received_at < $1
                  limit  100
                  for    update skip locked)
    """

  let before: Date
  var bindings: Bindings { [before] }
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
    let isNew = try await database.withTransaction { transaction in
      guard try await transaction.one(RememberWebhook(id: webhook.id, now: now)) != nil else {
        transaction.confirmWhatWasRead()
        return false
      }
      try await note(cookie: id, arrivedAt: now, in: transaction)
      transaction.enqueue(
        ForgetWebhooks(before: now.addingTimeInterval(-4 * Webhook.tolerance)))
      return true
    }
    guard isNew else { throw Problem.webhookReplayed }
    return StoredAnswer.noContent.response()
  }

  /// The signature covers the body and not the path, so the body has to name the cookie too.
  private static func checkArrival(_ body: [UInt8], of id: UUID) throws {
    let form = try Form(JSONValue(parsing: body))
    if form.text("type", 1...100) != "cookie.arrived" {
      form.mistake(in: "type", "must be cookie.arrived")
    }
    _ = form.time("timestamp")
    let data = form.object("data")
    if data.uuid("reference") != id {
      data.mistake(in: "reference", "must be the cookie of the path")
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

extension Problem {
  /// 409: a message that took effect before; its sender need not try again.
  static var webhookReplayed: Problem {
    conflict(
      "webhook-replayed", "This webhook-id was received already; nothing was done again.")
  }
}
