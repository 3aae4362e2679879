import FoundationEssentials
import Postgres

/// Which database a source is, how far it has got, and what it knows of a destination.
struct SourceIdentity: Sendable, Equatable {
  var incarnation: Incarnation
  var systemIdentifier: Int64
  /// nil while in recovery.
  var timeline: Int32?
  var snapshot: PostgresSnapshot
  /// The last number that the outbox's sequence gave.
  var lastID: Int64
  /// The greatest number of the oldest and the newest transaction that are retained.
  var retainedID: Int64?
  /// When the oldest row that is retained was published; nil: none is.
  var retainedSince: Date?
  /// The newest row's transaction.
  var newest: UInt64?
  /// A row can be seen whose transaction is in progress here: it is another cluster's.
  var hasForeignRows: Bool
  /// The greatest transaction of all rows that were emptied; 0: every row is retained.
  var emptied: UInt64
  /// The event under the id and the transaction of the newest delivered one.
  var eventAtLast: UUID?
  /// nil: it keeps no events for the destination.
  var known: Known?

  /// What it knows of a destination.
  struct Known: Sendable, Equatable {
    /// What it was told that the destination has for good.
    var passed: PostgresSnapshot
    /// Which database that was; nil: it was not noted.
    var inbox: UUID?
    /// Of all meetings but very old ones, the last one first.
    var bonds: [Bond]
  }

  var id: UUID { incarnation.outbox }
  /// The last one with the destination.
  var bond: Bond { known?.bonds.first ?? .none }

  /// A destination is registered before its cursor is there.
  var hasGivenAnything: Bool {
    known.map { bond != .none || $0.passed != .beginning } ?? false
  }

  /// What speaks against reading from it at all.
  var objection: LinkRefused.Reason? {
    if incarnation.isInRecovery || timeline == nil { return .standby }
    if hasForeignRows { return .foreignTransactions }
    if let newest, newest >= snapshot.xmax { return .foreignTransactions }
    if let retainedID, lastID < retainedID { return .sequenceBehind }
    return nil
  }
}

/// Asks a source who it is.
struct IdentifySource: Statement {
  static let sql = """
    select \(Incarnation.columns()),
           (select system_identifier from pg_control_system()),
           -- The log's present file has the timeline in its name, the last checkpoint an old one.
           case when not pg_is_in_recovery()
             then ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int4
           end,
           pg_current_snapshot(),
           (select last_value from {schema}.outbox_id),
           greatest((select id from {schema}.outbox order by xid,      id desc limit 1),
                    (select id from {schema}.outbox order by xid desc, id desc limit 1)),
           (select time from {schema}.outbox order by xid limit 1),
           (select xid from {schema}.outbox order by xid desc limit 1),
           exists (select from {schema}.outbox
                   where xid = any(array(select pg_snapshot_xip(pg_current_snapshot())))),
           (select emptied from {schema}.outbox_identity),
           (select event_id from {schema}.outbox where xid = $1 and id = $2),
           known.passed, known.inbox, known.bonds
    from   (values (true)) as always
    left   join {schema}.outbox_destination known on known.name = $3
    """

  let schema: String?
  let last: EventColumns.Last?
  let destination: String
  var bindings: Bindings { [last?.transaction, last?.id, destination] }

  static func decode(_ row: inout RowReader) throws -> SourceIdentity {
    SourceIdentity(
      incarnation: try Incarnation(row: &row), systemIdentifier: try row.next(),
      timeline: try row.next(), snapshot: try row.next(), lastID: try row.next(),
      retainedID: try row.next(), retainedSince: try row.next(), newest: try row.next(),
      hasForeignRows: try row.next(), emptied: try row.next(), eventAtLast: try row.next(),
      known: try known(&row))
  }

  private static func known(_ row: inout RowReader) throws -> SourceIdentity.Known? {
    let (passed, inbox): (PostgresSnapshot?, UUID?) = (try row.next(), try row.next())
    let bonds: [Int64]? = try row.next()
    guard let passed, let bonds else { return nil }
    return SourceIdentity.Known(
      passed: passed, inbox: inbox, bonds: bonds.map { Bond(rawValue: $0) })
  }
}

/// What was delivered in the last hour of a source's time, found from the end of each slot: an
/// inbox holds a week.
struct FindLastHour: Statement {
  static let sql = """
    with newest as (
      -- A clock that was ahead must not hide the others.
      select least(max(e.time), now()) as time
      from   {schema}.inbox_slot s
      cross  join lateral (select time
                           from   {schema}.inbox
                           where  source = s.source
                           and    slot   = s.slot
                           order  by position desc
                           limit  1) as e
      where  s.source = $1
    ),
    -- Times do not quite follow positions, and those of a replay not at all.
    before as (
      select s.slot, coalesce(e.position, 0) as position
      from   newest
      cross  join {schema}.inbox_slot s
      left   join lateral (select position
                           from   {schema}.inbox
                           where  source = s.source
                           and    slot   = s.slot
                           and    time   < newest.time - interval '2 hours'
                           and    not headers ? 'replayed'
                           order  by position desc
                           limit  1) as e on true
      where  s.source = $1
    )
    select e.event_id, e.time
    from   newest
    cross  join before
    join   {schema}.inbox e on  e.source   = $1
                            and e.slot     = before.slot
                            and e.position > before.position
    where  e.time >= newest.time - interval '1 hour'
    -- What says that it is still to happen may have been emptied: it is as old as those behind it.
    and    (e.time <= now() or e.position > (select max(position) from before))
    """

  let schema: String?
  let source: String
  var bindings: Bindings { [source] }
}

/// Which of these events an outbox does not have, although it retains their time: by what it has, and
/// by both sides' clocks, since rotation empties nothing that is younger.
struct FindMissing: Statement {
  static let sql = """
    with oldest as (
      select time
      from   {schema}.outbox
      order  by xid
      limit  1
    )
    select event_id
    from   unnest($1::uuid[], $2::timestamptz[]) as delivered (event_id, time)
    where  time > (select time from oldest)
    and    time > least(now(), $3) - interval '2 days'
    and    not exists (select from {schema}.outbox o where o.event_id = delivered.event_id)
    order  by time
    """

  let schema: String?
  let eventIDs: EncodedArray<UUID>
  let times: EncodedArray<Date>
  let now: Date
  var bindings: Bindings { [eventIDs, times, now] }

  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
