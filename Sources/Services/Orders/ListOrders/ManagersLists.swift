import Postgres
import ServiceKit

/// Some of all orders, and the condition by which an index leads to them: among all of them they may
/// be few and far between.
protocol ManagersScope: Sendable {
  static var condition: String { get }
}

enum AllOrders: ManagersScope {
  static let condition = "true"
}

enum OrdersOfClient: ManagersScope {
  static let condition = "o.client_id = $2"
}

enum OrdersOfWorker: ManagersScope {
  static let condition = "o.worker_id = $3"
}

/// Under way or to come, by `orders_open_by_time`.
enum OpenOrders: ManagersScope {
  static let condition = "o.status in ('accepted', 'started')"
}

/// Ended without a report, by `orders_unfulfilled_by_time`.
enum UnfulfilledOrders: ManagersScope {
  static let condition = "o.status in ('cancelled', 'failed')"
}

/// Their report is late (R-185), by `orders_to_report`.
enum OverdueOrders: ManagersScope {
  static let condition = "o.status = 'started' and o.ends_at <= $8"
}

extension ManagersScope {
  static var statements: [any Statement.Type] {
    [ListOrders<Self>.self, FingerprintOfOrders<Self>.self]
  }

  static func list(_ query: OrderQuery) -> any OrderList { ListOrders<Self>(query: query) }
}

extension OrderQuery {
  static let managersScopes: [any ManagersScope.Type] = [
    AllOrders.self, OrdersOfClient.self, OrdersOfWorker.self, OpenOrders.self,
    UnfulfilledOrders.self, OverdueOrders.self,
  ]

  /// The smallest that has all that is wanted.
  var managersScope: any ManagersScope.Type {
    if worker != nil { return OrdersOfWorker.self }
    if client != nil { return OrdersOfClient.self }
    if overdue == true { return OverdueOrders.self }
    guard let statuses else { return AllOrders.self }
    if statuses.allSatisfy(\.isOpen) { return OpenOrders.self }
    return statuses.allSatisfy { $0 == .cancelled || $0 == .failed }
      ? UnfulfilledOrders.self : AllOrders.self
  }
}

/// A list for managers, who may search by whole names, and by those of one side alone.
struct ListOrders<Scope: ManagersScope>: OrderList {
  static var scope: String {
    """
    \(Scope.condition)
    and    ($12::text is null or \(OrderQuery.has("o.client_name", "$12")))
    and    ($13::text is null or \(OrderQuery.has("o.worker_name", "$13")))
    """
  }

  static var names: String { "o.client_name || chr(31) || o.worker_name" }

  let query: OrderQuery

  var owner: Bindings { [query.clientName?.containing, query.workerName?.containing] }
}

/// Of what a managers' list shows.
struct FingerprintOfOrders<Scope: ManagersScope>: Statement {
  static var sql: String {
    Fingerprint.sql(
      of: OrderQuery.sql(
        "o.id, o.version", scope: ListOrders<Scope>.scope, names: ListOrders<Scope>.names))
  }

  let query: OrderQuery

  var bindings: Bindings { ListOrders<Scope>(query: query).bindings }
  static func decode(_ row: inout RowReader) throws -> Int64 { try row.next() }
}
