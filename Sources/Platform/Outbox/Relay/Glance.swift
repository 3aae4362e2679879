import FoundationEssentials
import Postgres

/// What one look a second tells of an outbox: all that there is to ask while nothing happens.
struct Glance: Sendable {
  var outbox: String
  var incarnation: Incarnation
  var present: PostgresSnapshot
  /// The newest row's transaction.
  var greatest: UInt64?
  var children: Int
  /// What each destination has reported.
  var destinations: [(name: String, passed: PostgresSnapshot)]
}

extension PostgresClient {
  /// Looks at several outboxes of this database in one statement.
  func glance(at outboxes: [String]) async throws -> [Glance] {
    let looks = outboxes.map(Self.look).joined(separator: "\nunion all\n")
    return try await query(
      PostgresQuery(unescaped: looks), as: String.self, Bool.self, Date.self,
      PostgresSnapshot.self, UInt64?.self, Int.self, [String].self, [PostgresSnapshot].self
    ).map { row in
      Glance(
        outbox: row.0, incarnation: Incarnation(isInRecovery: row.1, startedAt: row.2),
        present: row.3, greatest: row.4, children: row.5,
        destinations: Array(zip(row.6, row.7)).map { (name: $0.0, passed: $0.1) })
    }
  }

  private static func look(at outbox: String) -> String {
    let schema = quotedIdentifier(outbox)
    let name = "'" + outbox.replacing("'", with: "''") + "'"
    let children = (0..<Ring.children).map {
      "(exists (select from \(schema).outbox_\($0)))::int"
    }
    return """
      select \(name)::text, \(Incarnation.columns), pg_current_snapshot(),
             (select xid from \(schema).outbox order by xid desc limit 1),
             (\(children.joined(separator: " + ")))::int8,
             array(select name   from \(schema).outbox_destination order by name),
             array(select passed from \(schema).outbox_destination order by name)
      """
  }
}
