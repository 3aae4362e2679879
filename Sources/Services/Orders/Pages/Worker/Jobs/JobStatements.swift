import FoundationEssentials
import Postgres

/// A worker's jobs that are still to be done, the soonest first: few, however many there have been.
///
/// They never overlap, so by their ends they are in the order of their beginnings, and the
/// index of open orders has them so.
struct ListOpenJobs: Statement {
  static let limit = 200
  static let sql = """
    select \(Order.columns)
    from   orders.orders o
    where  o.worker_id = $1
    and    o.status in ('accepted', 'started')
    and    o.ends_at > $2
    and    o.scheduled_at < $3
    order  by o.ends_at
    limit  \(limit)
    """

  let workerID: UUID?
  /// Those that fall into it, if only in part.
  let days: Range<Date>

  var bindings: Bindings { [workerID, days.lowerBound, days.upperBound] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

/// A worker's jobs that have ended in some way, the latest first.
///
/// The comparison begins with the status, as the index `orders_ended_by_worker` does: without it,
/// who has thousands of jobs and none that failed would have all of them read.
struct ListEndedJobs: Statement {
  static let sql = """
    select \(Order.columns)
    from   orders.orders o
    where  o.worker_id = $1
    and    o.status = $2
    and    o.status in ('completed', 'cancelled', 'failed')
    and    (o.status, o.scheduled_at, o.id)
           < ($2, coalesce($3, 'infinity'::timestamptz),
              coalesce($4, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
    order  by o.scheduled_at desc, o.id desc
    limit  $5
    """

  let workerID: UUID?
  let status: OrderStatus
  /// Where the page before ended.
  let after: (scheduledAt: Date, id: UUID)?
  let limit: Int

  var bindings: Bindings { [workerID, status.rawValue, after?.scheduledAt, after?.id, limit] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

/// How many jobs of a worker stand where, as far as anybody counts.
struct CountJobs: Statement {
  /// From here on it is many.
  static let many = 1_000
  static let sql = """
    select part.status,
           (select count(*)
            from   (select from orders.orders o
                    where  o.worker_id = $1
                    and    o.status = part.status
                    and    o.status in ('completed', 'cancelled', 'failed')
                    limit  \(many)) as counted)
    from   (values ('completed'), ('cancelled'), ('failed')) as part (status)
    union all
    select 'accepted',
           (select count(*)
            from   orders.orders o
            where  o.worker_id = $1
            and    o.status in ('accepted', 'started'))
    """

  let workerID: UUID?

  var bindings: Bindings { [workerID] }
  static func decode(_ row: inout RowReader) throws -> (status: OrderStatus, count: Int) {
    (status: try row.next(), count: try row.next())
  }
}

/// Of what a worker's list of active jobs shows.
struct FingerprintOfWorker: Statement {
  static let sql = Fingerprint.sql(
    of: """
      select o.id, o.version
            from   orders.orders o
            where  o.worker_id = $1
            and    o.status in ('accepted', 'started')
      """)

  let workerID: UUID?

  var bindings: Bindings { [workerID] }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
