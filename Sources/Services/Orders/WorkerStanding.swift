import Contracts
import FoundationEssentials
import Postgres
public import ServiceKit

extension OrdersModule {
  /// A worker who is deactivated is none here, although the token is good. The register is looked at
  /// itself, so that no event has to arrive first.
  public func admit(_ caller: Caller) async throws -> Caller {
    try await admitAsHeard(caller).without(.worker) { id in
      try await database.readOne(FindWorkerStanding(id: id)) == false
    }
  }
}

/// Whether that worker is active; no row: there is none.
struct FindWorkerStanding: Statement {
  static let sql = """
    select active
    from   workers_api.v1_worker
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
