public import FoundationEssentials
import Postgres

/// Which server a source is, and how far it has got.
struct SourceIdentity: Sendable, Equatable {
  var incarnation: Incarnation
  var systemIdentifier: Int64
  /// nil while in recovery.
  var timeline: Int32?
  var snapshot: PostgresSnapshot
  /// The last number that the outbox's sequence gave.
  var lastID: Int64
  /// The transactions of the oldest and the newest row that are retained; nil: none is.
  var oldest: UInt64?
  var newest: UInt64?
  /// The event under the id and the transaction of the newest delivered one.
  var eventAtLast: UUID?
  /// It keeps events for the destination.
  var knowsDestination: Bool
}

/// Why a source is not read: it is not, or no longer, what the cursor was moved along.
public struct SourceRefused: Error, Sendable, Equatable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Equatable {
    /// It is in recovery, and a standby's snapshot lists nobody as in progress.
    case standby
    /// Another cluster than the cursor's.
    case anotherCluster
    /// Its outbox has transactions that it has not come to yet: they are another cluster's.
    case foreignTransactions
    /// Its transactions or its numbers are below the cursor's.
    case wentBack
    /// The newest delivered event is not there, or another has its number.
    case newestMissing(UUID)
    /// Events delivered before a promotion are not there.
    case missing([UUID])
    /// It no longer knows the destination, so it may have forgotten events that were not delivered.
    case destinationDropped
  }

  public var source: String
  public var destination: String
  public var reason: Reason

  public var description: String {
    switch reason {
    case .standby:
      "\(source) is a standby; name the primary, with target_session_attrs=read-write"
    case .anotherCluster: "\(source) is another Postgres cluster than before; \(advice)"
    case .foreignTransactions:
      "the outbox of \(source) has another cluster's transaction ids, as after a restore from a "
        + "dump; stop the relays, `update \(source).outbox set xid = pg_current_xact_id()` as its "
        + "owner, `mcf outbox reanchor \(source)`, and start them"
    case .wentBack:
      "\(source) is older than what was delivered from it: a restored backup; \(advice)"
    case .newestMissing(let id):
      "\(source) does not have the newest delivered event, \(id): a restored backup; \(advice)"
    case .missing(let ids):
      "\(source) has lost events that were delivered to \(destination), "
        + "\(ids.count) in the last hour before its promotion "
        + "(\(ids.prefix(10).map(\.description).joined(separator: ", "))); \(advice)"
    case .destinationDropped:
      "\(source) no longer knows \(destination), which was dropped there; \(advice)"
    }
  }

  private var advice: String {
    "if that is right, `mcf outbox reanchor \(source)` delivers what it has and was not delivered"
  }
}

extension SourceIdentity {
  /// What speaks against reading from it at all.
  var objection: SourceRefused.Reason? {
    if incarnation.isInRecovery { return .standby }
    if let newest, newest >= snapshot.xmax { return .foreignTransactions }
    return nil
  }

  /// What speaks against going on from a cursor; a changed timeline is not among it.
  func objection(to cursor: InboxCursor) -> SourceRefused.Reason? {
    if let objection { return objection }
    if systemIdentifier != cursor.systemIdentifier { return .anotherCluster }
    if snapshot.xmax < max(cursor.passed.xmax, cursor.target?.xmax ?? 0) { return .wentBack }
    if !knowsDestination { return .destinationDropped }
    guard let last = cursor.last else { return nil }
    if lastID < last.id { return .wentBack }
    if eventAtLast == last.eventID { return nil }
    return eventAtLast == nil && isRotatedAway(last) ? nil : .newestMissing(last.eventID)
  }

  /// Children are truncated as a whole and in turn, so what is left is all younger.
  private func isRotatedAway(_ last: EventBatch.Last) -> Bool {
    oldest.map { $0 > last.transaction } ?? true
  }
}

/// Asks a source who it is.
struct IdentifySource: Statement {
  static let sql = """
    select \(Incarnation.columns),
           (select system_identifier from pg_control_system()),
           -- The log's present file has the timeline in its name, the last checkpoint an old one.
           case when not pg_is_in_recovery()
             then ('x' || left(pg_walfile_name(pg_current_wal_insert_lsn()), 8))::bit(32)::int4
           end,
           pg_current_snapshot(),
           (select last_value from {schema}.outbox_id),
           (select xid from {schema}.outbox order by xid limit 1),
           (select xid from {schema}.outbox order by xid desc limit 1),
           (select event_id from {schema}.outbox where xid = $1 and id = $2),
           exists (select from {schema}.outbox_destination where name = $3)
    """

  let schema: String?
  let last: EventBatch.Last?
  let destination: String
  var bindings: Bindings { [last?.transaction, last?.id, destination] }

  static func decode(_ row: inout RowReader) throws -> SourceIdentity {
    SourceIdentity(
      incarnation: Incarnation(isInRecovery: try row.next(), startedAt: try row.next()),
      systemIdentifier: try row.next(), timeline: try row.next(), snapshot: try row.next(),
      lastID: try row.next(), oldest: try row.next(), newest: try row.next(),
      eventAtLast: try row.next(), knowsDestination: try row.next())
  }
}

/// What was delivered in the last hour of a source's time, found from the end of each slot: an
/// inbox holds a week.
struct FindLastHour: Statement {
  static let sql = """
    with newest as (
      select max(e.time) as time
      from   {schema}.inbox_slot s
      cross  join lateral (select time
                           from   {schema}.inbox
                           where  source = s.source
                           and    slot   = s.slot
                           order  by position desc
                           limit  1) as e
      where  s.source = $1
    )
    select e.event_id, e.time
    from   newest
    cross  join {schema}.inbox_slot s
    -- Times do not quite follow positions, and those of a replay not at all.
    left   join lateral (select position
                         from   {schema}.inbox
                         where  source = s.source
                         and    slot   = s.slot
                         and    time   < newest.time - interval '2 hours'
                         and    not headers ? 'replayed'
                         order  by position desc
                         limit  1) as before on true
    join   {schema}.inbox e on  e.source   = s.source
                            and e.slot     = s.slot
                            and e.position > coalesce(before.position, 0)
    where  s.source = $1
    and    e.time  >= newest.time - interval '1 hour'
    """

  let schema: String?
  let source: String
  var bindings: Bindings { [source] }
}

/// Which of these events an outbox does not have, although it retains their time.
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
    and    not exists (select from {schema}.outbox o where o.event_id = delivered.event_id)
    order  by time
    """

  let schema: String?
  let eventIDs: EncodedArray<UUID>
  let times: EncodedArray<Date>
  var bindings: Bindings { [eventIDs, times] }

  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}
