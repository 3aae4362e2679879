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

  /// The figures of a service's inbox, a source each.
  ///
  /// - Parameter database: as the role `mcf_relay`.
  public static func measure(
    _ service: String, in database: PostgresClient
  ) async throws -> [InboxFigures] {
    try await database.readAlone(MeasureInbox(schema: service))
  }
}

/// As the service's role or as `mcf_relay`.
struct MeasureInbox: Statement {
  static let sql = """
    select c.source, c.position,
           coalesce(sum(waiting.events), 0)::int8, min(waiting.oldest)
    from   {schema}.inbox_cursor c
    left   join {schema}.inbox_slot s
    on     s.source = c.source
    left   join lateral (
           select count(*) as events, min(e.time) as oldest
           from   {schema}.inbox e
           where  e.source   = s.source
           and    e.slot     = s.slot
           and    e.position > s.position) as waiting on true
    group  by c.source, c.position
    order  by c.source
    """

  let schema: String?

  static func decode(_ row: inout RowReader) throws -> InboxFigures {
    InboxFigures(
      source: try row.next(), delivered: try row.next(), waiting: try row.next(),
      oldest: try row.next())
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

  /// The figures of a service's inbox, a source each.
  ///
  /// - Parameter database: as the role `mcf_relay`.
  public static func measure(
    _ service: String, in database: PostgresClient
  ) async throws -> [ParkedFigures] {
    try await database.readAlone(MeasureParked(schema: service))
  }
}

/// As the service's role or as `mcf_relay`.
struct MeasureParked: Statement {
  static let sql = """
    select c.source, count(p.source), count(p.dead_at)
    from   {schema}.inbox_cursor c
    left   join {schema}.inbox_parked p
    on     p.source = c.source
    group  by c.source
    order  by c.source
    """

  let schema: String?

  static func decode(_ row: inout RowReader) throws -> ParkedFigures {
    ParkedFigures(source: try row.next(), parked: try row.next(), dead: try row.next())
  }
}
