import Contracts
import FoundationEssentials
import Postgres

/// Which of a batch's subjects have parked events; asked under the slot's lock, so it stays so.
struct FindParkedHeads: Statement {
  static let sql = """
    select subject
    from   inbox_parked
    where  source  = $1
    and    slot    = $2
    and    subject = any($3)
    and    head_since is not null
    """

  let batch: Batch
  init(_ batch: Batch) { self.batch = batch }

  var bindings: Bindings {
    [batch.slot.source, batch.slot.number, Array(Set(batch.events.map(\.subject)))]
  }
  static func decode(_ row: inout RowReader) throws -> ExactText { try row.next() }
}

/// Parks events with their whole envelopes, in the transaction that moves the slot past them.
struct ParkEvents: Statement {
  static let sql = """
    insert into inbox_parked
           (source, slot, \(Envelope.columns), parked_at, cause, tries, head_since, retry_at)
    select e.source, e.slot, \(Envelope.columns(of: "e")),
           $3::timestamptz, parked.cause, num_nonnulls(parked.retry_at),
           case when parked.retry_at is not null then $3 end, parked.retry_at
    from   unnest($4::int8[], $5::text[], $6::timestamptz[])
           as parked (position, cause, retry_at)
    join   inbox e
    on     e.source   = $1
    and    e.slot     = $2
    and    e.position = parked.position
    """

  let slot: Slot
  let now: Date
  var positions: [Int64] = []
  /// Why it failed and when it is tried again; neither for one behind others of its key.
  var causes: [String?] = []
  var retries: [Date?] = []

  var bindings: Bindings { [slot.source, slot.number, now, positions, causes, retries] }
}

/// The parked event that is tried next, if one is due.
struct FindDueEvent: Statement {
  static let sql = """
    select p.tries, p.started, p.head_since, \(Envelope.values(of: "p"))
    from   inbox_parked p
    where  p.source = $1
    and    p.slot   = $2
    and    p.head_since is not null
    and    p.retry_at <= $3
    order  by p.retry_at, p.position
    limit  1
    """

  let slot: Slot
  let now: Date
  var bindings: Bindings { [slot.source, slot.number, now] }
  static func decode(_ row: inout RowReader) throws -> ParkedEvent {
    ParkedEvent(
      tries: try row.next(), started: try row.next(), headSince: try row.next(),
      envelope: try Envelope(row: &row))
  }
}

/// The first parked event of its key.
struct ParkedEvent: Sendable {
  /// How often its handler has failed.
  let tries: Int32
  /// How many tries began and never ended: their consumer was killed.
  let started: Int32
  let headSince: Date
  let envelope: Envelope
}

/// Notes that a try begins, as `BeginBatch` does for a batch.
struct BeginTry: Statement {
  static let sql = """
    with free as (
      select source, slot
      from   inbox_slot
      where  source = $1
      and    slot   = $2
      for    update skip locked
    )
    update inbox_parked p
    set    started = p.started + 1
    from   free
    where  p.source   = free.source
    and    p.slot     = free.slot
    and    p.position = $3
    and    p.started  = $4
    and    p.retry_at is not null
    and    set_config('synchronous_commit', 'off', true) is not null
    """

  let slot: Slot
  let event: ParkedEvent
  var bindings: Bindings { [slot.source, slot.number, event.envelope.position, event.started] }
}

/// Takes back that a try began, as `ForgiveBatch` does for a batch.
struct ForgiveTry: Statement {
  static let sql = """
    update inbox_parked
    set    started = greatest(started - 1, 0)
    where  source   = $1
    and    slot     = $2
    and    position = $3
    and    set_config('synchronous_commit', 'off', true) is not null
    """

  let slot: Slot
  let position: Int64
  var bindings: Bindings { [slot.source, slot.number, position] }
}

/// Whether an event is still parked and to be tried; asked under the slot's lock.
struct FindParkedEvent: Statement {
  static let sql = """
    select tries
    from   inbox_parked
    where  source   = $1
    and    slot     = $2
    and    position = $3
    and    retry_at is not null
    """

  let slot: Slot
  let position: Int64
  var bindings: Bindings { [slot.source, slot.number, position] }
  static func decode(_ row: inout RowReader) throws -> Int32 { try row.next() }
}

/// Keeps a parked event that failed again, for a later try or, without one, for an operator.
struct KeepParked: Statement {
  static let sql = """
    update inbox_parked
    set    tries    = tries + 1,
           started  = 0,
           cause    = $4,
           retry_at = $5,
           dead_at  = $6
    where  source   = $1
    and    slot     = $2
    and    position = $3
    """

  let slot: Slot
  let position: Int64
  let cause: String
  /// One of the two.
  let retry: Date?
  let death: Date?
  var bindings: Bindings { [slot.source, slot.number, position, cause, retry, death] }
}

/// Takes the first event of a key out of the parked ones; the next one of its key is due at once.
struct Unpark: Statement {
  static let sql = """
    with freed as (
      delete from inbox_parked
      where  source   = $1
      and    slot     = $2
      and    position = $3
      returning subject, head_since
    )
    update inbox_parked p
    set    head_since = $4,
           retry_at   = $4
    from   freed
    where  freed.head_since is not null
    and    p.source   = $1
    and    p.slot     = $2
    and    p.position = (select min(behind.position)
                         from   inbox_parked behind
                         where  behind.source   = $1
                         and    behind.subject  = freed.subject
                         and    behind.position > $3)
    """

  let slot: Slot
  let position: Int64
  let now: Date
  var bindings: Bindings { [slot.source, slot.number, position, now] }
}
