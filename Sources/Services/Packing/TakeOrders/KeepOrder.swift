import Contracts
import FoundationEssentials
import Postgres

/// Makes an order's package, or marks it with the order's end, unless an event as new as this one
/// has done so already.
struct KeepOrder: Statement {
  private static let parameters: NamedParameters<Self> = [
    "order_id": { $0.order.orderID }, "worker_id": { $0.order.workerID },
    "worker_name": { $0.order.workerName }, "client_first_name": { $0.order.clientFirstName },
    "service_type_name": { $0.order.serviceTypeName }, "description": { $0.order.description },
    "place": { $0.order.place }, "scheduled_at": { $0.order.scheduledAt },
    "pick_up_at": { $0.order.packedBy }, "packing_list": { $0.order.suppliesList },
    "outcome": { $0.ending?.outcome }, "ended_at": { $0.ending?.endedAt },
    "version": { $0.version }, "cookie_id": { UUID.v7(at: $0.now) },
    "cookie_due_at": { $0.cookieDueAt }, "now": { $0.now },
  ]

  /// Where each column's value is from.
  static let columns: KeyValuePairs = [
    "id": "$order_id", "worker_id": "$worker_id", "worker_name": "$worker_name",
    "client_first_name": "$client_first_name", "service_type_name": "$service_type_name",
    "description": "$description", "place": "$place", "scheduled_at": "$scheduled_at",
    "pick_up_at": "$pick_up_at", "packing_list": "$packing_list", "outcome": "$outcome",
    "ended_at": "$ended_at", "created_at": "$now", "order_version": "$version",
  ]

  static let sql = parameters.sql(
    """
    with locked as materialized (
      -- the cookie first, as everybody who locks both
      select id
      from   packing.cookie
      where  package_id = $order_id
      for    no key update
    ),
    kept as (
      insert into packing.package as p (\(columns.map(\.key).joined(separator: ", ")))
      select \(columns.map(\.value).joined(separator: ", "))
      from   (select count(*) from locked) as l
      on conflict (id) do update
      set    outcome       = excluded.outcome,
             ended_at      = excluded.ended_at,
             order_version = excluded.order_version,
             version       = p.version + 1,
             change        = null
      where  p.order_version < excluded.order_version
      returning p.*
    ),
    told as (
      insert into packing.package_history (package_id, version, event, at, by_role)
      select id, version, case when outcome is null then 'ordered' else 'ended' end, $now, 'orders'
      from   kept
    ),
    -- a new package's: none is ordered for an order that has ended (R-170)
    cookie as (
      insert into packing.cookie
             (id, package_id, status, cause, due_at, needed_at, next_at)
      select $cookie_id, id,
             case when outcome is null then 'due' else 'not_ordered' end,
             case when outcome is not null then 'order_ended' end,
             $cookie_due_at::timestamptz, scheduled_at,
             case when outcome is null then $cookie_due_at::timestamptz end
      from   kept
      where  version = 1
    )
    update packing.cookie c
    set    status  = 'not_ordered',
           cause   = 'order_ended',
           next_at = null
    from   kept
    where  c.package_id = kept.id
    and    c.status = 'due'
    and    kept.outcome is not null
    """)

  let order: OrderFacts
  let version: Int64
  let ending: OrderEnding?
  let cookieDueAt: Date
  let now: Date

  var bindings: Bindings { Self.parameters.bindings(of: self) }
}
