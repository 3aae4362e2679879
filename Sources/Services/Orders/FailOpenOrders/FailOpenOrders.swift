import Contracts
import FoundationEssentials
import Postgres

/// Fails all open orders of one worker: those not begun since the worker cannot come, the
/// begun ones since they will not be done. There are never many: they cannot overlap, and
/// none lies beyond the horizon.
struct FailOpenOrders: Statement {
  static let sql = EndingSQL(
    chosen: """
      -- in one order, so that two who do this at once do not lock each other out
      select o.id
      from   orders.orders o
      where  o.worker_id = $1
      and    o.status in ('accepted', 'started')
      order  by o.id
      for    update
      """,
    reason: "case o.status when 'accepted' then $2 else $3 end", note: "$4", by: "'manager'",
    subject: "$6", at: "$5", order: "o.scheduled_at desc, o.id desc"
  ).text

  let workerID: UUID
  let note: String?
  let subject: ExactText
  let now: Date

  var bindings: Bindings {
    [
      workerID, Reason.workerCannotCome.rawValue, Reason.notDone.rawValue, note, now, subject,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}
