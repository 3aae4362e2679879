import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// One of the tests that somebody is invited to, as it is fixed by that.
struct InvitedPart: Sendable {
  let test: UUID
  let version: Int32
  let scoring: Int32
  let limitSeconds: Int
  let questions: Int
}

extension [InvitedPart] {
  /// By which the attempts are known that are compared with each other: the order in which tests
  /// are sat is none of it.
  var groupKey: String {
    map { "\($0.test.wire):\($0.version)/\($0.scoring)" }.sorted().joined(separator: ",")
  }
  var limitSeconds: Int { reduce(0) { $0 + $1.limitSeconds } }
  var questions: Int { reduce(0) { $0 + $1.questions } }

  /// In the order of a set.
  ///
  /// - Throws: 409 where one of the tests is not there.
  func ordered(as tests: [UUID]) throws(Problem) -> [InvitedPart] {
    var ordered: [InvitedPart] = []
    for test in tests {
      guard let part = first(where: { $0.test == test }) else { throw .noDefaultVersion }
      ordered.append(part)
    }
    return ordered
  }
}

/// The versions of these tests that whoever is invited now is given.
struct FindDefaultVersions: Statement {
  static let sql = """
    select test_id, number, scoring, limit_seconds, questions
    from   applicants.test_version
    where  is_default
    and    test_id = any ($1)
    """

  let tests: [UUID]
  var bindings: Bindings { [tests] }
  static func decode(_ row: inout RowReader) throws -> InvitedPart {
    InvitedPart(
      test: try row.next(), version: try row.next(), scoring: try row.next(),
      limitSeconds: try row.next(), questions: try row.next())
  }
}
