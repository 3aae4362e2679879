import FoundationEssentials
import Postgres

struct InsertVacancy: Statement {
  static let sql = """
    insert into applicants.vacancy (id, texts, tests, open, version, created_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $6)
    """

  let vacancy: Vacancy
  let now: Date

  var bindings: Bindings { [vacancy.id] + vacancy.stored + [vacancy.version, now] }
}

/// Writes what may change of a vacancy whose row is locked, and its version.
struct UpdateVacancy: Statement {
  static let sql = """
    update applicants.vacancy
    set    texts      = $2,
           tests      = $3,
           open       = $4,
           version    = $5,
           changed_at = $6
    where  id = $1
    """

  let vacancy: Vacancy
  let now: Date

  var bindings: Bindings { [vacancy.id] + vacancy.stored + [vacancy.version, now] }
}

/// In the order in which they were entered.
struct ListVacancies: Statement {
  static let sql = """
    select \(Vacancy.columns)
    from   \(Vacancy.table)
    where  ($1::bool is null or open = $1)
    and    ($2::uuid is null or id > $2)
    order  by id
    limit  $3
    """

  let isOpen: Bool?
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [isOpen, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Vacancy { try Vacancy(row: &row) }
}

/// Which of these tests a vacancy may name.
struct FindTestsOnOffer: Statement {
  static let sql = """
    select id
    from   applicants.test
    where  id = any ($1)
    and    not archived
    """

  let ids: [UUID]
  var bindings: Bindings { [ids] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
