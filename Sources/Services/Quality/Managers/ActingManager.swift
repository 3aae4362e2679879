import Contracts
import FoundationEssentials
import Postgres
import ServiceKit

/// A manager who does something here: one that the register has told of as active.
struct ActingManager: Sendable {
  let id: UUID
  let name: String
  /// How many reviews the manager has in hand.
  let inHand: Int
  /// Whether no other manager is active.
  let isAlone: Bool
  let now: Date
}

extension Transaction {
  /// The manager who acts. Until the transaction ends nobody else does so as the same one, nor is the
  /// manager deactivated, so what is in hand can be counted.
  ///
  /// - Throws: 403 `manager-not-known` unless the register of managers has told of an active one.
  func actingManager(_ subject: ExactText, at now: Date) async throws -> ActingManager {
    guard let id = UUID(uuidString: subject.text) else { throw Problem.managerNotKnown }
    // Two statements: in one, the snapshot would be older than the lock.
    let (_, found) = try await execute(LockManager(id: id), FindManager(id: id))
    guard let manager = found.first else { throw Problem.managerNotKnown }
    return ActingManager(
      id: id, name: manager.name, inHand: manager.inHand, isAlone: manager.isAlone, now: now)
  }
}

/// Lets one transaction at a time act as a manager, until it ends.
struct LockManager: Statement {
  static let sql = """
    select pg_advisory_xact_lock(hashtextextended('quality.manager ' || $1::uuid, 0))
    """

  let id: UUID
  var bindings: Bindings { [id] }
}

/// A manager who is active; no row: not known here, or not active.
struct FindManager: Statement {
  static let sql = """
    select p.name,
           (select count(*)
            from   quality.review r
            where  r.assignee = p.id
            and    r.state = 'taken'),
           not exists (select
                       from   quality.person other
                       where  other.kind = 'manager'
                       and    other.active
                       and    other.id <> p.id)
    from   quality.person p
    where  p.kind = 'manager'
    and    p.id = $1
    and    p.active
    """

  struct Row: Sendable {
    let name: String
    let inHand: Int
    let isAlone: Bool
  }

  let id: UUID
  var bindings: Bindings { [id] }
  static func decode(_ row: inout RowReader) throws -> Row {
    Row(name: try row.next(), inHand: try row.next(), isAlone: try row.next())
  }
}
