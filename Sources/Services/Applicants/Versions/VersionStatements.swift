import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

// What is published of a test is written under the lock of its row (`LockDraft`,
// `LockRow<HiringTest>`), so that numbers follow each other and one version is the default.

/// The next version of a test, with its first scoring in force; the first one is the default, since a
/// test without can be given to nobody.
struct InsertVersion: Statement {
  static let sql = """
    insert into applicants.test_version
           (test_id, number, paper, limit_seconds, questions, published_by, published_at, status,
            scoring, is_default, state_version)
    select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, 'live',
           1, not coalesce(bool_or(is_default), false), 1
    from   applicants.test_version
    where  test_id = $1
    returning number
    """

  let test: UUID
  let paper: Paper
  let manager: ExactText
  let now: Date

  var bindings: Bindings {
    [
      test, JSONText(paper.json.text), paper.limitSeconds, paper.questions.count, manager, now,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// The newest first.
struct ListVersions: Statement {
  static let sql = """
    select \(TestVersion.columns)
    from   \(TestVersion.table)
    where  v.test_id = $1
    and    s.number = v.scoring
    and    ($2::int8 is null or v.number < $2)
    order  by v.number desc
    limit  $3
    """

  let test: UUID
  let before: Int?
  let limit: Int

  var bindings: Bindings { [test, before, limit] }
  static func decode(_ row: inout RowReader) throws -> TestVersion { try TestVersion(row: &row) }
}

/// A version with its paper, and with the scoring that is in force or another of its own.
struct FindPublished: Statement {
  static let sql = """
    select \(TestVersion.columns), v.paper, s.document
    from   \(TestVersion.table)
    where  v.test_id = $1
    and    v.number = $2
    and    s.number = coalesce($3::int8, v.scoring)
    """

  let test: UUID
  let number: Int32
  var scoring: Int?

  var bindings: Bindings { [test, number, scoring] }
  static func decode(_ row: inout RowReader) throws -> PublishedTest {
    let version = try TestVersion(row: &row)
    let paper = try row.next(as: JSONText.self)
    let scoring = try row.next(as: JSONText.self)
    return PublishedTest(
      version: version, paper: try Paper(JSONValue(parsing: paper.text.utf8)),
      scoring: try Scoring(JSONValue(parsing: scoring.text.utf8)))
  }
}

/// Takes a test's default away from whichever other version is it.
struct LeaveDefault: Statement {
  static let sql = """
    update applicants.test_version
    set    is_default    = false,
           state_version = state_version + 1
    where  test_id = $1
    and    is_default
    and    number <> $2
    """

  let version: TestVersion
  var bindings: Bindings { [version.test, version.number] }
}

/// Writes all that may change of a version.
struct UpdateVersion: Statement {
  static let sql = """
    update applicants.test_version
    set    status        = $3,
           is_default    = $4,
           scoring       = $5,
           state_version = $6
    where  test_id = $1
    and    number = $2
    """

  let version: TestVersion
  var bindings: Bindings {
    [
      version.test, version.number, version.status, version.isDefault, version.scoring,
      version.stateVersion,
    ]
  }
}
