import Postgres

/// A list for managers, who may search by whole names.
protocol ManagersList: OrderList {
  init(query: OrderQuery)
}

extension ManagersList {
  static var names: String { "o.client_name || chr(31) || o.worker_name" }
}

extension OrderQuery {
  /// The list whose index leads to these orders: among all of them, those that are wanted may be few
  /// and far between.
  var managersList: any ManagersList {
    if worker != nil { return ListOrdersOfWorker(query: self) }
    if client != nil { return ListOrdersOfClient(query: self) }
    if overdue == true { return ListOverdueOrders(query: self) }
    guard let statuses, !statuses.contains(.completed) else { return ListOrders(query: self) }
    return statuses.contains { $0.isOpen }
      ? ListOpenOrders(query: self) : ListUnfulfilledOrders(query: self)
  }
}

/// Everybody's orders.
struct ListOrders: ManagersList {
  static let scope = "true"
  let query: OrderQuery
}

/// One client's.
struct ListOrdersOfClient: ManagersList {
  static let scope = "o.client_id = $2"
  let query: OrderQuery
}

/// One worker's.
struct ListOrdersOfWorker: ManagersList {
  static let scope = "o.worker_id = $3"
  let query: OrderQuery
}

/// Those that are under way or to come, by `orders_open_by_time`.
struct ListOpenOrders: ManagersList {
  static let scope = "o.status in ('accepted', 'started')"
  let query: OrderQuery
}

/// Those that ended without a report, by `orders_unfulfilled_by_time`.
struct ListUnfulfilledOrders: ManagersList {
  static let scope = "o.status in ('cancelled', 'failed')"
  let query: OrderQuery
}

/// Those whose report is late, by `orders_to_report`.
struct ListOverdueOrders: ManagersList {
  static let scope = "o.status = 'started' and o.ends_at <= $8"
  let query: OrderQuery
}

/// Of what a list shows.
struct FingerprintOf<List: ManagersList>: Statement {
  static var sql: String {
    Fingerprint.sql(
      of: OrderQuery.sql("o.id, o.version", scope: List.scope, names: List.names))
  }

  let list: List

  var bindings: Bindings { list.bindings }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
