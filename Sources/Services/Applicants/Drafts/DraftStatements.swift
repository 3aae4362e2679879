import Contracts
import FoundationEssentials
import Postgres

struct FindDraft: Statement {
  static let sql = """
    select draft, draft_version
    from   applicants.test
    where  id = $1
    """

  let test: UUID
  var bindings: Bindings { [test] }
  static func decode(_ row: inout RowReader) throws -> TestDraft { try TestDraft(row: &row) }
}

/// The same, with its test locked until the transaction ends: nothing else is written to it or
/// published of it.
struct LockDraft: Statement {
  static let sql = FindDraft.sql + "\nfor    no key update"

  let test: UUID
  var bindings: Bindings { [test] }
  static func decode(_ row: inout RowReader) throws -> TestDraft { try TestDraft(row: &row) }
}

/// Writes a draft over one of these versions; no row: there is another by now, or no such test.
struct WriteDraft: Statement {
  static let sql = """
    update applicants.test
    set    draft         = $2,
           draft_by      = $3,
           draft_at      = $4,
           draft_version = draft_version + 1
    where  id = $1
    and    draft_version = any ($5)
    returning draft, draft_version
    """

  let test: UUID
  let document: JSONText
  let manager: ExactText
  let now: Date
  let expected: [Int64]

  var bindings: Bindings { [test, document, manager, now, expected] }
  static func decode(_ row: inout RowReader) throws -> TestDraft { try TestDraft(row: &row) }
}

/// Counts a publication among a draft's changes.
struct CountDraft: Statement {
  static let sql = """
    update applicants.test
    set    draft_version = draft_version + 1
    where  id = $1
    """

  let test: UUID
  var bindings: Bindings { [test] }
}
