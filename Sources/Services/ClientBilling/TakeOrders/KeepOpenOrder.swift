import Contracts
import FoundationEssentials
import Postgres

/// Keeps what an order's event tells of what it will cost, unless a newer one has told already.
struct KeepOpenOrder: Statement {
  static let sql = """
    insert into open_order as o (order_id, client_id, ends_at, charge, version, ended)
    values ($1, $2, $3, $4, $5, $6)
    on     conflict (order_id) do update
    set    ends_at = excluded.ends_at,
           charge  = excluded.charge,
           version = excluded.version,
           ended   = excluded.ended
    where  o.version < excluded.version
    """

  let order: OrderFacts
  let version: Int64
  let hasEnded: Bool

  var bindings: Bindings {
    [order.orderID, order.clientID, order.endsAt, order.charge, version, hasEnded]
  }
}
