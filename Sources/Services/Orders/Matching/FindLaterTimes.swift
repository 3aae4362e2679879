import FoundationEssentials
import Postgres

/// The first half hours after the one asked for at which somebody is free.
///
/// Bounded: it looks at the first 200 by rank and at the half hours up to a given time, and stops
/// at the third that is found.
struct FindLaterTimes: Statement {
  let busy: Range<Date>
  let timeZone: String
  let excluded: [UUID]
  let scheduledAt: Date
  let latest: Date
  let limit: Int
  let ignoredOrder: UUID

  init(_ request: MatchRequest, timeZone: String, until latest: Date, limit: Int) {
    busy = request.busy
    self.timeZone = timeZone
    excluded = request.excludedWorkers
    scheduledAt = request.scheduledAt
    self.latest = latest
    self.limit = limit
    ignoredOrder = request.orderID
  }

  static let sql = """
    with pool as materialized (
      -- the first 200 by rank, whatever they do, and when each of them is taken
      select w.hours,
             w.absences + coalesce(taken.busy, '{}') as taken
      from   orders.worker_standing s
             cross join lateral (
               select w.hours,
                      w.absences
               from   workers_api.v1_worker w
               where  w.id = s.worker_id
               and    w.active
               and    w.id <> all ($4)
               limit  1) w
             cross join lateral (
               select range_agg(o.busy) as busy
               from   orders.orders o
               where  o.worker_id = s.worker_id
               and    o.status in ('accepted', 'started')
               and    o.ends_at > $1
               and    o.id <> $8) taken
      order  by s.rank,
                s.worker_id
      limit  200
    ),
    slot as (
      -- the half hours after the time asked for, and what somebody would be busy for each
      select start,
             tstzrange(start - ($5::timestamptz - $1), start + ($2 - $5)) as busy,
             (start - ($5 - $1)) at time zone $3 as leaves,
             (start + ($2 - $5)) at time zone $3 as ends
      from   generate_series(
               to_timestamp(ceil((extract(epoch from $5::timestamptz) + 1) / 1800) * 1800),
               $6::timestamptz,
               interval '30 minutes') start
    ),
    week as (
      select start,
             busy,
             (extract(isodow from leaves)::int4 - 1) * 1440
               + floor(extract(epoch from leaves::time) / 60)::int4 as first,
             (extract(isodow from ends)::int4 - 1) * 1440
               + ceil(extract(epoch from ends::time) / 60)::int4 as last
      from   slot
    )
    select start
    from   week
    where  exists (
             select
             from   pool
             where  not pool.taken && week.busy
             and    (pool.hours is null
                     or pool.hours @> case
                          when first < last
                          then int4multirange(int4range(first, last))
                          else int4multirange(int4range(first, 10080), int4range(0, last))
                        end))
    order  by start
    limit  $7
    """

  var bindings: Bindings {
    [
      busy.lowerBound, busy.upperBound, timeZone, excluded, scheduledAt, latest, Int64(limit),
      ignoredOrder,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Date { try row.next() }
}
