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
    let slots = try await database.readAlone(
      "select source, slot, position from \(unescaped: service).inbox_slot order by source, slot",
      as: String.self, Int16.self, Int64.self)
    var count = 0
    for (source, number, end) in slots {
      var position: Int64? = 0
      while let start = position {
        let slot = Slot(source: source, number: number)
        let (copied, last) = try await copy(slot, from: start, to: end, batch, in: database)
        position = last
        count += copied
        if copied > 0 { onProgress(count) }
      }
    }
    return count
  }

  /// - Returns: how many were copied, and the last one's old position; nil: there are no more.
  private func copy(
    _ slot: Slot, from start: Int64, to end: Int64, _ limit: Int, in database: PostgresClient
  ) async throws -> (count: Int, last: Int64?) {
    let rows = try await database.query(
      """
      with found as (
        select *, \(unescaped: EventBytes.size) as size
        from   \(unescaped: service).inbox
        where  source   = \(slot.source)
        and    slot     = \(slot.number)
        and    position > \(start)
        and    position <= \(end)
        and    time    >= \(since)
        and    rtrim(type, '0123456789') = any(\(families.map(\.stem)))
        and    not headers ? 'replayed'
        order  by position
        limit  \(limit)
      ),
      weighed as (
        select *, \(unescaped: EventBytes.before(by: "position")) as before
        from   found
      ),
      old as (
        select *
        from   weighed
        where  before < \(unescaped: "\(EventBytes.batch)")
      ),
      -- waits for a relay that delivers, and makes one that is about to look again
      moved as (
        update \(unescaped: service).inbox_cursor
        set    position = position + (select count(*) from old),
               version  = (random() * 9e18)::int8
        where  source = \(slot.source)
        and    exists (select from old)
        returning position - (select count(*) from old) as position
      ),
      copied as (
        insert into \(unescaped: service).inbox
               (source, slot, \(unescaped: Envelope.columns))
        select old.source, old.slot, moved.position + row_number() over (order by old.position),
               old.event_id, old.type, old.subject, old.sequence, old.time,
               old.headers || '{"replayed": true}', old.data
        from   old, moved
      )
      select count(*), max(position)
      from   old
      """, as: Int64.self, Int64?.self)
    return (Int(rows.first?.0 ?? 0), rows.first?.1)
  }
}
