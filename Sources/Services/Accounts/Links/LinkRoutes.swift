import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// Whom providers' users are here, for programs.
extension AccountsModule {
  private static let list = "links"

  /// `GET /api/accounts/links`: a manager sees all, everybody else their own.
  @Sendable
  func listLinks(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require()
    let form = request.query()
    let subject = form.exactText("subject", 1...255)
    let (after, limit) = (form.cursor(Self.list, Date.self, UUID.self), form.limit())
    try form.finish()
    let found = try await desk.links(of: .seen(by: caller, subject), after: after, limit: limit + 1)
    return json(
      Page(fetched: found, limit: limit) {
        Cursor.encode(Self.list, $0.linkedAt, $0.id)
      } item: {
        $0
      })
  }

  /// `DELETE /api/accounts/links/{id}`.
  @Sendable
  func unlinkProvider(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require()
    try await desk.unlink(try context.id(), of: .seen(by: caller, nil), by: caller.id)
    return StoredAnswer.noContent.response()
  }
}

/// Whom a provider's user is here in a role.
struct Link: JSONWritable, Sendable {
  let id: UUID
  let provider: ExactText
  let sub: ExactText
  let role: Role
  let subject: ExactText
  let by: String
  let linkedAt: Date

  static let columns = "id, provider, provider_sub, role, subject, by, linked_at"

  init(row: inout RowReader) throws {
    id = try row.next()
    provider = try row.next()
    sub = try row.next()
    role = try row.next()
    subject = try row.next()
    by = try row.next()
    linkedAt = try row.next()
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("provider", provider)
    writer.field("provider_sub", sub)
    writer.field("role", role.rawValue)
    writer.field("subject", subject)
    writer.field("by", by)
    writer.field("linked_at", linkedAt)
    writer.endObject()
  }
}

struct ListLinks: Statement {
  static let sql = """
    select   \(Link.columns)
    from     accounts.link
    where    (subject = $1 or $1 is null)
    and      (role = any ($2) or $2 is null)
    and      (linked_at, id) > (coalesce($3, '-infinity'::timestamptz),
                                coalesce($4, '00000000-0000-0000-0000-000000000000'::uuid))
    order by linked_at, id
    limit    $5
    """

  let owner: Owner
  let after: (Date, UUID)?
  let limit: Int
  var bindings: Bindings {
    [owner.subject, owner.roles, after?.0, after?.1, Int64(limit)]
  }
  static func decode(_ row: inout RowReader) throws -> Link { try Link(row: &row) }
}

/// The link that was dropped; no row: it is not the owner's, or there is none.
struct DropLink: Statement {
  static let sql = """
    delete from accounts.link
    where  id = $1
    and    (subject = $2 or $2 is null)
    and    (role = any ($3) or $3 is null)
    returning \(Link.columns)
    """

  let id: UUID
  let owner: Owner
  var bindings: Bindings { [id, owner.subject, owner.roles] }
  static func decode(_ row: inout RowReader) throws -> Link { try Link(row: &row) }
}

/// Ends the sessions of a provider's user that lead to whom they were linked to.
struct EndOfLink: Statement {
  static let sql = """
    update accounts.session
    set    ended_at   = greatest($3, created_at),
           end_reason = 'ended_by_person'
    where  provider = $1
    and    provider_sub = $2
    and    ended_at is null
    and    standings @> $4
    returning id
    """

  let link: Link
  let now: Date
  var bindings: Bindings {
    [link.provider, link.sub, now, JSON([Standing(link.subject, [link.role])])]
  }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
