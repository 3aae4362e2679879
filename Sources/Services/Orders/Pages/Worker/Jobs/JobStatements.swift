import FoundationEssentials
import Postgres

/// How many jobs of a worker stand where.
struct CountJobs: Statement {
  static let sql = """
    select o.status, count(*)
    from   orders.orders o
    where  o.worker_id = $1
    group  by o.status
    """

  let workerID: UUID?

  var bindings: Bindings { [workerID] }
  static func decode(_ row: inout RowReader) throws -> (status: OrderStatus, count: Int) {
    (status: try row.next(), count: try row.next())
  }
}

/// Of what a worker's list of jobs shows.
struct FingerprintOfWorker: Statement {
  static let limit = 200
  static let sql = Fingerprint.sql(
    of: """
      select o.id, o.version
            from   orders.orders o
            where  o.worker_id = $1
            order  by o.scheduled_at desc, o.id desc
            limit  \(limit)
      """)

  let workerID: UUID?

  var bindings: Bindings { [workerID] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
