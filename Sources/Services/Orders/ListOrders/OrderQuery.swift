import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// The statuses that a list can be asked for: each by its name, and those that are open together.
enum ListedStatus: String, CaseIterable, Sendable {
  case accepted, started, completed, cancelled, failed, open

  var statuses: [OrderStatus] {
    self == .open
      ? OrderStatus.allCases.filter(\.isOpen) : [OrderStatus(rawValue: rawValue)].compactMap(\.self)
  }
}

/// Which orders a list shows; what is nil does not narrow it.
struct OrderQuery: Sendable {
  var statuses: [OrderStatus]?
  var client: UUID?
  var worker: UUID?
  /// Scheduled then or later.
  var from: Date?
  /// Scheduled before then.
  var to: Date?
  /// A part of the description, the place or a name, in any case.
  var text: LikePattern?
  /// A part of that side's whole name, in any case; for managers.
  var clientName: LikePattern?
  var workerName: LikePattern?
  var overdue: Bool?
  /// A started order that ends then or earlier is overdue.
  var overdueEnd: Date
  /// Where the page before ended.
  var after: (scheduledAt: Date, id: UUID)?
  var limit: Int
}

extension OrderQuery {
  /// The latest time first. The comparisons with `coalesce` keep to the index whatever is null.
  ///
  /// - Parameters:
  ///   - columns: of a row source named `o`.
  ///   - scope: whose orders, as a condition.
  ///   - names: the names that this viewer may search by, as an expression.
  static func sql(_ columns: String, scope: String, names: String) -> String {
    """
    select \(columns)
    from   orders.orders o
    where  \(scope)
    and    ($1::text[] is null or o.status  = any ($1))
    and    ($2::uuid is null or o.client_id = $2)
    and    ($3::uuid is null or o.worker_id = $3)
    and    o.scheduled_at >= coalesce($4, '-infinity'::timestamptz)
    and    o.scheduled_at <  coalesce($5, 'infinity'::timestamptz)
    and    ($6::text is null
            or \(has("o.description || chr(31) || o.place || chr(31) || \(names)", "$6")))
    and    ($7::bool is null or $7 = (o.status = 'started' and o.ends_at <= $8::timestamptz))
    and    (o.scheduled_at, o.id)
           < (coalesce($9, 'infinity'::timestamptz),
              coalesce($10, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid))
    order  by o.scheduled_at desc, o.id desc
    limit  $11
    """
  }

  /// Whether a text matches a pattern, in any case.
  static func has(_ text: String, _ pattern: String) -> String {
    """
    lower(normalize(\(text), nfc) collate "und-x-icu") like lower(\(pattern) collate "und-x-icu")
    """
  }

  /// Such a look may take long.
  var looksIntoTexts: Bool { text != nil || clientName != nil || workerName != nil }

  /// `$1` to `$11`.
  var bindings: Bindings {
    [
      statuses?.map(\.rawValue), client, worker, from, to, text?.containing, overdue,
      overdueEnd, after?.scheduledAt, after?.id, limit,
    ]
  }
}

/// A list of orders; each kind is a statement of its own, so that it is planned for its index.
protocol OrderList: Statement where Row == Order {
  /// Whose orders, as a condition.
  static var scope: String { get }
  /// The names that this viewer may search by, as an expression.
  static var names: String { get }
  var query: OrderQuery { get }
  /// What else narrows it, such as whose list it is: from `$12` on.
  var owner: Bindings { get }
}

extension OrderList {
  static var sql: String { OrderQuery.sql(Order.columns, scope: scope, names: names) }
  var owner: Bindings { [] }
  var bindings: Bindings { query.bindings + owner }
  static func decode(_ row: inout RowReader) throws -> Order { try Order(row: &row) }
}

/// A client's own orders, found by what the client knows of the worker.
struct ListOwnOrders: OrderList {
  static let scope =
    "o.client_id = (select v.id from clients_api.v1_client v where v.external_id = $12)"
  static let names = "o.client_first_name || chr(31) || o.worker_first_name"
  let query: OrderQuery
  let clientSubject: ExactText
  var owner: Bindings { [clientSubject] }
}

/// A worker's own jobs, found by what the worker knows of the client.
struct ListJobs: OrderList {
  static let scope = "o.worker_id = $12::uuid"
  static let names = "o.client_first_name || chr(31) || o.worker_name"
  let query: OrderQuery
  let workerID: UUID
  var owner: Bindings { [workerID] }
}
