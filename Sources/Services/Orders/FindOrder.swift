import FoundationEssentials
import Postgres

/// One order, if it is one of the viewer's.
struct FindOrder: Statement {
  static let sql = """
    select \(Order.columns)
    from   orders.orders o
    where  o.id = $1
    and    \(Viewer.visible)
    """

  let id: UUID
  let viewer: Viewer

  var bindings: Bindings { [id, viewer.clientSubject, viewer.workerID] }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(&row) }
}
