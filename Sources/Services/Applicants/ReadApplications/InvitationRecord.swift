import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// An invitation and what has become of it.
struct InvitationRecord: Sendable {
  /// A part of what is sat.
  struct Part: Codable, Sendable {
    let testID: UUID
    let version: Int
    /// The number of the scoring by which it was to be scored.
    let scoring: Int

    enum CodingKeys: String, CodingKey {
      case version, scoring
      case testID = "test_id"
    }
  }

  let id: UUID
  /// From 1, in the order in which they were made.
  let number: Int
  let limitSeconds: Int
  let extraSeconds: Int
  let goodUntil: Date
  let reason: String?
  let createdBy: ExactText
  let createdAt: Date
  let revokedAt: Date?
  let parts: [Part]
  let attempt: AttemptRecord?
}

extension [InvitationRecord] {
  /// The one that counts.
  var live: InvitationRecord? { last { $0.revokedAt == nil } }
}

/// The one sitting of an invitation.
struct AttemptRecord: Sendable {
  let status: Attempt.Status
  let startedAt: Date
  let deadlineAt: Date
  let handedInAt: Date?
  let handedInBy: String?
  /// nil until it has finished, as are those that follow.
  let points: Int?
  let maxPoints: Int?
  let characteristics: [Int16]?
  let code: String?
  let isKnockedOut: Bool?
  let finishedAt: Date?
  /// How it stood then.
  let standing: StandingNow?
}

extension InvitationRecord {
  init(row: inout RowReader) throws {
    id = try row.next()
    number = try row.next()
    limitSeconds = try row.next()
    extraSeconds = try row.next()
    goodUntil = try row.next()
    reason = try row.next()
    createdBy = try row.next()
    createdAt = try row.next()
    revokedAt = try row.next()
    parts = try row.next(as: JSON<[Part]>.self).value
    attempt = try AttemptRecord(row: &row)
  }
}

extension AttemptRecord {
  /// - Returns: nil where none was begun; all columns are read nevertheless.
  init?(row: inout RowReader) throws {
    let status: Attempt.Status? = try row.next()
    let (startedAt, deadlineAt): (Date?, Date?) = (try row.next(), try row.next())
    handedInAt = try row.next()
    handedInBy = try row.next()
    points = try row.next()
    maxPoints = try row.next()
    characteristics = try row.next()
    code = try row.next()
    isKnockedOut = try row.next()
    finishedAt = try row.next()
    standing = try row.next(as: JSON<StandingNow>?.self)?.value
    guard let status, let startedAt, let deadlineAt else { return nil }
    self.status = status
    self.startedAt = startedAt
    self.deadlineAt = deadlineAt
  }
}

extension InvitationRecord: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("id", id)
    writer.field("number", number)
    writer.field("tests", parts)
    writer.field("limit_seconds", limitSeconds)
    writer.field("extra_seconds", extraSeconds)
    writer.field("good_until", goodUntil)
    writer.field("reason", reason)
    writer.field("created_by", createdBy)
    writer.field("created_at", createdAt)
    writer.field("revoked_at", revokedAt)
    writer.field("attempt", attempt)
    writer.endObject()
  }
}

extension InvitationRecord.Part: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("test_id", testID)
    writer.field("version", version)
    writer.field("scoring", scoring)
    writer.endObject()
  }
}

extension AttemptRecord: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("status", status.rawValue)
    writer.field("started_at", startedAt)
    writer.field("deadline_at", deadlineAt)
    writer.field("handed_in_at", handedInAt)
    writer.field("handed_in_by", handedInBy)
    writer.field("points", points)
    writer.field("max_points", maxPoints)
    writer.field("code", code)
    writer.characteristics(characteristics?.map(Int.init))
    writer.field("knocked_out", isKnockedOut)
    writer.field("finished_at", finishedAt)
    writer.field("standing_then", standing)
    writer.endObject()
  }
}

/// All of an application, the first one first.
struct ListInvitations: Statement {
  static let sql = """
    select i.id, i.number, i.limit_seconds, coalesce(t.extra_seconds, i.extra_seconds),
           i.expires_at, i.reason, i.created_by, i.created_at, i.revoked_at,
           (select jsonb_agg(
                     jsonb_build_object('test_id', p.test_id, 'version', p.version,
                                        'scoring', p.scoring)
                     order by p.position)
            from   applicants.invitation_test p
            where  p.invitation_id = i.id),
           t.status, t.started_at, t.deadline_at, t.handed_in_at, t.handed_in_by, t.points,
           t.max_points, t.characteristics, t.code, t.knocked_out, t.finished_at, t.standing
    from   applicants.invitation i
    left   join applicants.attempt t on t.id = i.id
    where  i.application_id = $1
    order  by i.number
    """

  let application: UUID
  var bindings: Bindings { [application] }
  static func decode(_ row: inout RowReader) throws -> InvitationRecord {
    try InvitationRecord(row: &row)
  }
}
