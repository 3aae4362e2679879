import FoundationEssentials
import Postgres

/// One package, for a worker only if it is the worker's.
struct FindPackage: Statement {
  static let sql = """
    select \(Package.columns)
    from   packing.package p
    join   packing.cookie c on c.package_id = p.id
    where  p.id = $1
    and    ($2::uuid is null or p.worker_id = $2)
    """

  let id: UUID
  let workerID: UUID?

  var bindings: Bindings { [id, workerID] }
  static func decode(_ row: inout RowReader) throws -> Package { try Package(row: &row) }
}
