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

  /// Of a source that nothing came from.
  public static func none(of source: String) -> InboxFigures {
    InboxFigures(source: source, delivered: 0, waiting: 0, oldest: nil)
  }

  /// - Parameter schema: the service's name and a dot, or nothing where the path leads to it.
  private static func sql(schema: String) -> String {
    """
    select c.source, c.position,
           coalesce(sum(waiting.events), 0)::int8, min(waiting.oldest)
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
        oldest: try row.next())
    }
  }

  /// The figures of a service's inbox, a source each.
  ///
  /// - Parameter database: as the role `mcf_relay`.
  public static func measure(
    _ service: String, in database: PostgresClient
  ) async throws -> [InboxFigures] {
    let query = PostgresQuery(unescaped: sql(schema: service + "."))
    return try await database.readAlone(
      query, as: String.self, Int64.self, Int64.self, Date?.self
    ).map { InboxFigures(source: $0.0, delivered: $0.1, waiting: $0.2, oldest: $0.3) }
  }
}

/// How many events from one source have failed in a service, and those of their keys behind them.
public struct ParkedFigures: Sendable {
  public let source: String
  public let parked: Int64
  /// Keys whose first parked event is dead.
  public let dead: Int64

  /// Of a source that nothing came from.
  public static func none(of source: String) -> ParkedFigures {
    ParkedFigures(source: source, parked: 0, dead: 0)
  }

  /// - Parameter schema: the service's name and a dot, or nothing where the path leads to it.
  private static func sql(schema: String) -> String {
    """
    select c.source, count(p.source), count(p.dead_at)
    from   \(schema)inbox_cursor c
    left   join \(schema)inbox_parked p
    on     p.source = c.source
    group  by c.source
    order  by c.source
    """
  }

  struct Measure: Statement {
    static let sql = ParkedFigures.sql(schema: "")
    static func decode(_ row: inout RowReader) throws -> ParkedFigures {
      ParkedFigures(source: try row.next(), parked: try row.next(), dead: try row.next())
    }
  }

  /// The figures of a service's inbox, a source each.
  ///
  /// - Parameter database: as the role `mcf_relay`.
  public static func measure(
    _ service: String, in database: PostgresClient
  ) async throws -> [ParkedFigures] {
    let query = PostgresQuery(unescaped: sql(schema: service + "."))
    return try await database.readAlone(query, as: String.self, Int64.self, Int64.self)
      .map { ParkedFigures(source: $0.0, parked: $0.1, dead: $0.2) }
  }
}
