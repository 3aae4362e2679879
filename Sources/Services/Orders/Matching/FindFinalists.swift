import FoundationEssentials
import Postgres

/// Stage one: the first 200 by rank among those active, free at that time and not excluded.
///
/// The `lateral` subqueries with a limit hold the planner to one plan, whatever the sizes: walk the
/// index on rank, look each worker up by key, look at its next open order, stop at 200. Left to
/// itself it now and then prefers to join everybody first, and the cost then grows with the pool.
struct FindFinalists: Statement {
  static let limit = 200

  let busy: Range<Date>
  let timeZone: String
  let excluded: [UUID]
  let after: RankPosition
  /// An order that does not count as open: that of a dry run.
  let ignoredOrder: UUID

  // Open orders of a worker never overlap, so the first that ends after the time begins is
  // the only one that can be in the way.
  static let sql = """
    \(BusinessWeek.cte)
    select s.worker_id,
           s.rank,
           s.load,
           s.completed,
           s.failed,
           s.cancelled,
           w.name,
           w.code,
           (select max(version) from orders.pipeline)
    from   orders.worker_standing s
           cross join lateral (
             select w.name,
                    w.code
             from   workers_api.v1_worker w
             where  w.id = s.worker_id
             and    w.active
             and    (w.hours is null or w.hours @> (select minutes from week))
             and    not w.absences && tstzrange($1, $2)
             and    w.id <> all ($4)
             limit  1) w
           left join lateral (
             select lower(o.busy) as starts
             from   orders.orders o
             where  o.worker_id = s.worker_id
             and    o.status in ('accepted', 'started')
             and    o.ends_at > $1
             and    o.id <> $7
             order  by o.ends_at
             limit  1) next on true
    where  (s.rank, s.worker_id) > ($5, $6)
    and    coalesce(next.starts >= $2, true)
    order  by s.rank,
              s.worker_id
    limit  200
    """

  var bindings: Bindings {
    [
      busy.lowerBound, busy.upperBound, timeZone, excluded, after.rank, after.id, ignoredOrder,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Finalist {
    let sample = NormalSample(
      id: try row.next(), rank: try row.next(), load: try row.next(), completed: try row.next(),
      failed: try row.next(), cancelled: try row.next(), name: try row.next(),
      characteristics: Characteristics(code: try row.next()))
    return Finalist(sample: sample, pipelineVersion: try row.next())
  }
}

/// A row of stage one.
struct Finalist: Sendable {
  let sample: NormalSample
  /// The pipeline in force when it was found.
  let pipelineVersion: Int64
}

/// The business week in SQL, in minutes: 0 is Monday 00:00, 10080 the end of Sunday.
enum BusinessWeek {
  /// A CTE `week(minutes)`: the part of the week from $1 to $2, in time zone $3. It is in two
  /// pieces when it goes over the end of the week, and follows the clocks when they change.
  static let cte = """
    with week as materialized (
      select case when first < last
                  then int4multirange(int4range(first, last))
                  else int4multirange(int4range(first, 10080), int4range(0, last))
             end as minutes
      from   (select (extract(isodow from starts)::int4 - 1) * 1440
                       + floor(extract(epoch from starts::time) / 60)::int4 as first,
                     (extract(isodow from ends)::int4 - 1) * 1440
                       + ceil(extract(epoch from ends::time) / 60)::int4 as last
              from   (select $1::timestamptz at time zone $3 as starts,
                             $2::timestamptz at time zone $3 as ends) local) bounds
    )
    """
}
