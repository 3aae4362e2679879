import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// The next scoring of a version whose test is locked.
struct InsertScoring: Statement {
  static let sql = """
    insert into applicants.test_scoring
           (test_id, version, number, document, max_points, note, created_by, created_at)
    select $1, $2, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7
    from   applicants.test_scoring
    where  test_id = $1
    and    version = $2
    returning number
    """

  let place: PublishedPlace
  let scoring: Scoring
  let note: String?
  let manager: ExactText
  let now: Date

  var bindings: Bindings {
    [
      place.test, place.number, JSONText(scoring.json.text), scoring.greatest, note, manager, now,
    ]
  }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// The newest first.
struct ListScorings: Statement {
  static let sql = """
    select \(ScoringRecord.columns)
    from   applicants.test_scoring
    where  test_id = $1
    and    version = $2
    and    ($3::int8 is null or number < $3)
    order  by number desc
    limit  $4
    """

  let place: PublishedPlace
  let before: Int?
  let limit: Int

  var bindings: Bindings { [place.test, place.number, before, limit] }
  static func decode(_ row: inout RowReader) throws -> ScoringRecord {
    try ScoringRecord(row: &row)
  }
}

struct FindScoring: Statement {
  static let sql = """
    select \(ScoringRecord.columns), document
    from   applicants.test_scoring
    where  test_id = $1
    and    version = $2
    and    number = $3
    """

  let place: PublishedPlace
  let number: Int32

  var bindings: Bindings { [place.test, place.number, number] }
  static func decode(_ row: inout RowReader) throws -> KeptScoring {
    let record = try ScoringRecord(row: &row)
    let document = try row.next(as: JSONText.self)
    return KeptScoring(
      record: record, scoring: try Scoring(JSONValue(parsing: document.text.utf8)))
  }
}
