/// One connection to oneself, for what needs a session: scripts, session locks, settings.
///
/// Whatever is broken off after it was sent throws `.outcomeUnknown`, unless it is said to be a read:
/// whether a transaction is open only the scripts know.
public final class Connection: Sendable {
  private let work: LeasedWork

  init(pool: PoolID) { work = LeasedWork(pool: pool) }

  /// Runs a statement and returns its rows.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await answer(to: BoundStatement(statement)).rows(of: S.self)
  }

  /// Runs ad-hoc SQL that leaves nothing behind but in this session: broken off, it has not happened.
  public func read<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await answer(to: BoundStatement(query), []).tuples(as: repeat each columns)
  }

  /// Runs ad-hoc SQL: one array element a row, one tuple element a column.
  public func query<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await answer(to: BoundStatement(query)).tuples(as: repeat each columns)
  }

  /// Runs ad-hoc SQL and returns how many rows it affected.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws -> Int {
    try await answer(to: BoundStatement(query)).affectedRows
  }

  /// Runs any number of statements without parameters, as `psql -c` does: in one transaction
  /// unless the script itself begins and commits.
  public func script(_ sql: String) async throws {
    _ = try await work.perform(.script(sql), .commitsByItself)
  }

  /// Ends the transaction that a script has begun.
  /// - Throws: `.rolledBack` when a statement in it has failed.
  func commit() async throws {
    try await work.perform(.one(.commit)).requireCommit()
  }

  private func answer(
    to statement: BoundStatement, _ options: Job.Options = .commitsByItself
  ) async throws -> ResultSet {
    guard let answer = try await work.perform(.one(statement), options).first else {
      throw PostgresError(.protocolViolation, statement: statement.name)
    }
    return answer
  }

  func end() async { await work.end(discarding: true) }
}

extension PostgresClient {
  /// Lends a connection to `body`. Afterwards the session is as new: settings, locks, temporary
  /// tables and an open transaction are gone.
  @discardableResult
  public func withConnection<T>(
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Connection) async throws -> T
  ) async throws -> T {
    try refuseNestedUse(nil)
    let connection = Connection(pool: pool)
    do {
      let value = try await body(connection)
      await connection.end()
      return value
    } catch {
      await connection.end()
      throw error
    }
  }
}
