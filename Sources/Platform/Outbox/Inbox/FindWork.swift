import FoundationEssentials
import Postgres

/// What there is to do, for all slots at once: read without locks, before anything is begun.
///
/// It is the only statement of a consumer that has nothing to do.
struct FindWork: Statement {
  static let sql = """
    with open as (
      select s.source, s.slot, s.position, s.started, s.reached,
             exists (select from inbox_parked p
                     where  p.source = s.source
                     and    p.slot   = s.slot
                     and    p.retry_at <= $1) as is_due,
             exists (select from inbox e
                     where  e.source   = s.source
                     and    e.slot     = s.slot
                     and    e.position > s.position) as has_more
      from   inbox_slot s
      where  not exists (select from unnest($2::text[], $3::int2[]) as busy (source, slot)
                         where  busy.source = s.source
                         and    busy.slot   = s.slot)
    ),
    -- no slot comes first every time
    chosen as (
      select *
      from   open
      where  is_due or has_more
      order  by random()
      limit  $4
    )
    select c.source, c.slot, c.position, c.started, c.reached, c.is_due, coalesce(e.found, 0),
           \(Envelope.values(of: "e"))
    from   chosen c
    left   join lateral (
           select *, count(*) over () as found, \(EventBytes.before(by: "position")) as before
           from   (select *, \(EventBytes.size) as size
                   from   inbox e
                   where  e.source   = c.source
                   and    e.slot     = c.slot
                   and    e.position > c.position
                   order  by e.position
                   limit  $5) as next) e
    on     e.before < $6
    order  by c.source, c.slot, e.position
    """

  let now: Date
  /// Slots that are being worked on or rest.
  let busy: [Slot]
  /// How many slots to find work for, at most.
  let slots: Int
  /// How many events to take along for each, at most, and about how many bytes of them.
  let events: Int
  let bytes: Int

  var bindings: Bindings {
    [now, busy.map(\.source), busy.map(\.number), slots, events, Double(bytes)]
  }

  struct Row: Sendable {
    let slot: Slot
    var batch: Batch
    let isDue: Bool
    /// How many events there would be, were it not for their bytes.
    let found: Int
    let event: Envelope?
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    let slot = Slot(source: try row.next(), number: try row.next())
    let batch = Batch(
      slot: slot, position: try row.next(), started: try row.next(), reached: try row.next())
    let isDue: Bool = try row.next()
    let found: Int = try row.next()
    let position: Int64? = try row.next()
    return Row(
      slot: slot, batch: batch, isDue: isDue, found: found,
      event: try position.map { try Envelope(&row, position: $0) })
  }
}

/// What there is to do in one slot.
struct SlotWork: Sendable {
  /// The next new events; there may be none.
  var batch: Batch
  /// A parked event is to be tried again.
  let isDue: Bool
  /// How many new events there would be, were it not for their bytes.
  var found = 0

  /// - Parameter rows: sorted by slot and position.
  static func gather(_ rows: [FindWork.Row]) -> [SlotWork] {
    var all: [SlotWork] = []
    for row in rows {
      if all.last?.batch.slot != row.slot {
        all.append(SlotWork(batch: row.batch, isDue: row.isDue, found: row.found))
      }
      if let event = row.event { all[all.count - 1].batch.events.append(event) }
    }
    return all
  }
}
