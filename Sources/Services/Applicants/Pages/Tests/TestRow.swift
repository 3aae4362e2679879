import FoundationEssentials
import Postgres

/// A test as the list shows it.
struct TestRow: Sendable {
  let test: HiringTest
  let draft: TestDraft
  /// The version that whoever is given the test sits; nil: nothing is published.
  let defaultNumber: Int?
}

/// In the order in which they were begun.
struct ListTestRows: Statement {
  static let sql = """
    select t.id, t.name, t.archived, t.version, t.draft, t.draft_version, v.number
    from   applicants.test t
           left join applicants.test_version v on v.test_id = t.id and v.is_default
    where  t.archived = $1
    and    ($2::uuid is null or t.id > $2)
    order  by t.id
    limit  $3
    """

  let isArchived: Bool
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [isArchived, after, limit] }
  static func decode(_ row: inout RowReader) throws -> TestRow {
    TestRow(
      test: try HiringTest(row: &row), draft: try TestDraft(row: &row),
      defaultNumber: try row.next())
  }
}
