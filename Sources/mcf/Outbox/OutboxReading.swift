import FoundationEssentials
import Postgres

/// What lies in an outbox for one destination.
struct OutboxReading: Sendable {
  let undelivered: Int64
  let oldest: Date?
}

struct FindUndeliveredFigures: Statement {
  static let sql = """
    select count(*), min(time)
    from   {schema}.outbox
    where  ($1::text[] is null or rtrim(type, '0123456789') = any($1))
    and    xid >= pg_snapshot_xmin($2::text::pg_snapshot)
    and    not pg_visible_in_snapshot(xid, $2::text::pg_snapshot)
    -- the relay is in the middle of a window
    and    not coalesce(id <= $3 and pg_visible_in_snapshot(xid, $4::text::pg_snapshot), false)
    """

  let schema: String?
  /// The types that the destination takes; nil: all.
  let stems: [String]?
  let cursor: ReadingCursor

  var bindings: Bindings { [stems, cursor.passed, cursor.lastID, cursor.target] }

  static func decode(_ row: inout RowReader) throws -> OutboxReading {
    OutboxReading(undelivered: try row.next(), oldest: try row.next())
  }
}

/// What an outbox takes on disk, in bytes.
struct MeasureRing: Statement {
  static let sql = """
    select sum(pg_total_relation_size(inhrelid))::int8
    from   pg_inherits
    where  inhparent = '{schema}.outbox'::regclass
    """

  let schema: String?
  static func decode(_ row: inout RowReader) throws -> Int64? { try row.next() }
}

/// The destinations that an outbox keeps events for, and up to where each has them.
struct FindDestinations: Statement {
  static let sql = """
    select name, passed::text
    from   {schema}.outbox_destination
    order  by name
    """

  let schema: String?

  static func decode(_ row: inout RowReader) throws -> (name: String, cursor: ReadingCursor) {
    (try row.next(), ReadingCursor(passed: try row.next()))
  }
}
