import FoundationEssentials
import Postgres

/// Writes what may change of a client whose row is locked, and its version.
struct UpdateClient: Statement {
  static let sql = """
    update clients.client
    set    first_name = $2,
           last_name  = $3,
           email      = $4,
           phone      = $5,
           place      = $6,
           language   = $7,
           active     = $8,
           version    = $9,
           changed_at = $10
    where  id = $1
    """

  let client: Client
  let now: Date

  var bindings: Bindings { [client.id] + client.stored + [client.version, now] }
}
