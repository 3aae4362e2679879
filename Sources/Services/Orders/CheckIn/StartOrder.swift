import FoundationEssentials
import Postgres
import ServiceKit

/// Starts one order of a worker while check-in is open: not before it opens, and only before the
/// instant from which the sweeper may fail it.
struct StartOrder: Statement {
  static let sql = """
    with started as (
      update orders.orders o
      set    status                = 'started',
             started_at            = $4,
             check_in_photo_sha256 = $5,
             version               = o.version + 1
      where  o.id = $1
      and    \(Viewer.visible)
      and    o.status       = 'accepted'
      and    o.scheduled_at <= $6
      and    o.scheduled_at >  $7
      and    ($8::int8[] is null or o.version = any ($8))
      returning o.*
    ),
    told as (
      insert into orders.order_history (order_id, version, event, at, by_role, by_subject)
      select id, version, status, started_at, $9, $10
      from   started
    )
    select \(Order.columns)
    from   started o
    """

  let id: UUID
  let viewer: Viewer
  let photo: String
  let window: CheckInWindow
  let versions: [Int64]?

  var bindings: Bindings {
    [
      id, viewer.clientSubject, viewer.workerID, window.now, photo, window.latestScheduled,
      window.missedScheduled, versions, viewer.actor.rawValue, viewer.caller.subject,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}
