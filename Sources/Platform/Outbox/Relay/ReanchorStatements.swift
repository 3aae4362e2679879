import FoundationEssentials
import Postgres

/// All that an outbox retains of some types, and whether it believes that the destination has it.
struct DeclareRetained: Statement {
  static let sql = """
    declare retained no scroll cursor for
    select id, xid, event_id, time,
           coalesce(pg_visible_in_snapshot(xid, known.passed), false)
    from   {schema}.outbox
    left   join {schema}.outbox_destination known on known.name = $2
                                                 and coalesce(known.inbox, $3) = $3
    where  rtrim(type, '0123456789') = any($1)
    order  by id
    """

  let schema: String?
  let stems: [String]
  let destination: String
  let inbox: UUID
  var bindings: Bindings { [stems, destination, inbox] }
}

struct FetchRetained: Statement {
  static let sql = "fetch 50000 from retained"
}

/// Which of these an inbox does not have, in their order; and whether it may have had them: it has
/// emptied what happened then.
struct FindUndelivered: Statement {
  static let sql = """
    select retained.event_id, retained.time, retained.time <= me.emptied, retained.is_known
    from   unnest($2::uuid[], $3::timestamptz[], $4::bool[])
           with ordinality as retained (event_id, time, is_known, n),
           {schema}.inbox_identity me
    where  not exists (select from {schema}.inbox e
                       where  e.source   = $1
                       and    e.event_id = retained.event_id)
    order  by n
    """

  struct Row: Sendable {
    var eventID: UUID
    var time: Date
    var mayHaveBeen: Bool
    /// The source believes that it was delivered.
    var isBelieved: Bool
  }

  let schema: String?
  let source: String
  let eventIDs: EncodedArray<UUID>
  let times: EncodedArray<Date>
  let beliefs: EncodedArray<Bool>
  var bindings: Bindings { [source, eventIDs, times, beliefs] }

  static func decode(_ row: inout RowReader) throws -> Row {
    Row(
      eventID: try row.next(), time: try row.next(), mayHaveBeen: try row.next(),
      isBelieved: try row.next())
  }
}

/// Weighs some events: how many make each batch.
struct WeighEvents: Statement {
  static let sql = WeighWindow.weighing("where  event_id = any($1)")

  let schema: String?
  let eventIDs: [UUID]
  var bindings: Bindings { [eventIDs] }
  static func decode(_ row: inout RowReader) throws -> Int {
    let count: Int = try row.next()
    _ = try row.next(as: Int64.self)
    return count
  }
}

/// Opens the cursor by which they are read in full.
struct DeclareEvents: Statement {
  static let sql = """
    declare outbox_window no scroll cursor for
    select \(EventColumns.columns)
    from   {schema}.outbox
    where  event_id = any($1)
    order  by id
    """

  let schema: String?
  let eventIDs: [UUID]
  var bindings: Bindings { [eventIDs] }
}

/// Ties a cursor to a source as it is now; its row is locked by the moves before.
struct AnchorCursor: Statement {
  static let sql = """
    update {schema}.inbox_cursor
    set    system_identifier = $2,
           timeline          = $3,
           passed            = $4,
           target            = null,
           last_id           = coalesce($5, 0),
           last_xid          = $6,
           last_event_id     = $7,
           outbox            = $8,
           bonds             = $9
    where  source = $1
    """

  let schema: String?
  let source: String
  let cursor: InboxCursor

  var bindings: Bindings {
    [
      source, cursor.systemIdentifier, cursor.timeline, cursor.passed, cursor.last?.id,
      cursor.last?.transaction, cursor.last?.eventID, cursor.outbox,
      cursor.bonds.map(\.rawValue),
    ]
  }
}

/// Ties a source to a destination as it is now, whatever it believed. What it emptied in another
/// cluster, it counts by its own transactions.
struct AnchorDestination: Statement {
  static let sql = """
    with emptied as (
      update {schema}.outbox_identity
      set    emptied = $5
      where  emptied > $5
    )
    update {schema}.outbox_destination
    set    bonds = ($2::int8 || bonds)[:100], inbox = $3, passed = $4, reported_at = now()
    where  name = $1
    and    set_config('synchronous_commit', 'local', true) is not null
    """

  let schema: String?
  let destination: String
  let inbox: UUID
  let cursor: InboxCursor

  var bindings: Bindings {
    [
      destination, (cursor.bonds.first ?? .none).rawValue, inbox, cursor.passed,
      cursor.passed.xmax - 1,
    ]
  }
}
