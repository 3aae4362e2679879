import Contracts
import FoundationEssentials
import Postgres

/// A test whose draft is an empty object.
struct InsertTest: Statement {
  static let sql = """
    insert into applicants.test
           (id, name, archived, version, draft, draft_version, draft_by, draft_at, created_at)
    values ($1, $2, $3, $4, '{}', 1, $5, $6, $6)
    """

  let test: HiringTest
  let manager: ExactText
  let now: Date

  var bindings: Bindings { [test.id] + test.stored + [test.version, manager, now] }
}

/// Writes what may change of a test whose row is locked, and its version.
struct UpdateTest: Statement {
  static let sql = """
    update applicants.test
    set    name     = $2,
           archived = $3,
           version  = $4
    where  id = $1
    """

  let test: HiringTest
  var bindings: Bindings { [test.id] + test.stored + [test.version] }
}

/// In the order in which they were begun.
struct ListTests: Statement {
  static let sql = """
    select \(HiringTest.columns)
    from   \(HiringTest.table)
    where  ($1::bool is null or archived = $1)
    and    ($2::uuid is null or id > $2)
    order  by id
    limit  $3
    """

  let isArchived: Bool?
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [isArchived, after, limit] }
  static func decode(_ row: inout RowReader) throws -> HiringTest { try HiringTest(row: &row) }
}
