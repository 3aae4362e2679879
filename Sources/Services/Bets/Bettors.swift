import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
public import ServiceKit

extension BetsModule {
  /// Who bets is a manager whom the register has told of and who is active. A token that says
  /// manager is not enough here: others must not even learn that there is something.
  public func admit(_ caller: Caller) async throws -> Caller {
    guard caller.has(.manager) else { return caller }
    if let id = caller.managerID, try await database.readOne(FindActiveManager(id: id)) != nil {
      return caller
    }
    var caller = caller
    caller.roles.remove(.manager)
    guard !caller.roles.isEmpty else { throw Problem.managerNotKnown }
    return caller
  }

  /// What managers are called, as far as it is known.
  func names(of managers: [UUID]) async throws -> [UUID: String] {
    guard !managers.isEmpty else { return [:] }
    let found = try await database.read(FindNames(managers: Array(Set(managers))))
    return Dictionary(found.map { ($0.id, $0.name) }) { first, _ in first }
  }
}

extension Caller {
  /// The id in the register of managers, which their tokens have as subject.
  var managerID: UUID? { UUID(uuidString: subject.text) }
}

extension RequestScope {
  /// The manager who calls.
  func bettor() throws -> (caller: Caller, id: UUID) {
    let caller = try require(.manager)
    guard let id = caller.managerID else { throw Problem.managerNotKnown }
    return (caller, id)
  }
}

extension Problem {
  /// 403, which nobody gets to see: to them there is nothing here.
  fileprivate static let managerNotKnown = forbidden(
    "manager-not-known",
    "The register has not told of you as an active manager: mcf outbox backfill managers.")
}

/// A row if there is such a manager, and active.
struct FindActiveManager: Statement {
  static let sql = """
    select id
    from   bets.person
    where  kind = 'manager'
    and    id = $1
    and    active
    """

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

struct FindNames: Statement {
  static let sql = """
    select id, name
    from   bets.person
    where  kind = 'manager'
    and    id = any ($1)
    """

  let managers: [UUID]
  var bindings: Bindings { [managers] }
  static func decode(_ row: inout RowReader) throws -> (id: UUID, name: String) {
    (id: try row.next(), name: try row.next())
  }
}
