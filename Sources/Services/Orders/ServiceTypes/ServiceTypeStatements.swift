import FoundationEssentials
import Postgres

struct InsertServiceType: Statement {
  static let sql = """
    insert into orders.service_type as s
           (id, name, description, duration_minutes, active, characteristics, packing_list,
            lead_minutes, horizon_days, travel_minutes, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
    returning \(ServiceType.columns)
    """

  let id: UUID
  let draft: ServiceTypeDraft
  let now: Date

  var bindings: Bindings {
    [
      id, draft.name, draft.description, draft.durationMinutes, draft.isActive,
      JSON(draft.characteristics), draft.packingList, draft.leadMinutes, draft.horizonDays,
      draft.travelMinutes, now,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> ServiceType { try ServiceType(&row) }
}

/// Changes what was sent, provided that the version is the one that was read.
struct UpdateServiceType: Statement {
  static let sql = """
    update orders.service_type s
    set    name             = coalesce($3, s.name),
           description      = coalesce($4, s.description),
           duration_minutes = coalesce($5, s.duration_minutes),
           active           = coalesce($6, s.active),
           characteristics  = coalesce($7, s.characteristics),
           packing_list     = coalesce($8, s.packing_list),
           lead_minutes     = coalesce($9, s.lead_minutes),
           horizon_days     = coalesce($10, s.horizon_days),
           travel_minutes   = coalesce($11, s.travel_minutes),
           version          = s.version + 1
    where  s.id = $1
    and    s.version = any ($2::int8[])
    returning \(ServiceType.columns)
    """

  let id: UUID
  let versions: [Int64]
  let change: ServiceTypeChange

  var bindings: Bindings {
    [
      id, versions, change.name, change.description, change.durationMinutes, change.isActive,
      change.characteristics.map { JSON($0) }, change.packingList, change.leadMinutes,
      change.horizonDays, change.travelMinutes,
    ]
  }

  static func decode(_ row: inout RowReader) throws -> ServiceType { try ServiceType(&row) }
}

struct FindServiceType: Statement {
  static let sql = """
    select \(ServiceType.columns)
    from   orders.service_type s
    where  s.id = $1
    """

  let id: UUID

  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> ServiceType { try ServiceType(&row) }
}

/// By name; the page starts after the given name and id.
struct ListServiceTypes: Statement {
  static let sql = """
    select \(ServiceType.columns)
    from   orders.service_type s
    where  ($1::bool is null or s.active = $1)
    and    ($2::text is null or (s.name, s.id) > ($2, $3::uuid))
    order  by s.name, s.id
    limit  $4
    """

  let isActive: Bool?
  let after: (name: String, id: UUID)?
  let limit: Int

  var bindings: Bindings { [isActive, after?.name, after?.id, limit] }
  static func decode(_ row: inout RowReader) throws -> ServiceType { try ServiceType(&row) }
}
