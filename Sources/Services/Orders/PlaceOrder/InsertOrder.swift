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

  // No row at all: none of the candidates is free.
  static let sql = """
    with free as (
      -- The best candidate without an open order in the way. Open orders of a worker never
      -- overlap, so the first that ends after the time begins is the only one that can be.
      select f.worker_id, f.price, f.charge, f.earning, w.name
      from   unnest($19::uuid[], $20::int8[], $21::int8[], $22::int8[]) with ordinality
             as f (worker_id, price, charge, earning, n)
             join workers_api.v1_worker w on w.id = f.worker_id and w.active
             left join lateral
             (select lower(o.busy) as starts
              from   orders.orders o
              where  o.worker_id = f.worker_id
              and    o.status in ('accepted', 'started')
              and    o.ends_at > $14
              order  by o.ends_at
              limit  1) next on true
      where  coalesce(next.starts >= $15, true)
      order  by f.n
      limit  1
    ),
    placed as (
      insert into orders.orders as o
             (id, client_id, worker_id, service_type_id, description, place, phone, email,
              scheduled_at, max_charge, client_first_name, client_name, worker_first_name,
              worker_name, service_type_name, packing_list, ends_at, busy,
              price, discount_percent, charge, earning, copy_of, chain, pipeline_version,
              created_at)
      select $1, $2, free.worker_id, $3, $4, $5, $6, $7,
             $8, $9, $10, $11, split_part(free.name, ' ', 1),
             free.name, $12, $13, $15, tstzrange($14, $15),
             free.price, $16, free.charge, free.earning, $17, $18, $23,
             $24
      from   free
      on conflict on constraint order_worker_free do nothing
      returning o.*
    ),
    told as (
      insert into orders.order_history (order_id, version, event, at, by_role, by_subject)
      select id, version, status, created_at, $25, $26
      from   placed
    )
    select o.id is not null,
           \(Order.columns)
    from   free
           left join placed o on true
    """

  let draft: OrderDraft
  let discountPercent: Int
  let offers: [Offer]
  let pipelineVersion: Int64
  let viewer: Viewer

  var bindings: Bindings {
    [
      draft.id, draft.client.id, draft.serviceType.id, draft.description, draft.place,
      draft.phone, draft.email, draft.times.scheduledAt, draft.maxCharge,
      draft.client.firstName, "\(draft.client.firstName) \(draft.client.lastName)",
      draft.serviceType.name, draft.serviceType.packingList, draft.times.departsAt,
      draft.times.endsAt, discountPercent, draft.copyOf, draft.chain,
      offers.map(\.workerID), offers.map(\.terms.price.hundredths),
      offers.map(\.terms.charge.hundredths), offers.map(\.terms.earning.hundredths),
      pipelineVersion, draft.createdAt, viewer.actor.rawValue, viewer.caller.subject,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    guard try row.next(as: Bool.self) else { return .lostRace }
    return .placed(try Order(&row))
  }
}
