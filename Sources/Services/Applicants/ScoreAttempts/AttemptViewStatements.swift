import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// All answers of an attempt, of each question the first one first.
struct ListAnswers: Statement {
  static let sql = """
    select question, revision, value, saved_at, via
    from   applicants.answer
    where  attempt_id = $1
    order  by question, revision
    """

  let attempt: UUID
  var bindings: Bindings { [attempt] }
  static func decode(_ row: inout RowReader) throws -> AnswerRevision {
    let (question, revision) = (try row.next(as: ExactText.self), try row.next(as: Int.self))
    let value = try row.next(as: JSONText?.self)
    return AnswerRevision(
      question: question, revision: revision,
      value: try value.map { try JSONValue(parsing: $0.text.utf8) }, savedAt: try row.next(),
      via: try row.next())
  }
}

/// What the questions of an attempt came to, by every scoring that it was given.
struct FindPoints: Statement {
  static let sql = """
    select question, scoring, points
    from   applicants.attempt_points
    where  attempt_id = $1
    """

  let attempt: UUID
  var bindings: Bindings { [attempt] }
  static func decode(
    _ row: inout RowReader
  ) throws -> (question: ExactText, scoring: Int, points: Int) {
    (try row.next(), try row.next(), try row.next())
  }
}

extension Transaction {
  /// - Throws: 404 where there is none.
  func attemptView(_ id: UUID, by rule: TopRule) async throws -> AttemptView {
    guard let attempt = try await one(FindRow<Attempt>(id: id)) else { throw Problem.notFound }
    let (parts, answers, points, marks) = try await execute(
      FindParts(attempt: id), ListAnswers(attempt: id), FindPoints(attempt: id),
      ListMarks(attempt: id))
    let counted = points.filter { found in
      attempt.status == .finished
        && parts.contains { $0.holds(found.question) && $0.number == found.scoring }
    }
    return AttemptView(
      attempt: attempt, standing: try await standings(of: [id], by: rule)[id], parts: parts,
      answers: Dictionary(grouping: answers, by: \.question),
      points: Dictionary(
        counted.map { ($0.question, $0.points) }, uniquingKeysWith: { first, _ in first }),
      marks: Dictionary(
        marks.map { ($0.question, $0) }, uniquingKeysWith: { first, _ in first }))
  }
}

extension StoredPart {
  /// Whether a question is one of its own, by its name in the set.
  fileprivate func holds(_ question: ExactText) -> Bool {
    question.text.utf8.starts(with: "\(position).".utf8)
  }
}
