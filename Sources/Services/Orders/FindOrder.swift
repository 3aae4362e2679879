import FoundationEssentials
import Postgres
import ServiceKit

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
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

extension OrdersModule {
  /// - Throws: 404 for what is not there and for what is somebody else's.
  func find(_ id: UUID, for viewer: Viewer) async throws -> Order {
    guard let order = try await database.readOne(FindOrder(id: id, viewer: viewer)) else {
      throw Problem.notFound
    }
    return order
  }
}
