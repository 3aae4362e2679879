import FoundationEssentials
import Postgres

/// Fails the orders whose worker has not come: scheduled at `lastScheduled` or earlier.
///
/// Replicas skip what another one holds, so none waits and none ends an order twice.
struct FailNoShows: Statement {
  static let sql = EndingSQL.failing(
    OrderLife.noShow, while: "o.status = 'accepted' and o.scheduled_at <= $1",
    first: "o.scheduled_at")

  let lastScheduled: Date
  let limit: Int
  let now: Date

  var bindings: Bindings { [lastScheduled, limit, now] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

/// Fails the started orders whose report never came: due to end at `lastEnd` or earlier (R-185).
struct FailUnreported: Statement {
  static let sql = EndingSQL.failing(
    OrderLife.reportMissing, while: "o.status = 'started' and o.ends_at <= $1",
    first: "o.ends_at")

  let lastEnd: Date
  let limit: Int
  let now: Date

  var bindings: Bindings { [lastEnd, limit, now] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

/// Notes once that a started order's report is late (R-185).
struct MarkOverdue: Statement {
  static let sql = """
    with late as (
      select o.id
      from   orders.orders o
      where  o.status = 'started'
      and    o.ends_at <= $1
      and    o.overdue_at is null
      order  by o.ends_at
      limit  $2
      for    update skip locked
    ),
    marked as (
      update orders.orders o
      set    overdue_at = $3,
             version    = o.version + 1
      from   late
      where  o.id = late.id
      returning o.*
    ),
    told as (
      insert into orders.order_history (order_id, version, event, at, by_role)
      select id, version, 'overdue', overdue_at, 'sweeper'
      from   marked
    )
    select \(Order.columns)
    from   marked o
    """

  let lastEnd: Date
  let limit: Int
  let now: Date

  var bindings: Bindings { [lastEnd, limit, now] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

extension EndingSQL {
  /// How the sweeper fails what is late, at most `$2` of them at the instant `$3`.
  static func failing(_ ending: Ending, while condition: String, first: String) -> String {
    EndingSQL(
      chosen: """
        -- what another replica, or a check-in on its way, holds is left alone
        select o.id
        from   orders.orders o
        where  \(condition)
        order  by \(first)
        limit  $2
        for    update skip locked
        """,
      reason: "'\(ending.reason?.rawValue ?? "")'", by: "'sweeper'", at: "$3",
      // The standings are locked in this order by every replica.
      order: "o.worker_id"
    ).text
  }
}
