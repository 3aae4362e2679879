/// One connection to oneself, for what needs a session: scripts, session locks, settings.
public final class Connection: Sendable {
  private let session: BlockingSession
  init(_ session: BlockingSession) { self.session = session }

  /// Runs a statement and returns its rows.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await session.run([BoundStatement(statement)])[0].rows(of: S.self)
  }

  /// Runs ad-hoc SQL: one array element a row, one tuple element a column.
  public func query<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await session.run([BoundStatement(query)])[0].tuples(as: repeat each columns)
  }

  /// Runs ad-hoc SQL and returns how many rows it affected.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws -> Int {
    try await session.run([BoundStatement(query)])[0].affectedRows
  }

  /// Runs any number of statements without parameters, as `psql -c` does: in one transaction
  /// unless the script itself begins and commits.
  public func script(_ sql: String) async throws { try await session.script(sql) }
}

extension PostgresClient {
  /// Lends a connection to `body`. Afterwards the session is as new: settings, locks, temporary
  /// tables and an open transaction are gone.
  public func withConnection<T>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Connection) async throws -> T
  ) async throws -> T {
    try refuseNestedUse("withConnection")
    let session = try await pool.acquire()
    do {
      let value = try await body(Connection(session))
      await pool.release(session)
      return value
    } catch {
      await pool.release(session)
      throw error
    }
  }
}
