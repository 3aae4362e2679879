public import FoundationEssentials
public import Postgres

/// Has a service handle again what it has handled before.
///
/// The events are copied within the inbox: to new positions behind the newest, in the same slots and
/// order, marked as replayed. So they come to the service's own consumers like any other event: one
/// after the other with new ones of their key, retried and parked alike, whether the service runs
/// now or later. The cursor numbers them, and a relay that delivers meanwhile finds its version
/// moved and begins its chunk anew. Broken off, it may begin anew: handlers apply only what is
/// newer than what they have.
public struct Replay: Sendable {
  /// The service's name, which is its schema's.
  let service: String
  let families: [EventFamily]
  /// Only what happened then or later.
  let since: Date

  public init(to service: String, _ families: [EventFamily], since: Date) {
    self.service = service
    self.families = families
    self.since = since
  }

  /// Copies all that has been handled by now.
  ///
  /// - Parameters:
  ///   - database: as the role `mcf_relay`.
  ///   - onProgress: told how many have been copied so far.
  /// - Returns: how many were copied.
  @discardableResult
  public func run(
    in database: PostgresClient, batch: Int = 2_000, onProgress: (Int) -> Void = { _ in }
  ) async throws -> Int {
    let slots = try await database.readAlone(FindHandled(schema: service))
    var count = 0
    for handled in slots {
      var position: Int64? = 0
      while let start = position {
        let copied = try await database.execute(
          CopyHandled(
            schema: service, slot: handled.slot, start: start, end: handled.position, since: since,
            stems: families.map(\.stem), limit: batch))
        position = copied.first?.last
        count += copied.first?.count ?? 0
        if position != nil { onProgress(count) }
      }
    }
    return count
  }
}

/// The slots of an inbox, and up to where the service has handled each.
struct FindHandled: Statement {
  static let sql = """
    select source, slot, position
    from   {schema}.inbox_slot
    order  by source, slot
    """

  let schema: String?

  static func decode(_ row: inout RowReader) throws -> (slot: Slot, position: Int64) {
    (Slot(source: try row.next(), number: try row.next()), try row.next())
  }
}

/// Copies the next events of a slot behind the newest of its source; answers with how many they were
/// and the last one's old position.
struct CopyHandled: Statement {
  static let sql = """
    with found as (
      select *, \(EventBytes.size) as size
      from   {schema}.inbox
      where  source   = $1
      and    slot     = $2
      and    position > $3
      and    position <= $4
      and    time    >= $5
      and    rtrim(type, '0123456789') = any($6)
      and    not headers ? 'replayed'
      order  by position
      limit  $7
    ),
    weighed as (
      select *, \(EventBytes.before(by: "position")) as before
      from   found
    ),
    old as (
      select *
      from   weighed
      where  before < \(EventBytes.batch)
    ),
    -- waits for a relay that delivers, and makes one that is about to look again
    moved as (
      update {schema}.inbox_cursor
      set    position = position + (select count(*) from old),
             version  = (random() * 9e18)::int8
      where  source = $1
      and    exists (select from old)
      returning position - (select count(*) from old) as position
    ),
    copied as (
      insert into {schema}.inbox
             (source, slot, \(Envelope.columns))
      select old.source, old.slot, moved.position + row_number() over (order by old.position),
             old.event_id, old.type, old.subject, old.sequence, old.time,
             old.headers || '{"replayed": true}', old.data
      from   old, moved
    )
    select count(*), max(position)
    from   old
    """

  let schema: String?
  let slot: Slot
  let start, end: Int64
  let since: Date
  let stems: [String]
  let limit: Int

  var bindings: Bindings { [slot.source, slot.number, start, end, since, stems, limit] }

  static func decode(_ row: inout RowReader) throws -> (count: Int, last: Int64?) {
    (try row.next(), try row.next())
  }
}
