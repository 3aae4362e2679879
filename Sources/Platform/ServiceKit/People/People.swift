import Contracts
import FoundationEssentials
import Postgres

/// What a service knows of the persons of MCF: by the `*.changed` events that it takes, in the table
/// `person` of its schema (sql/platform/person).
///
/// It lags behind the registers by as much as events take. A service that begins to take such
/// events knows of nobody until `mcf outbox backfill` has published the register again.
public enum People {
  static let statements: [any Statement.Type] = [KeepPerson.self, FindStanding.self]
}

extension ServiceModule {
  /// A service that takes `manager.changed` takes no word of a deactivated manager, from the moment
  /// on in which the event has arrived. One of whom it has not heard keeps what the token says: it
  /// needs no other service.
  public func admit(_ caller: Caller) async throws -> Caller {
    guard Self.consumes.contains(where: { $0 == ManagerChanged.self }) else { return caller }
    return try await caller.withoutManagerRights { id in
      try await database.readOne(FindStanding(kind: .manager, id: id)) == false
    }
  }
}
