import FoundationEssentials
import Postgres

/// The worker of that id.
struct FindWorker: Statement {
  static let sql = """
    select \(Worker.columns)
    from   workers.worker
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}

/// What a list of workers is narrowed to.
struct WorkerFilter: Sendable {
  var active: Bool?
  var origin: Worker.Origin?
  /// A part of name, e-mail, phone, breed or coat colour, in any case.
  var search: String?
}

/// A page of workers in the order of their ids, that is of their registration.
struct ListWorkers: Statement {
  static let sql = """
    select \(Worker.columns)
    from   workers.worker
    where  ($1::bool is null or active = $1)
    and    ($2::text is null or origin = $2)
    and    ($3::text is null
            or strpos(search, lower($3 collate "und-x-icu")) > 0)
    and    ($4::uuid is null or id > $4)
    order by id
    limit  $5
    """

  let filter: WorkerFilter
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [filter.active, filter.origin, filter.search, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}
