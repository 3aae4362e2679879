import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A candidate with the money of the order, should it be theirs.
struct Offer: Sendable {
  let workerID: UUID
  let terms: Terms
}

/// Inserts an order for the first candidate who is free in this statement's snapshot. A plain
/// INSERT against the exclusion constraint deadlocks under load; this form does not: it looks
/// first, and steps back when somebody else was faster.
struct InsertOrder: Statement {
  enum Row: Sendable {
    case placed(Order)
    /// Somebody took that worker in between: the same statement again finds the next one.
    case lostRace
  }

  private static let parameters: NamedParameters<Self> = [
    "id": { $0.draft.id }, "client_id": { $0.draft.client.id },
    "client_first_name": { $0.draft.client.firstName },
    "client_name": { "\($0.draft.client.firstName) \($0.draft.client.lastName)" },
    "service_type_id": { $0.draft.serviceType.id },
    "service_type_name": { $0.draft.serviceType.name },
    "packing_list": { $0.draft.serviceType.packingList },
    "description": { $0.draft.description }, "place": { $0.draft.place },
    "phone": { $0.draft.phone }, "email": { $0.draft.email },
    "departs_at": { $0.draft.times.departsAt }, "scheduled_at": { $0.draft.times.scheduledAt },
    "ends_at": { $0.draft.times.endsAt },
    "max_charge": { $0.draft.maxCharge }, "discount_percent": { $0.discountPercent },
    "copy_of": { $0.draft.copyOf }, "chain": { $0.draft.chain },
    "pipeline_version": { $0.pipelineVersion }, "created_at": { $0.draft.createdAt },
    "workers": { $0.offers.map(\.workerID) },
    "prices": { $0.offers.map(\.terms.price.hundredths) },
    "charges": { $0.offers.map(\.terms.charge.hundredths) },
    "earnings": { $0.offers.map(\.terms.earning.hundredths) },
    "by_role": { $0.viewer.actor.rawValue }, "by_subject": { $0.viewer.caller.subject },
  ]

  /// Where each column's value is from.
  static let columns: KeyValuePairs = [
    "id": "$id", "client_id": "$client_id", "worker_id": "free.worker_id",
    "service_type_id": "$service_type_id", "description": "$description", "place": "$place",
    "phone": "$phone", "email": "$email", "scheduled_at": "$scheduled_at",
    "max_charge": "$max_charge", "client_first_name": "$client_first_name",
    "client_name": "$client_name", "worker_first_name": "split_part(free.name, ' ', 1)",
    "worker_name": "free.name", "service_type_name": "$service_type_name",
    "packing_list": "$packing_list", "ends_at": "$ends_at",
    "busy": "tstzrange($departs_at, $ends_at)", "price": "free.price",
    "discount_percent": "$discount_percent", "charge": "free.charge", "earning": "free.earning",
    "copy_of": "$copy_of", "chain": "$chain", "pipeline_version": "$pipeline_version",
    "created_at": "$created_at",
  ]

  // No row at all: none of the candidates is free.
  static let sql = parameters.sql(
    """
    with free as (
      -- The best candidate without an open order in the way. Open orders of a worker never
      -- overlap, so the first that ends after the time begins is the only one that can be.
      select f.worker_id, f.price, f.charge, f.earning, w.name
      from   unnest($workers::uuid[], $prices::int8[], $charges::int8[], $earnings::int8[])
             with ordinality as f (worker_id, price, charge, earning, n)
             join workers_api.v1_worker w on w.id = f.worker_id and w.active
             left join lateral
             (select lower(o.busy) as starts
              from   orders.orders o
              where  o.worker_id = f.worker_id
              and    o.status in ('accepted', 'started')
              and    o.ends_at > $departs_at
              order  by o.ends_at
              limit  1) next on true
      where  coalesce(next.starts >= $ends_at, true)
      order  by f.n
      limit  1
    ),
    placed as (
      insert into orders.orders as o (\(columns.map(\.key).joined(separator: ", ")))
      select \(columns.map(\.value).joined(separator: ", "))
      from   free
      on conflict on constraint order_worker_free do nothing
      returning o.*
    ),
    told as (
      insert into orders.order_history (order_id, version, event, at, by_role, by_subject)
      select id, version, status, created_at, $by_role, $by_subject
      from   placed
    )
    select o.id is not null,
           \(Order.columns)
    from   free
           left join placed o on true
    """)

  let draft: OrderDraft
  let discountPercent: Int
  let offers: [Offer]
  let pipelineVersion: Int64
  let viewer: Viewer

  var bindings: Bindings { Self.parameters.bindings(of: self) }

  static func decode(_ row: inout RowReader) throws -> Row {
    guard try row.next(as: Bool.self) else { return .lostRace }
    return .placed(try Order(row: &row))
  }
}
