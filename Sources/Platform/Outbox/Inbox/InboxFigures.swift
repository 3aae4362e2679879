public import FoundationEssentials
public import Postgres

/// How a service stands with what comes from one source.
public struct InboxFigures: Sendable {
  public let source: String
  /// What the relay has brought, ever.
  public let delivered: Int64
  /// Of that, what has neither taken effect nor been parked.
  public let waiting: Int64
  /// When the oldest of these happened.
  public let oldest: Date?
  public let parked: Int64
  /// Keys whose first parked event is dead.
  public let dead: Int64

  /// - Parameter schema: the service's name and a dot, or nothing where the path leads to it.
  private static func sql(schema: String) -> String {
    """
    select c.source, c.position,
           coalesce(sum(waiting.events), 0)::int8, min(waiting.oldest),
           (select count(*)
            from   \(schema)inbox_parked p
            where  p.source = c.source),
           (select count(*)
            from   \(schema)inbox_parked p
            where  p.source = c.source
            and    p.dead_at is not null)
    from   \(schema)inbox_cursor c
    left   join \(schema)inbox_slot s
    on     s.source = c.source
    left   join lateral (
           select count(*) as events, min(e.time) as oldest
           from   \(schema)inbox e
           where  e.source   = s.source
           and    e.slot     = s.slot
           and    e.position > s.position) as waiting on true
    group  by c.source, c.position
    order  by c.source
    """
  }

  struct Measure: Statement {
    static let sql = InboxFigures.sql(schema: "")
    static func decode(_ row: inout RowReader) throws -> InboxFigures {
      InboxFigures(
        source: try row.next(), delivered: try row.next(), waiting: try row.next(),
        oldest: try row.next(), parked: try row.next(), dead: try row.next())
    }
  }

  /// The figures of a service's inbox, a source each.
  ///
  /// - Parameter database: as the role `mcf_relay`.
  public static func measure(
    _ service: String, in database: PostgresClient
  ) async throws -> [InboxFigures] {
    let query = PostgresQuery(unescaped: sql(schema: service + "."))
    return try await database.query(
      query, as: String.self, Int64.self, Int64.self, Date?.self, Int64.self, Int64.self
    ).map {
      InboxFigures(
        source: $0.0, delivered: $0.1, waiting: $0.2, oldest: $0.3, parked: $0.4, dead: $0.5)
    }
  }
}
