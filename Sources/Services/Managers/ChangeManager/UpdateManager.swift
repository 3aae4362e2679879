import FoundationEssentials
import Postgres

/// Writes what may change of a manager whose row is locked, and its version.
struct UpdateManager: Statement {
  static let sql = """
    update managers.manager
    set    name       = $2,
           email      = $3,
           language   = $4,
           active     = $5,
           version    = $6,
           changed_at = $7
    where  id = $1
    """

  let manager: Manager
  let now: Date

  var bindings: Bindings { [manager.id] + manager.stored + [manager.version, now] }
}
