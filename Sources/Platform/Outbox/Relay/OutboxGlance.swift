import FoundationEssentials
import Postgres

/// What one look a second tells of an outbox: all that there is to ask while nothing happens.
struct OutboxGlance: Sendable {
  var outbox: String
  var incarnation: Incarnation
  var present: PostgresSnapshot
  /// The newest row's transaction.
  var greatest: UInt64?
  /// How many of the ring's children hold events, and what all of them take on disk.
  var children: Int
  var bytes: Int64
  /// What each destination has reported.
  var destinations: [(name: String, passed: PostgresSnapshot)]
}

extension PostgresClient {
  /// Looks at several outboxes of this database: in one statement, or in one each when one of them
  /// cannot be read, which must not hide the others.
  func glances(at outboxes: [String]) async -> [String: Result<OutboxGlance, any Error>] {
    do {
      return Dictionary(
        uniqueKeysWithValues: try await glance(at: outboxes).map { ($0.outbox, .success($0)) })
    } catch {
      guard outboxes.count > 1, (error as? PostgresError)?.code == .server else {
        return Dictionary(uniqueKeysWithValues: outboxes.map { ($0, .failure(error)) })
      }
    }
    var glances: [String: Result<OutboxGlance, any Error>] = [:]
    for outbox in outboxes {
      glances.merge(await self.glances(at: [outbox])) { _, new in new }
    }
    return glances
  }

  private func glance(at outboxes: [String]) async throws -> [OutboxGlance] {
    let looks = outboxes.map(Self.look).joined(separator: "\nunion all\n")
    return try await query(
      PostgresQuery(unescaped: looks), as: String.self, Bool.self, Date.self, Int64.self,
      UUID.self, PostgresSnapshot.self, UInt64?.self, Int.self, Int64.self, [String].self,
      [PostgresSnapshot].self
    ).map { row in
      OutboxGlance(
        outbox: row.0,
        incarnation: Incarnation(
          isInRecovery: row.1, startedAt: row.2, database: row.3, outbox: row.4),
        present: row.5, greatest: row.6, children: row.7, bytes: row.8,
        destinations: Array(zip(row.9, row.10)).map { (name: $0.0, passed: $0.1) })
    }
  }

  private static func look(at outbox: String) -> String {
    let schema = quotedIdentifier(outbox)
    func literal(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    let ring = 0..<Ring.children
    let children = ring.map { "(exists (select from \(schema).outbox where ring = \($0)))::int" }
    let bytes = ring.map { "pg_total_relation_size(\(literal("\(schema).outbox_\($0)")))" }
    return """
      select \(literal(outbox))::text, \(Incarnation.columns(of: schema)), pg_current_snapshot(),
             (select xid from \(schema).outbox order by xid desc limit 1),
             (\(children.joined(separator: " + ")))::int8,
             \(bytes.joined(separator: " + ")),
             array(select name   from \(schema).outbox_destination order by name),
             array(select passed from \(schema).outbox_destination order by name)
      """
  }
}
