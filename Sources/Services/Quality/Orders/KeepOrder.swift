import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// Keeps what an event has told of an order, unless one as new as it has done so already. Who and
/// what was agreed upon at its acceptance, so that is kept once.
struct KeepOrder: Statement {
  private static let parameters: NamedParameters<Self> = [
    "order_id": { $0.facts.orderID }, "client_id": { $0.facts.clientID },
    "client_first_name": { $0.facts.clientFirstName }, "client_name": { $0.facts.clientName },
    "worker_id": { $0.facts.workerID }, "worker_first_name": { $0.facts.workerFirstName },
    "worker_name": { $0.facts.workerName }, "service_type_id": { $0.facts.serviceTypeID },
    "service_type_name": { $0.facts.serviceTypeName }, "description": { $0.facts.description },
    "place": { $0.facts.place }, "phone": { $0.facts.phone },
    "scheduled_at": { $0.facts.scheduledAt }, "ends_at": { $0.facts.endsAt },
    "pick_up_at": { $0.facts.pickUpAt }, "price": { $0.facts.price },
    "discount_percent": { $0.facts.discountPercent }, "charge": { $0.facts.charge },
    "earning": { $0.facts.earning }, "packing_list": { $0.facts.packingList },
    "copy_of": { $0.facts.copyOf }, "accepted_at": { $0.facts.acceptedAt },
    "started_at": { $0.startedAt }, "outcome": { $0.end?.outcome }, "reason": { $0.end?.reason },
    "ended_by_role": { $0.end?.endedBy.role }, "ended_by_id": { $0.end?.endedBy.id },
    "ended_at": { $0.end?.endedAt }, "version": { $0.version },
  ]

  /// Every column but for what comes of others and for `phone_gone_at`.
  static let columns = [
    "order_id", "client_id", "client_first_name", "client_name", "worker_id", "worker_first_name",
    "worker_name", "service_type_id", "service_type_name", "description", "place", "phone",
    "scheduled_at", "ends_at", "pick_up_at", "price", "discount_percent", "charge", "earning",
    "packing_list", "copy_of", "accepted_at", "started_at", "outcome", "reason", "ended_by_role",
    "ended_by_id", "ended_at", "version",
  ]

  static let sql = parameters.sql(
    """
    insert into quality.known_order as known
           (\(columns.joined(separator: ", ")))
    values (\(columns.map { "$" + $0 }.joined(separator: ", ")))
    on conflict (order_id) do update
    set    started_at    = excluded.started_at,
           outcome       = excluded.outcome,
           reason        = excluded.reason,
           ended_by_role = excluded.ended_by_role,
           ended_by_id   = excluded.ended_by_id,
           ended_at      = excluded.ended_at,
           version       = excluded.version
    where  known.version < excluded.version
    """)

  let facts: OrderFacts
  let startedAt: Date?
  /// nil: it has not ended.
  let end: OrderFinished.Told?
  let version: Int64

  var bindings: Bindings { Self.parameters.bindings(of: self) }
}
