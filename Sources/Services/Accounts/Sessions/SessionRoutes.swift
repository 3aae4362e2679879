import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// Who is signed in where, for programs.
extension AccountsModule {
  private static let list = "sessions"

  /// `GET /api/accounts/sessions`: a manager sees all, everybody else their own.
  @Sendable
  func listSessions(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require()
    let form = request.query()
    let subject = form.exactText("subject", 1...255)
    let (after, limit) = (form.cursor(Self.list, Date.self, UUID.self), form.limit())
    try form.finish()
    let found = try await desk.sessions(
      of: .seen(by: caller, subject), after: after, limit: limit + 1)
    return json(
      Page(fetched: found, limit: limit) {
        Cursor.encode(Self.list, $0.createdAt, $0.id)
      } item: {
        SessionView($0)
      })
  }

  /// `DELETE /api/accounts/sessions/{id}`.
  @Sendable
  func endSession(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require()
    try await desk.end(try context.id(), of: .seen(by: caller, nil), by: caller.id)
    return StoredAnswer.noContent.response()
  }
}

/// Whose sessions and links are meant.
struct Owner: Sendable {
  /// nil: anybody's.
  let subject: ExactText?
  /// As which, since HCB's ids and ours may coincide; nil: whatever they are.
  let roles: [String]?
  /// Besides, of sessions: those of a provider's user, whoever they are in them.
  var user: (provider: ExactText, sub: ExactText)?

  init(subject: ExactText?, roles: [String]?) {
    self.subject = subject
    self.roles = roles
  }

  /// Everybody, or one subject whatever it is.
  static func anybody(_ subject: ExactText? = nil) -> Owner {
    Owner(subject: subject, roles: nil)
  }

  static func own(_ caller: Caller) -> Owner {
    Owner(subject: caller.subject, roles: caller.roles.map(\.rawValue).sorted())
  }

  /// Which sessions are theirs, by the first four parameters of a statement.
  static let condition = """
    ((subject = $1 or $1 is null) and (roles && $2 or $2 is null)
              or provider = $3 and provider_sub = $4)
    """
  var bindings: Bindings { [subject, roles, user?.provider, user?.sub] }

  /// What somebody may see: everybody else but managers sees their own, whatever they ask for.
  static func seen(by caller: Caller, _ subject: ExactText?) -> Owner {
    if caller.has(.manager) { return anybody(subject) }
    guard let subject, subject != caller.subject else { return own(caller) }
    return Owner(subject: subject, roles: [])
  }
}

/// Those that live, the first one first.
struct ListSessions: Statement {
  static let sql = """
    select   \(Session.columns)
    from     accounts.session
    where    ended_at is null
    and      \(Owner.condition)
    and      expires_at > $5
    and      seen_at > $6
    and      (created_at, id) > (coalesce($7, '-infinity'::timestamptz),
                                 coalesce($8, '00000000-0000-0000-0000-000000000000'::uuid))
    order by created_at, id
    limit    $9
    """

  let owner: Owner
  let now: Date
  let idle: TimeInterval
  let after: (Date, UUID)?
  let limit: Int
  var bindings: Bindings {
    owner.bindings + [now, now.addingTimeInterval(-idle), after?.0, after?.1, Int64(limit)]
  }
  static func decode(_ row: inout RowReader) throws -> Session { try Session(row: &row) }
}

/// A row if it is the owner's, over or not.
struct FindOwnSession: Statement {
  static let sql = """
    select id
    from   accounts.session
    where  id = $5
    and    \(Owner.condition)
    """

  let id: UUID
  let owner: Owner
  var bindings: Bindings { owner.bindings + [id] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// A session as programs see it.
struct SessionView: JSONWritable, Sendable {
  let session: Session

  init(_ session: Session) { self.session = session }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", session.id)
    writer.field("provider", session.provider)
    writer.field("subject", session.chosen?.subject)
    writer.field("roles", (session.chosen?.allRoles ?? []).map(\.rawValue).sorted())
    writer.field("browser", session.browser)
    writer.field("created_at", session.createdAt)
    writer.field("seen_at", session.seenAt)
    writer.field("expires_at", session.expiresAt)
    writer.endObject()
  }
}
