import FoundationEssentials
import Postgres

/// The manager of that id, locked until the transaction ends.
struct LockManager: Statement {
  static let sql = """
    select \(Manager.columns)
    from   managers.manager
    where  id = $1
    for no key update
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Manager { try Manager(row: &row) }
}

/// Writes what may change of a manager whose row is locked, and its version.
struct UpdateManager: Statement {
  static let sql = """
    update managers.manager
    set    name       = $2,
           email      = $3,
           active     = $4,
           version    = $5,
           changed_at = $6
    where  id = $1
    """

  let manager: Manager
  let now: Date

  var bindings: Bindings {
    [manager.id, manager.name, manager.email, manager.active, manager.version, now]
  }
}
