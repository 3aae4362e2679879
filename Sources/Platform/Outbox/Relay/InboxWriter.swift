import FoundationEssentials
import Postgres

/// The destination's side of a link: what it asks of the inbox.
struct InboxWriter: Sendable {
  /// The source's name.
  let source: String
  let destination: RelayDestination

  private var schema: String { destination.name }

  func identify() async throws -> DestinationIdentity {
    let statement = IdentifyDestination(schema: schema, source: source)
    guard let identity = try await destination.database.readAlone(statement).first else {
      throw PostgresError(.protocolViolation, statement: IdentifyDestination.name)
    }
    return identity
  }

  /// How far it has got.
  /// - Throws: ``DestinationChanged`` when it no longer knows.
  func cursor() async throws -> InboxCursor {
    guard let cursor = try await identify().cursor else { throw DestinationChanged() }
    return cursor
  }

  /// Begins with a source, unless somebody has.
  func start(_ cursor: InboxCursor) async throws {
    var cursor = cursor
    cursor.version = .random(in: 1 ... .max)
    try await destination.database.execute(
      StartCursor(schema: schema, source: source, cursor: cursor))
  }

  /// Delivers a batch and moves the cursor.
  ///
  /// A window of the same database may be open.
  /// - Returns: the moved cursor.
  /// - Throws: ``LostRace`` if the cursor is not where it was thought to be.
  func deliver(
    _ batch: EventColumns = .empty, moving cursor: InboxCursor, to moved: InboxCursor,
    isDurable: Bool = false
  ) async throws -> InboxCursor {
    let move = move(batch, from: cursor, to: moved, isDurable: isDurable)
    let database = destination.database
    let rows = try await outsideTransactions { try await database.execute(move) }
    if rows.isEmpty { throw LostRace() }
    if batch.count > 0 { ring() }
    return move.moved
  }

  /// Delivers a batch in a transaction of the destination; the cursor stays where it is.
  func deliver(
    _ batch: EventColumns, moving cursor: InboxCursor, in transaction: Transaction
  ) async throws -> InboxCursor {
    let move = move(batch, from: cursor, to: cursor, isDurable: true)
    guard try await !transaction.execute(move).isEmpty else { throw LostRace() }
    transaction.afterCommit { ring() }
    return move.moved
  }

  /// Tells consumers.
  private func ring() { destination.database.ring("inbox_\(destination.name)") }

  private func move(
    _ batch: EventColumns, from cursor: InboxCursor, to moved: InboxCursor, isDurable: Bool
  ) -> MoveCursor {
    var moved = moved
    moved.last = batch.last ?? moved.last
    moved.version = .random(in: 1 ... .max)
    return MoveCursor(
      schema: schema, source: source, version: cursor.version, moved: moved, batch: batch,
      isDurable: isDurable)
  }

  /// Which events of the last hour the outbox does not have.
  func missing(in outbox: RelaySource) async throws -> [UUID] {
    let delivered = try await destination.database.columns(
      of: FindLastHour(schema: schema, source: source))
    return try await outbox.database.readAlone(
      FindMissing(
        schema: outbox.name, eventIDs: delivered.array(column: 0, of: UUID.self),
        times: delivered.array(column: 1, of: Date.self), now: Date()))
  }
}

/// Another relay has moved the cursor, or a crash has moved it back.
public struct LostRace: Error {}

/// Another database is in the destination's place.
struct DestinationChanged: Error {}
