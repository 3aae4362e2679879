import FoundationEssentials
import Outbox
import Postgres

/// What a service's inbox says of one source; nil: it could not be read.
struct InboxReading: Sendable {
  var waiting: InboxFigures?
  var parked: ParkedFigures?
  /// Also nil where nothing was ever delivered.
  var cursor: ReadingCursor?

  /// Taken effect or parked, ever.
  var handled: Int64? { waiting.map { $0.delivered - $0.waiting } }
}

/// What can be read of a service's inbox, by the source.
struct InboxReadings: Sendable {
  private var cursors: [String: ReadingCursor] = [:]
  private var waiting: [InboxFigures]?
  private var parked: [ParkedFigures]?

  /// - Parameter failures: gets what cannot be read, with the reason.
  init(
    of service: ServiceEntry, in database: PostgresClient, _ failures: inout ReadingFailures
  ) async throws {
    cursors =
      try await failures.reading("cursors", of: service) {
        let rows = try await database.readAlone(FindCursors(schema: service.schema))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.source, $0.cursor) })
      } ?? [:]
    waiting = try await failures.reading("IN INBOX", of: service) {
      try await InboxFigures.measure(service.schema, in: database)
    }
    parked = try await failures.reading("PARKED", of: service) {
      try await ParkedFigures.measure(service.schema, in: database)
    }
  }

  /// A source that nothing came from has figures as well.
  subscript(source: ServiceEntry) -> InboxReading {
    let name = source.schema
    return InboxReading(
      waiting: waiting.map { $0.first { $0.source == name } ?? .none(of: name) },
      parked: parked.map { $0.first { $0.source == name } ?? .none(of: name) },
      cursor: cursors[name])
  }
}

/// How far a destination has got with a source.
struct ReadingCursor: Sendable {
  let passed: String
  /// The end of the window that the relay is in the middle of, and how far it is there.
  var target: String?
  var lastID: Int64 = 0
}

struct FindCursors: Statement {
  static let sql = """
    select source, passed::text, target::text, last_id
    from   {schema}.inbox_cursor
    """

  let schema: String?

  static func decode(_ row: inout RowReader) throws -> (source: String, cursor: ReadingCursor) {
    (
      try row.next(),
      ReadingCursor(passed: try row.next(), target: try row.next(), lastID: try row.next())
    )
  }
}
