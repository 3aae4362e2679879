import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What a manager gives for an answer in words.
struct Mark: Sendable {
  let attempt: UUID
  /// Its name in the set: `1.why_us`.
  let question: ExactText
  /// nil: it waits.
  var points: Int?
  var comment: String?
  var markedBy: ExactText?
  var markedAt: Date?
  /// Who has it before the eyes, and until when nobody else gets it.
  let claimedBy: ExactText?
  let claimedUntil: Date?
  /// How often it was given, from 1.
  var version: Int64

  static let commentLength = 1...2_000
  /// For how long one who asks for an answer has it alone, in seconds.
  static let claimSeconds: TimeInterval = 600

  static let columns = """
    m.attempt_id, m.question, m.points, m.comment, m.marked_by, m.marked_at, m.claimed_by,
           m.claimed_until, m.version
    """

  init(row: inout RowReader) throws {
    attempt = try row.next()
    question = try row.next()
    points = try row.next()
    comment = try row.next()
    markedBy = try row.next()
    markedAt = try row.next()
    claimedBy = try row.next()
    claimedUntil = try row.next()
    version = try row.next()
  }

  /// Whether somebody else is at it.
  func isClaimed(from manager: ExactText, at now: Date) -> Bool {
    guard points == nil, let claimedBy, let claimedUntil else { return false }
    return claimedBy != manager && now < claimedUntil
  }
}

extension Mark: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("points", points)
    writer.field("comment", comment)
    writer.field("marked_by", markedBy)
    writer.field("marked_at", markedAt)
    writer.field("version", version)
    writer.endObject()
  }
}
