import FoundationEssentials
import Postgres
import ServiceKit

/// The manager of that id.
struct FindManager: Statement {
  static let sql = """
    select \(Manager.columns)
    from   managers.manager
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Manager { try Manager(row: &row) }
}

/// A page of managers in the order of their ids, that is of their registration.
struct ListManagers: Statement {
  static let sql = """
    select \(Manager.columns)
    from   managers.manager
    where  ($1::bool is null or active = $1)
    and    ($2::text is null or search like lower($2 collate "und-x-icu") collate "default")
    and    ($3::uuid is null or id > $3)
    order by id
    limit  $4
    """

  let active: Bool?
  let pattern: LikePattern?
  let after: UUID?
  let limit: Int

  var bindings: Bindings { [active, pattern?.containing, after, limit] }
  static func decode(_ row: inout RowReader) throws -> Manager { try Manager(row: &row) }
}
