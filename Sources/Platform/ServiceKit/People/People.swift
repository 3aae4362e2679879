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
  public func admit(_ caller: Caller) async throws -> Caller { try await admitAsHeard(caller) }

  /// A service that takes `manager.changed` takes no word of a deactivated manager, from the moment
  /// on in which the event has arrived, and of a worker likewise. One of whom it has not heard keeps
  /// what the token says: it needs no other service.
  public func admitAsHeard(_ caller: Caller) async throws -> Caller {
    let told: [(Role, Person.Kind, any EventPayload.Type)] = [
      (.manager, .manager, ManagerChanged.self), (.worker, .worker, WorkerChanged.self),
    ]
    var caller = caller
    for (role, kind, event) in told
    where caller.has(role) && Self.consumes.contains(where: { $0 == event }) {
      caller = try await caller.without(role) { id in
        try await database.readOne(FindStanding(kind: kind, id: id)) == false
      }
    }
    return caller
  }
}
