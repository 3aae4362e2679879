import Contracts
import FoundationEssentials
import Postgres

/// The orders that are open now.
struct FindOpenOrders: Statement {
  static let sql = """
    select id
    from   orders.orders
    where  status in ('accepted', 'started')
    order  by id
    """

  var bindings: Bindings { [] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// The orders that have ended by now, in the order in which they did.
struct FindEndedOrders: Statement {
  static let sql = """
    select id
    from   orders.orders
    where  ended_at is not null
    and    ($1::timestamptz is null or ended_at >= $1)
    order  by ended_at, id
    """

  /// With this instant; nil: ever.
  let since: Date?

  var bindings: Bindings { [since] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// These orders, locked until the transaction ends: what is published of them does not overtake an
/// end that is under way.
struct LockOrders: Statement {
  struct Row: Sendable {
    let order: Order
    /// Of whose token its last step was.
    let subject: ExactText?
  }

  static let sql = """
    select \(Order.columns), h.by_subject
    from   unnest($1::uuid[]) with ordinality as wanted (id, n)
           join orders.orders o on o.id = wanted.id
           left join orders.order_history h on h.order_id = o.id and h.version = o.version
    order  by wanted.n
    for    no key update of o
    """

  let ids: [UUID]

  init(_ ids: [UUID]) { self.ids = ids }
  var bindings: Bindings { [ids] }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(order: try Order(row: &row), subject: try row.next())
  }
}
