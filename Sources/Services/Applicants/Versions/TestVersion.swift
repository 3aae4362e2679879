import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// What was published of a test: a paper that never changes, and which scoring is in force.
struct TestVersion: Sendable {
  enum Status: String, CaseIterable, Sendable, PostgresText {
    case live
    /// Nobody is invited to it any more.
    case retired
  }

  let test: UUID
  /// From 1, in the order in which they were published.
  let number: Int
  var status: Status
  /// Whether it is the one that whoever is given the test sits; one of a test at most.
  var isDefault: Bool
  /// The number of the scoring by which later sittings are scored.
  var scoring: Int
  let limitSeconds: Int
  let questions: Int
  /// The most points by that scoring.
  let maxPoints: Int
  let publishedBy: ExactText
  let publishedAt: Date
  /// How many states it has had; of paper and scorings there is one.
  var stateVersion: Int64
}

extension TestVersion {
  var place: PublishedPlace { PublishedPlace(test: test, number: Int32(number)) }

  static let table = """
    applicants.test_version v
           join applicants.test_scoring s
           on (s.test_id, s.version) = (v.test_id, v.number)
    """
  /// From a row source named `v`, and its scoring in `s`.
  static let columns = """
    v.test_id, v.number, v.status, v.is_default, v.scoring, v.limit_seconds, v.questions,
           s.max_points, v.published_by, v.published_at, v.state_version
    """

  init(row: inout RowReader) throws {
    test = try row.next()
    number = try row.next()
    status = try row.next()
    isDefault = try row.next()
    scoring = try row.next()
    limitSeconds = try row.next()
    questions = try row.next()
    maxPoints = try row.next()
    publishedBy = try row.next()
    publishedAt = try row.next()
    stateVersion = try row.next()
  }
}

extension TestVersion: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writeFields(to: &writer)
    writer.endObject()
  }

  fileprivate func writeFields(to writer: inout JSONWriter) {
    writer.field("test_id", test)
    writer.field("number", number)
    writer.field("status", status.rawValue)
    writer.field("default", isDefault)
    writer.field("scoring_in_force", scoring)
    writer.field("limit_seconds", limitSeconds)
    writer.field("question_count", questions)
    writer.field("max_points", maxPoints)
    writer.field("published_by", publishedBy)
    writer.field("published_at", publishedAt)
    writer.field("version", stateVersion)
  }
}

/// The same with both of its halves, each in its one encoding.
struct PublishedTest: Sendable {
  let version: TestVersion
  let paper: Paper
  let scoring: Scoring

  /// Both together, as managers write it.
  var document: JSONValue { TestDocument(joining: paper, scoring)?.json ?? .null }
}

extension PublishedTest: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    version.writeFields(to: &writer)
    writer.field("paper", paper.json)
    writer.field("scoring", scoring.json)
    writer.endObject()
  }
}
