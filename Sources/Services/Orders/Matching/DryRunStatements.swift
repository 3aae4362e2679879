import FoundationEssentials
import Postgres

/// A request to match again, and who has it, if it is an order's.
struct DryRunQuestion: Sendable {
  let request: MatchRequest
  let assigned: UUID?
}

/// An order as a request: with the characteristics that matter today, and without those by whom an
/// order in its chain failed.
struct FindMatchedOrder: Statement {
  let id: UUID
  let now: Date

  static let sql = """
    select o.id,
           o.client_id,
           o.service_type_id,
           o.service_type_name,
           coalesce(t.characteristics, '{}'),
           o.description,
           o.place,
           o.scheduled_at,
           o.ends_at,
           lower(o.busy),
           array(select f.worker_id
                 from   orders.orders f
                 where  f.chain = o.chain
                 and    f.status = 'failed'
                 and    f.id <> o.id),
           $2::timestamptz,
           o.worker_id
    from   orders.orders o
           left join orders.service_type t on t.id = o.service_type_id
    where  o.id = $1
    """
  var bindings: Bindings { [id, now] }

  static func decode(_ row: inout RowReader) throws -> DryRunQuestion {
    DryRunQuestion(request: try MatchRequest(row: &row), assigned: try row.next())
  }
}

/// The request of a dry run, completed from its service type.
struct FindMatchedServiceType: Statement {
  let draft: DryRunDraft
  let now: Date

  // An id of its own, which no order has.
  static let sql = """
    select gen_random_uuid(),
           coalesce($3::uuid, gen_random_uuid()),
           t.id,
           t.name,
           t.characteristics,
           $4::text,
           $5::text,
           $2::timestamptz,
           $2::timestamptz + make_interval(mins => t.duration_minutes),
           $2::timestamptz - make_interval(mins => t.travel_minutes),
           array[]::uuid[],
           $6::timestamptz,
           null::uuid
    from   orders.service_type t
    where  t.id = $1
    """
  var bindings: Bindings {
    [
      draft.serviceTypeID, draft.scheduledAt, draft.clientID, draft.description, draft.place, now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> DryRunQuestion {
    try FindMatchedOrder.decode(&row)
  }
}

extension MatchRequest {
  /// Reads the columns that both statements share.
  fileprivate init(row: inout RowReader) throws {
    orderID = try row.next()
    clientID = try row.next()
    serviceTypeID = try row.next()
    serviceTypeName = try row.next()
    characteristics = try row.next(as: JSON<[String: Int]>.self).value
    description = try row.next()
    place = try row.next()
    scheduledAt = try row.next()
    endsAt = try row.next()
    let leavesAt: Date = try row.next()
    busy = leavesAt..<max(endsAt, leavesAt)
    excludedWorkers = try row.next()
    askedAt = try row.next()
  }
}
