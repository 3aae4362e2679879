import FoundationEssentials
import Postgres

/// An order to be copied, with what a new order needs to know: its client and service type as they
/// are now, and by whom an order of its chain of copies failed (R-132).
struct FindOriginal: Statement {
  struct Row: Sendable {
    let order: Order
    let excludedWorkers: [UUID]
    let client: OrderingClient?
    let serviceType: ServiceType
  }

  static let sql = """
    select \(Order.columns),
           array(select distinct f.worker_id
                 from   orders.orders f
                 where  f.chain  = o.chain
                 and    f.status = 'failed'),
           \(OrderingClient.columns(countingUpTo: "$4")),
           \(ServiceType.columns)
    from   orders.orders o
           join orders.service_type s on s.id = o.service_type_id
           left join clients_api.v1_client c on c.id = o.client_id
    where  o.id = $1
    and    \(Viewer.visible)
    """

  let id: UUID
  let viewer: Viewer
  /// Open orders are counted up to here.
  let openOrdersMax: Int

  var bindings: Bindings { [id, viewer.clientSubject, viewer.workerID, openOrdersMax] }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      order: try Order(row: &row), excludedWorkers: try row.next(),
      client: try OrderingClient(row: &row), serviceType: try ServiceType(row: &row))
  }
}
