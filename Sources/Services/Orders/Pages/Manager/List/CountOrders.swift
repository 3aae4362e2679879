import FoundationEssentials
import Postgres

/// How many orders are overdue.
struct CountOverdue: Statement {
  static let sql = """
    select count(*)
    from   orders.orders o
    where  o.status = 'started'
    and    o.ends_at <= $1
    """

  let end: Date

  var bindings: Bindings { [end] }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}

/// A worker's open orders, the next one first; there are never many, since they cannot overlap
///
struct ListOpenOrders: Statement {
  static let sql = """
    select \(Order.columns)
    from   orders.orders o
    where  o.worker_id = $1
    and    o.status in ('accepted', 'started')
    order  by o.scheduled_at, o.id
    """

  let workerID: UUID

  var bindings: Bindings { [workerID] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}
