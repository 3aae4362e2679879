import FoundationEssentials
import Postgres
import ServiceKit

/// Stage one: the first 200 by rank among those active, free at that time and not excluded, in one
/// row of arrays: that is cheaper to send and to read than 200 rows.
///
/// The `lateral` subqueries with a limit hold the planner to one plan, whatever the sizes: walk the
/// index on rank, look each worker up by key, look at its next open order, stop at 200. Left to
/// itself it now and then prefers to join everybody first, and the cost then grows with the pool.
/// `asked` hides from it what could be estimated better if known: otherwise it plans each call anew,
/// which takes as long as the call.
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
    \(BusinessWeek.cte),
    asked as materialized (
      select $1::timestamptz as starts,
             $5::float8      as rank,
             $6::uuid        as id
    ),
    finalist as (
      select s.worker_id,
             s.rank,
             s.load,
             s.completed,
             s.failed,
             s.cancelled,
             w.name,
             w.code
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
               and    o.ends_at > (select starts from asked)
               and    o.id <> $7
               order  by o.ends_at
               limit  1) next on true
      where  (s.rank, s.worker_id) > ((select rank from asked), (select id from asked))
      and    coalesce(next.starts >= $2, true)
      order  by s.rank,
                s.worker_id
      limit  200
    )
    select array_agg(worker_id),
           array_agg(rank),
           array_agg(load),
           array_agg(completed),
           array_agg(failed),
           array_agg(cancelled),
           array_agg(name),
           -- twenty letters each, whatever the view says
           string_agg(rpad(code, 20, '?'), ''),
           (select max(version) from orders.pipeline)
    from   finalist
    """

  var bindings: Bindings {
    [
      busy.lowerBound, busy.upperBound, timeZone, excluded, after.rank, after.id, ignoredOrder,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Finalists {
    guard let ids: [UUID] = try row.next() else { return Finalists(samples: [], version: 0) }
    let ranks: [Double] = try row.next()
    let loads: [Double] = try row.next()
    let completed: [Int32] = try row.next()
    let failed: [Int32] = try row.next()
    let cancelled: [Int32] = try row.next()
    let names: [String] = try row.next()
    let points = Characteristics.points(codes: try row.next())
    let samples = ids.indices.map { index in
      NormalSample(
        id: ids[index], rank: ranks[index], load: loads[index], completed: completed[index],
        failed: failed[index], cancelled: cancelled[index], name: names[index],
        characteristics: Characteristics(points, sample: index))
    }
    return Finalists(samples: samples, version: try row.next())
  }
}

/// What stage one found, by rank.
struct Finalists: Sendable {
  let samples: [NormalSample]
  /// The pipeline in force then; 0 when nobody was found.
  let version: Int64
}
