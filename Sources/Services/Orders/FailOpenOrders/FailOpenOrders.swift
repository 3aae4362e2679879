import FoundationEssentials
import Postgres

/// Fails all open orders of one worker: those not begun since the worker cannot come, the
/// begun ones since they will not be done. There are never many: they cannot overlap, and
/// none lies beyond the horizon.
struct FailOpenOrders: Statement {
  static let sql = """
    with open as (
      -- in one order, so that two who do this at once do not lock each other out
      select o.id
        from orders.orders o
       where o.worker_id = $1
         and o.status in ('accepted', 'started')
       order by o.id
         for update),
    ended as (
      update orders.orders o
         set status   = 'failed',
             outcome  = 'failed',
             reason   = case o.status when 'accepted' then $2 else $3 end,
             note     = $4,
             ended_by = 'manager',
             ended_at = $5,
             version  = o.version + 1
        from open
       where o.id = open.id
      returning o.*),
    told as (
      insert into orders.order_history
             (order_id, version, event, at, by_role, by_subject, reason, note)
      select id, version, status, ended_at, ended_by, $6, reason, note
        from ended)
    select \(Order.columns)
      from ended o
     order by o.scheduled_at desc, o.id desc
    """

  let workerID: UUID
  let note: String?
  let subject: String
  let now: Date

  var bindings: Bindings {
    [
      workerID, Reason.workerCannotCome.rawValue, Reason.notDone.rawValue, note, now, subject,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Order { try Order(&row) }
}
