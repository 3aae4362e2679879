import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A part of an attempt as the tables have it.
struct StoredPart: Sendable {
  let position: Int
  let test: UUID
  let version: Int
  let number: Int
  private let paper: JSONText
  private let scoring: JSONText

  init(row: inout RowReader) throws {
    position = try row.next()
    test = try row.next()
    version = try row.next()
    number = try row.next()
    paper = try row.next()
    scoring = try row.next()
  }

  /// - Throws: for documents that are not what was published.
  func read() throws -> SittingPart {
    SittingPart(
      position: position, test: test, version: version, number: number,
      paper: try Paper(JSONValue(parsing: paper.text.utf8)),
      scoring: try Scoring(JSONValue(parsing: scoring.text.utf8)))
  }
}

/// The parts of an attempt in their order. By which scoring each counts, the attempt's group says:
/// it may be a later one than that of the invitation. A part of which the group knows none cannot be
/// read: nothing is to be scored without it.
struct FindParts: Statement {
  static let sql = """
    select t.position, t.test_id, t.version, s.number, v.paper, s.document
    from   applicants.attempt         a
    join   applicants.sitting_group   g on g.id = a.group_id
    join   applicants.invitation_test t on t.invitation_id = a.id
    join   applicants.test_version    v on (v.test_id, v.number) = (t.test_id, t.version)
    left   join lateral (
      select s.number, s.document
      from   \(SittingGroupSQL.scorings(of: "g.key"))
      where  (s.test_id, s.version) = (t.test_id, t.version)
    ) s on true
    where  a.id = $1
    order  by t.position
    """

  let attempt: UUID
  var bindings: Bindings { [attempt] }
  static func decode(_ row: inout RowReader) throws -> StoredPart { try StoredPart(row: &row) }
}

/// What was answered last to each question; what was taken back is left out.
struct FindLastAnswers: Statement {
  static let sql = """
    select question, value
    from   (select distinct on (question) question, value
            from   applicants.answer
            where  attempt_id = $1
            order  by question, revision desc) last
    where  value is not null
    """

  let attempt: UUID
  var bindings: Bindings { [attempt] }
  static func decode(_ row: inout RowReader) throws -> (question: ExactText, value: JSONValue) {
    (try row.next(), try JSONValue(parsing: row.next(as: JSONText.self).text.utf8))
  }
}

/// What managers have given for the texts of an attempt.
struct FindGivenMarks: Statement {
  static let sql = """
    select question, points
    from   applicants.mark
    where  attempt_id = $1
    and    points is not null
    """

  let attempt: UUID
  var bindings: Bindings { [attempt] }
  static func decode(_ row: inout RowReader) throws -> (question: ExactText, points: Int) {
    (try row.next(), try row.next())
  }
}

extension Transaction {
  func sitting(of attempt: UUID) async throws -> AnsweredSet {
    let (parts, answers, marks) = try await execute(
      FindParts(attempt: attempt), FindLastAnswers(attempt: attempt),
      FindGivenMarks(attempt: attempt))
    return AnsweredSet(
      parts: try parts.map { try $0.read() },
      answers: Dictionary(
        answers.map { ($0.question, $0.value) }, uniquingKeysWith: { first, _ in first }),
      marks: Dictionary(
        marks.map { ($0.question, $0.points) }, uniquingKeysWith: { first, _ in first }))
  }
}
