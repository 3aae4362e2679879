import FoundationEssentials
import Postgres

/// All that an outbox retains of some types and that an inbox may still know.
struct DeclareRetained: Statement {
  static let sql = """
    declare retained no scroll cursor for
    select id, xid, event_id
    from   {schema}.outbox
    where  rtrim(type, '0123456789') = any($1)
    and    time > now() - interval '7 days'
    order  by id
    """

  let schema: String?
  let stems: [String]
  var bindings: Bindings { [stems] }
}

struct FetchRetained: Statement {
  static let sql = "fetch 50000 from retained"
}

/// Which of these an inbox does not have.
struct FindUndelivered: Statement {
  static let sql = """
    select event_id
    from   unnest($2::uuid[]) as retained (event_id)
    where  not exists (select from {schema}.inbox e
                       where  e.source   = $1
                       and    e.event_id = retained.event_id)
    """

  let schema: String?
  let source: String
  let eventIDs: EncodedArray<UUID>
  var bindings: Bindings { [source, eventIDs] }

  static func decode(_ row: inout RowReader) throws -> UUID { try row.next() }
}

/// Some events in full, for ``FetchWindow``.
struct DeclareEvents: Statement {
  static let sql = """
    declare outbox_window no scroll cursor for
    select \(EventBatch.columns)
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
           last_event_id     = $7
    where  source = $1
    """

  let schema: String?
  let source: String
  let cursor: InboxCursor

  var bindings: Bindings {
    [
      source, cursor.systemIdentifier, cursor.timeline, cursor.passed, cursor.last?.id,
      cursor.last?.transaction, cursor.last?.eventID,
    ]
  }
}
