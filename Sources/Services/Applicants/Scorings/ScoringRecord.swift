import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One of the scorings that a version has had: kept for ever, since sittings name theirs.
struct ScoringRecord: Sendable {
  /// From 1, in the order in which they were made.
  let number: Int
  let maxPoints: Int
  /// Why it was made; nil: it was published with the paper.
  let note: String?
  let createdBy: ExactText
  let createdAt: Date

  static let noteLength = 1...2_000
  static let numbers = 1...Int(Int32.max)
  static let columns = "number, max_points, note, created_by, created_at"

  init(row: inout RowReader) throws {
    number = try row.next()
    maxPoints = try row.next()
    note = try row.next()
    createdBy = try row.next()
    createdAt = try row.next()
  }

  init(number: Int, _ scoring: InsertScoring) {
    self.number = number
    maxPoints = scoring.scoring.greatest
    note = scoring.note
    createdBy = scoring.manager
    createdAt = scoring.now
  }
}

extension ScoringRecord: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("number", number)
    writer.field("max_points", maxPoints)
    writer.field("note", note)
    writer.field("created_by", createdBy)
    writer.field("created_at", createdAt)
  }
}

/// The same with the scoring itself.
struct KeptScoring: JSONWritable, Sendable {
  let record: ScoringRecord
  let scoring: Scoring

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    record.writeFields(to: &writer)
    writer.field("scoring", scoring.json)
    writer.endObject()
  }
}

/// One that was put in force just now.
struct AdoptedScoring: JSONWritable, Sendable {
  let record: ScoringRecord
  /// How many attempts are being scored by it again.
  let scoredAgain: Int

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    record.writeFields(to: &writer)
    writer.field("scored_again", scoredAgain)
    writer.endObject()
  }
}
