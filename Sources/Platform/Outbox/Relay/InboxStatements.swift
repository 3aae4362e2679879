import FoundationEssentials
import Postgres

/// How far a destination has got with a source, as its `inbox_cursor` says.
struct InboxCursor: Sendable, Equatable {
  /// The identity of the outbox that it was read from; nil: it was not noted.
  var outbox: UUID?
  var systemIdentifier: Int64
  var timeline: Int32
  /// Everything visible in it has been delivered.
  var passed: PostgresSnapshot
  /// While a window is open: up to here, of which everything up to `last` has been delivered.
  var target: PostgresSnapshot?
  /// The newest delivered event.
  var last: EventColumns.Last?
  /// What the source may hold of what was agreed upon, the newest first.
  var bonds: [Bond] = [.none]
  var version: Int64

  /// Whether it has got exactly as far as another, whoever has moved it, or met the source since.
  func isAbreast(of other: InboxCursor) -> Bool {
    var copy = self
    (copy.outbox, copy.bonds, copy.version) = (other.outbox, other.bonds, other.version)
    return copy == other
  }
}

extension InboxCursor {
  /// Begins with a source that may have met another database in the destination's place.
  init(at passed: PostgresSnapshot, of source: SourceIdentity) {
    self.init(
      outbox: source.id, systemIdentifier: source.systemIdentifier,
      timeline: source.timeline ?? 0, passed: passed, bonds: [source.bond],
      version: 0)
  }

  /// This with a new bond beside those that the source may hold; of those that could never be noted
  /// there, the last ones.
  func offering(_ held: Bond) -> InboxCursor {
    var offered = self
    offered.bonds = [.random(), held] + bonds.filter { $0 != held }.prefix(16)
    return offered
  }
}

/// Which database a destination is, and what it has of a source.
struct DestinationIdentity: Sendable, Equatable {
  var id: UUID
  /// nil: nothing ever came from there.
  var cursor: InboxCursor?
}

/// Asks a destination who it is.
struct IdentifyDestination: Statement {
  static let sql = """
    select me.id, source is not null, outbox, system_identifier, timeline, passed, target, bonds,
           last_id, last_xid, last_event_id, version
    from   {schema}.inbox_identity me
    left   join {schema}.inbox_cursor on source = $1
    """

  let schema: String?
  let source: String
  var bindings: Bindings { [source] }

  static func decode(_ row: inout RowReader) throws -> DestinationIdentity {
    var destination = DestinationIdentity(id: try row.next())
    if try row.next() { destination.cursor = try cursor(&row) }
    return destination
  }

  private static func cursor(_ row: inout RowReader) throws -> InboxCursor {
    var cursor = InboxCursor(
      outbox: try row.next(), systemIdentifier: try row.next(), timeline: try row.next(),
      passed: try row.next(), target: try row.next(), version: 0)
    cursor.bonds = try row.next(as: [Int64].self).map { Bond(rawValue: $0) }
    let (id, transaction): (Int64, UInt64?) = (try row.next(), try row.next())
    let eventID: UUID? = try row.next()
    if let transaction, let eventID {
      cursor.last = EventColumns.Last(id: id, transaction: transaction, eventID: eventID)
    }
    cursor.version = try row.next()
    return cursor
  }
}

/// Begins with a source, unless another relay has: its cursor and its slots.
struct StartCursor: Statement {
  static let sql = """
    with started as (
      insert into {schema}.inbox_cursor
             (source, outbox, system_identifier, timeline, passed, bonds, version)
      values ($1, $2, $3, $4, $5, $6, $7)
      on conflict do nothing
      returning source
    )
    insert into {schema}.inbox_slot (source, slot)
    select source, slot
    from   started, generate_series(0, \(Slot.count - 1)) as slot
    on conflict do nothing
    """

  let schema: String?
  let source: String
  let cursor: InboxCursor

  var bindings: Bindings {
    [
      source, cursor.outbox, cursor.systemIdentifier, cursor.timeline, cursor.passed,
      cursor.bonds.map(\.rawValue), cursor.version,
    ]
  }
}

/// Delivers a batch: its rows and the cursor move in one statement, so that they live or die
/// together, and only if the cursor is where the batch was read for.
///
/// No row comes back when it is not. The version is compared, and changed to a number that nobody
/// can have seen before: a destination that lost its last moves in a crash, and was moved again
/// since, must not look as a relay remembers it.
struct MoveCursor: Statement {
  static let sql = """
    with moved as (
      update {schema}.inbox_cursor
      set    timeline      = $4,
             passed        = $5,
             target        = $6,
             last_id       = coalesce($7, last_id),
             last_xid      = coalesce($8, last_xid),
             last_event_id = coalesce($9, last_event_id),
             outbox        = $19,
             bonds         = $20,
             position      = position + cardinality($10::int2[]),
             version       = $3
      where  source  = $1
      and    version = $2
      returning position - cardinality($10::int2[]) as before
    ),
    -- The database numbers the events.
    stored as (
      insert into {schema}.inbox
             (source, slot, position, event_id, type, subject, sequence, time, headers, data)
      select $1, slot, before + n, event_id, type, subject, sequence, time, headers, data
      from   moved,
             unnest($10::int2[], $11::uuid[], $12::text[], $13::text[], $14::int8[],
                    $15::timestamptz[], $16::jsonb[], $17::jsonb[])
             with ordinality
             as event (slot, event_id, type, subject, sequence, time, headers, data, n)
    )
    select true,
           -- Lost together in a crash of the destination, cursor and rows come again.
           case when $18 then set_config('synchronous_commit', 'off', true) end
    from   moved
    """

  let schema: String?
  let source: String
  let version: Int64
  let moved: InboxCursor
  let batch: EventColumns
  /// Waits for the log, which takes all moves before along.
  let isDurable: Bool

  var bindings: Bindings {
    [
      source, version, moved.version, moved.timeline, moved.passed, moved.target,
      moved.last?.id, moved.last?.transaction, moved.last?.eventID, batch.slots, batch.eventIDs,
      batch.types, batch.subjects, batch.sequences, batch.times, batch.headers, batch.data,
      !isDurable, moved.outbox, moved.bonds.map(\.rawValue),
    ]
  }

  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}
