import FoundationEssentials
import Outbox
import Postgres

/// What a service's inbox says of one source.
struct InboxReading: Sendable {
  /// Taken effect or parked, ever.
  var handled: Int64 = 0
  var waiting: Int64 = 0
  var parked: Int64 = 0
  var dead: Int64 = 0
  var oldest: Date?
  /// nil: nothing was ever delivered.
  var cursor: ReadingCursor?

  /// By the source; a source that nothing came from is not among them.
  static func all(
    of service: ServiceName, in database: PostgresClient
  ) async throws -> [String: InboxReading] {
    let cursors = try await database.query(
      """
      select source, passed::text, target::text, last_id
      from   \(unescaped: service.rawValue).inbox_cursor
      """, as: String.self, String.self, String?.self, Int64.self)
    var readings: [String: InboxReading] = [:]
    for row in cursors {
      readings[row.0, default: InboxReading()].cursor = ReadingCursor(
        passed: row.1, target: row.2, lastID: row.3)
    }
    for figures in try await InboxFigures.measure(service.rawValue, in: database) {
      readings[figures.source, default: InboxReading()].take(figures)
    }
    return readings
  }

  private mutating func take(_ figures: InboxFigures) {
    handled = figures.delivered - figures.waiting
    (waiting, oldest) = (figures.waiting, figures.oldest)
    (parked, dead) = (figures.parked, figures.dead)
  }
}

/// How far a destination has got with a source.
struct ReadingCursor: Sendable {
  let passed: String
  /// The end of the window that the relay is in the middle of, and how far it is there.
  var target: String?
  var lastID: Int64 = 0
}
