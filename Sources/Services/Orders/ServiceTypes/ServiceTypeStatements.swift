import FoundationEssentials
import Postgres

struct InsertServiceType: Statement {
  static let sql = """
    insert into orders.service_type
           (id, name, description, duration_minutes, active, characteristics, packing_list,
            lead_minutes, horizon_days, travel_minutes, version, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
    """

  let type: ServiceType
  let now: Date

  var bindings: Bindings { [type.id] + type.stored + [type.version, now] }
}

/// Writes what may change of a service type whose row is locked, and its version.
struct UpdateServiceType: Statement {
  static let sql = """
    update orders.service_type
    set    name             = $2,
           description      = $3,
           duration_minutes = $4,
           active           = $5,
           characteristics  = $6,
           packing_list     = $7,
           lead_minutes     = $8,
           horizon_days     = $9,
           travel_minutes   = $10,
           version          = $11
    where  id = $1
    """

  let type: ServiceType
  var bindings: Bindings { [type.id] + type.stored + [type.version] }
}

/// By name; the page starts after the given name and id.
struct ListServiceTypes: Statement {
  static let sql = """
    select \(ServiceType.columns)
    from   \(ServiceType.table)
    where  ($1::bool is null or s.active = $1)
    and    ($2::text is null or (s.name, s.id) > ($2, $3::uuid))
    order  by s.name, s.id
    limit  $4
    """

  let isActive: Bool?
  let after: (name: String, id: UUID)?
  let limit: Int

  var bindings: Bindings { [isActive, after?.name, after?.id, limit] }
  static func decode(_ row: inout RowReader) throws -> ServiceType { try ServiceType(row: &row) }
}
