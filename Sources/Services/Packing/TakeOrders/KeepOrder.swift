import Contracts
import FoundationEssentials
import Postgres

/// Makes an order's package, or marks it with the order's end, unless an event as new as this one
/// has done so already.
struct KeepOrder: Statement {
  static let sql = """
    with locked as materialized (
      -- the cookie first, as everybody who locks both
      select id
      from   packing.cookie
      where  package_id = $1
      for    no key update
    ),
    kept as (
      insert into packing.package as p
             (id, worker_id, worker_name, client_first_name, service_type_name, description,
              place, scheduled_at, pick_up_at, packing_list, outcome, ended_at, created_at,
              order_version)
      select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14
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
      select id, version, case when outcome is null then 'ordered' else 'ended' end, $13, 'orders'
      from   kept
    ),
    -- a new package's: none is ordered for an order that has ended (R-170)
    cookie as (
      insert into packing.cookie
             (id, package_id, status, cause, due_at, needed_at, next_at)
      select $15, id,
             case when outcome is null then 'due' else 'not_ordered' end,
             case when outcome is not null then 'order_ended' end,
             $16::timestamptz, scheduled_at,
             case when outcome is null then $16::timestamptz end
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
    """

  let order: OrderFacts
  let version: Int64
  let ending: OrderEnding?
  let cookieDueAt: Date
  let now: Date

  var bindings: Bindings {
    [
      order.orderID, order.workerID, order.workerName, order.clientFirstName,
      order.serviceTypeName, order.description, order.place, order.scheduledAt, order.packedBy,
      order.suppliesList, ending?.outcome, ending?.endedAt, now, version, UUID.v7(at: now),
      cookieDueAt,
    ]
  }
}
