import FoundationEssentials
import Postgres
import ServiceKit

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
}

/// A page of workers in the order of their ids, that is of their registration.
struct ListWorkers: Statement {
  static let sql = """
    select \(Worker.columns)
    from   workers.worker
    where  ($1::bool is null or active = $1)
    and    ($2::text is null or origin = $2)
    and    ($3::uuid is null or id > $3)
    order by id
    limit  $4
    """

  let filter: WorkerFilter
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [filter.active, filter.origin, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}

/// The same for those in whose texts something is found: a statement of its own, so that it is
/// planned for the index on them.
struct SearchWorkers: Statement {
  static let sql = """
    select \(Worker.columns)
    from   workers.worker
    -- The index has the database's collation; lower case is Unicode's.
    where  search like (lower($5 collate "und-x-icu") collate "default")
    and    ($1::bool is null or active = $1)
    and    ($2::text is null or origin = $2)
    and    ($3::uuid is null or id > $3)
    order by id
    limit  $4
    """

  let filter: WorkerFilter
  let pattern: LikePattern
  let after: UUID?
  let limit: Int

  var bindings: Bindings {
    [filter.active, filter.origin, after, limit, pattern.containing]
  }

  static func decode(_ row: inout RowReader) throws -> Worker { try Worker(row: &row) }
}
