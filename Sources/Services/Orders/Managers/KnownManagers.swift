import Contracts
import FoundationEssentials
import Outbox
import Postgres
public import ServiceKit

extension OrdersModule {
  /// A manager who was deactivated is none here from the moment on in which the event has arrived.
  /// One who is not known here keeps what the token says: orders needs no other service.
  public func admit(_ caller: Caller) async throws -> Caller {
    try await caller.withoutManagerRights { id in
      try await database.readOne(FindManagerStanding(id: id)) == false
    }
  }

  /// `manager.changed`: keeps what orders has to know of a manager.
  @Sendable
  func keep(_ event: Event<ManagerChanged>, in transaction: Transaction) async throws {
    transaction.enqueue(
      KeepManager(id: event.subject, active: event.payload.active, version: event.version))
  }
}

/// Whether the manager of that id is active; no row: not known here.
struct FindManagerStanding: Statement {
  static let sql = """
    select active
    from   orders.manager
    where  id = $1
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

/// Applies a manager's state if it is newer than what is known.
struct KeepManager: Statement {
  static let sql = """
    insert into orders.manager as known (id, active, version)
    values ($1, $2, $3)
    on conflict (id) do update
    set    active  = excluded.active,
           version = excluded.version
    -- Replayed or backfilled states may be older.
    where  known.version < excluded.version
    """

  let id: UUID
  let active: Bool
  let version: Int64
  var bindings: Bindings { [id, active, version] }
}
