import FoundationEssentials
import Postgres

/// What lies in an outbox for one destination.
struct OutboxReading: Sendable {
  let undelivered: Int64
  let oldest: Date?

  /// - Parameter stems: the types that the destination takes; nil: all.
  init(
    of source: ServiceEntry, after cursor: ReadingCursor, _ stems: [String]?,
    in database: PostgresClient
  ) async throws {
    let rows = try await database.query(
      """
      select count(*), min(time)
      from   \(unescaped: source.schema).outbox
      where  (\(stems)::text[] is null or rtrim(type, '0123456789') = any(\(stems)))
      and    xid >= pg_snapshot_xmin(\(cursor.passed)::text::pg_snapshot)
      and    not pg_visible_in_snapshot(xid, \(cursor.passed)::text::pg_snapshot)
      -- the relay is in the middle of a window
      and    not coalesce(id <= \(cursor.lastID)
                          and pg_visible_in_snapshot(xid, \(cursor.target)::text::pg_snapshot),
                          false)
      """, as: Int64.self, Date?.self)
    (undelivered, oldest) = rows.first ?? (0, nil)
  }

  /// What it takes on disk.
  static func ringBytes(
    of source: ServiceEntry, in database: PostgresClient
  ) async throws -> Int64? {
    try await database.query(
      """
      select sum(pg_total_relation_size(inhrelid))::int8
      from   pg_inherits
      where  inhparent = \(source.schema + ".outbox")::regclass
      """, as: Int64.self
    ).first
  }

  /// The destinations that it keeps events for, and up to where each has them.
  static func destinations(
    of source: ServiceEntry, in database: PostgresClient
  ) async throws -> [(name: String, cursor: ReadingCursor)] {
    try await database.query(
      """
      select name, passed::text
      from   \(unescaped: source.schema).outbox_destination
      order  by name
      """, as: String.self, String.self
    ).map { (name: $0.0, cursor: ReadingCursor(passed: $0.1)) }
  }
}
