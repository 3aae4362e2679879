import FoundationEssentials
import Outbox
import Postgres
import ServiceKit

/// How events stand between one source and one destination.
struct LinkReading: Sendable {
  let source: ServiceName
  let destination: ServiceName
  /// Taken effect or parked, ever.
  private(set) var handled: Int64 = 0
  private(set) var waiting: Int64 = 0
  private(set) var parked: Int64 = 0
  private(set) var dead: Int64 = 0
  /// nil: the source has not been asked.
  private(set) var undelivered: Int64?
  private(set) var ringBytes: Int64?
  private var oldest: Date?
  private var cursor: Cursor?

  private struct Cursor: Sendable {
    let passed: String
    let target: String?
    let lastID: Int64
  }

  private init(_ source: ServiceName, _ destination: ServiceName) {
    self.source = source
    self.destination = destination
  }

  func lagSeconds(at now: Date) -> Double? {
    oldest.map { max(0, now.timeIntervalSince($0)) }
  }

  /// All links that end at a service, as its inbox shows them.
  static func all(
    to destination: ServiceName, in database: PostgresClient
  ) async throws -> [LinkReading] {
    let figures = try await InboxFigures.measure(destination.rawValue, in: database)
    let cursors = try await database.query(
      """
      select source, passed::text, target::text, last_id
      from   \(unescaped: destination.rawValue).inbox_cursor
      """, as: String.self, String.self, String?.self, Int64.self)
    return destination.sources.map { source in
      var link = LinkReading(source, destination)
      if let figures = figures.first(where: { $0.source == source.rawValue }) {
        link.handled = figures.delivered - figures.waiting
        (link.waiting, link.oldest) = (figures.waiting, figures.oldest)
        (link.parked, link.dead) = (figures.parked, figures.dead)
      }
      if let row = cursors.first(where: { $0.0 == source.rawValue }) {
        link.cursor = Cursor(passed: row.1, target: row.2, lastID: row.3)
      }
      return link
    }
  }

  /// - Parameter database: the source's.
  mutating func readOutbox(in database: PostgresClient) async throws {
    let schema = source.rawValue
    let size = try await database.query(
      """
      select sum(pg_total_relation_size(inhrelid))::int8
      from   pg_inherits
      where  inhparent = \(schema + ".outbox")::regclass
      """, as: Int64.self)
    ringBytes = size.first
    guard let cursor else { return }
    let rows = try await database.query(
      """
      select count(*), min(time)
      from   \(unescaped: schema).outbox
      where  rtrim(type, '0123456789') = any(\(stems))
      and    xid >= pg_snapshot_xmin(\(cursor.passed)::text::pg_snapshot)
      and    not pg_visible_in_snapshot(xid, \(cursor.passed)::text::pg_snapshot)
      -- the relay is in the middle of a window
      and    not coalesce(id <= \(cursor.lastID)
                          and pg_visible_in_snapshot(xid, \(cursor.target)::text::pg_snapshot),
                          false)
      """, as: Int64.self, Date?.self)
    undelivered = rows.first?.0
    oldest = [oldest, rows.first?.1].compactMap { $0 }.min()
  }

  /// What the destination subscribes to of the source.
  private var stems: [String] {
    let published = source.type.publishes.map { EventFamily($0) }
    return destination.type.consumes.map { EventFamily($0) }.filter(published.contains)
      .map(\.stem)
  }
}

extension ServiceName {
  /// Those whose events it subscribes to.
  var sources: [ServiceName] {
    let consumed = Set(type.consumes.map { EventFamily($0) })
    return Self.allCases.filter { source in
      source.type.publishes.contains { consumed.contains(EventFamily($0)) }
    }
  }
}
