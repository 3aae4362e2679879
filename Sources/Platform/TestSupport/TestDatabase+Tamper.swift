public import Postgres

extension TestDatabase {
  /// Does to a schema's tables what only a superuser can who has switched off all triggers, and
  /// lets `body` look at it; then it is undone, so that one database serves many attacks.
  ///
  /// - Parameter sql: statements with `;` between them.
  public func withTampering(
    _ sql: String, in schema: String, isolation: isolated (any Actor)? = #isolation,
    _ body: (Transaction) async throws -> Void
  ) async throws {
    struct Undo: Error {}
    do {
      try await admin.withTransaction { transaction -> Void in
        try await transaction.query("set local session_replication_role = replica")
        try await transaction.query("set local search_path = \(unescaped: schema)")
        for statement in sql.split(separator: ";") {
          try await transaction.query(PostgresQuery(unescaped: String(statement)))
        }
        try await body(transaction)
        throw Undo()
      }
    } catch is Undo {}
  }
}
