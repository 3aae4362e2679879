import FoundationEssentials
import Postgres
import ServiceKit

/// An application as lists have it: with what has become of the invitation that counts.
struct ApplicationLine: Sendable {
  /// The one sitting of an invitation.
  struct Sitting: Sendable {
    let id: UUID
    let status: Attempt.Status
    /// nil until it has finished.
    let points: Int?
    let maxPoints: Int?
  }

  /// What lists have first.
  enum Rank: Int {
    /// More time is asked for: who waits for an answer may be sitting the test.
    case asksTime
    /// It is proposed for acceptance, as far as tests say.
    case proposed
    case other

    /// Of the application `p`, as its number.
    fileprivate static let sql = """
      case when p.asks_time is not null then \(asksTime.rawValue)
           when \(ApplicationFilter.proposed) then \(proposed.rawValue)
           else \(other.rawValue)
      end
      """
  }

  let application: Application
  let rank: Int
  var isProposed: Bool { rank == Rank.proposed.rawValue }
  /// Until when the test may be begun; nil: nobody has invited the cat.
  let goodUntil: Date?
  let attempt: Sitting?

  init(row: inout RowReader) throws {
    application = try Application(row: &row)
    rank = try row.next()
    goodUntil = try row.next()
    let id: UUID? = try row.next()
    let status: Attempt.Status? = try row.next()
    let points: Int? = try row.next()
    let maxPoints: Int? = try row.next()
    attempt = id.flatMap { id in
      status.map { Sitting(id: id, status: $0, points: points, maxPoints: maxPoints) }
    }
  }
}

extension ApplicationLine: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    application.writeFields(to: &writer)
    writer.field("proposed", isProposed)
    writer.field("good_until", goodUntil)
    writer.field("attempt", attempt)
    writer.endObject()
  }
}

extension ApplicationLine.Sitting: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("status", status.rawValue)
    writer.field("points", points)
    writer.field("max_points", maxPoints)
    writer.endObject()
  }
}

/// A page of a list: who asks for more time first, then who is proposed, then the oldest; of one
/// decision, what was decided last.
struct ApplicationPage: Sendable {
  /// Where a page ended: the rank, and by which instant those of one rank are in order.
  typealias Place = (rank: Int, at: Date, id: UUID)

  var filter: ApplicationFilter
  /// Where the page before ended.
  var after: Place?
  var limit: Int

  /// Where a row of the list stands in it.
  func place(of line: ApplicationLine) -> Place {
    let application = line.application
    let decidedAt = filter.isOfOneDecision ? application.decidedAt : nil
    return (line.rank, decidedAt ?? application.createdAt, application.id)
  }

  /// - Parameter scope: a condition that the page is planned for.
  static func sql(scope: String) -> String {
    """
    select page.*, \(sitting)
    from   (select \(Application.columns), rank
            from   (select p.*, \(ApplicationLine.Rank.sql) as rank
                    from   applicants.application p
                    where  \(ApplicationFilter.conditions)
                    and    \(scope)) as found
            where  (rank, created_at, id)
                   > (coalesce($11::int8, -1), coalesce($12, '-infinity'::timestamptz),
                      coalesce($13, '00000000-0000-0000-0000-000000000000'::uuid))
            order  by rank, created_at, id
            limit  $14) as page
    \(itsSitting)
    order  by page.rank, page.created_at, page.id
    """
  }

  /// Columns of what ``itsSitting`` joins.
  fileprivate static let sitting = "i.expires_at, t.id, t.status, t.points, t.max_points"
  fileprivate static let itsSitting = """
    left   join applicants.invitation i on i.application_id = page.id and i.revoked_at is null
    left   join applicants.attempt    t on t.id = i.id
    """

  /// `$1` to `$14`.
  var bindings: Bindings {
    filter.bindings + [after?.rank, after?.at, after?.id, limit]
  }
}

/// Of one decision: read in the order of an index, from where the page before ended.
struct ListDecided: Statement {
  static let sql = """
    select page.*, \(ApplicationPage.sitting)
    from   (select \(Application.columns), \(ApplicationLine.Rank.other.rawValue) as rank
            from   applicants.application p
            where  \(ApplicationFilter.conditions)
            and    p.status = ($1::text[])[1]
            and    (p.decided_at, p.id)
                   < (coalesce($11, 'infinity'::timestamptz),
                      coalesce($12, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
            order  by p.decided_at desc, p.id desc
            limit  $13) as page
    \(ApplicationPage.itsSitting)
    order  by page.decided_at desc, page.id desc
    """

  let page: ApplicationPage
  var bindings: Bindings {
    page.filter.bindings + [page.after?.at, page.after?.id, page.limit]
  }
  static func decode(_ row: inout RowReader) throws -> ApplicationLine {
    try ApplicationLine(row: &row)
  }
}

struct ListApplications: Statement {
  static let sql = ApplicationPage.sql(scope: "true")

  let page: ApplicationPage
  var bindings: Bindings { page.bindings }
  static func decode(_ row: inout RowReader) throws -> ApplicationLine {
    try ApplicationLine(row: &row)
  }
}

/// The same of those in whose texts something is found.
struct SearchApplications: Statement {
  static let sql = ApplicationPage.sql(scope: ApplicationFilter.found("$15"))

  let page: ApplicationPage
  let pattern: LikePattern
  var bindings: Bindings { page.bindings + [pattern.containing] }
  static func decode(_ row: inout RowReader) throws -> ApplicationLine {
    try ApplicationLine(row: &row)
  }
}
