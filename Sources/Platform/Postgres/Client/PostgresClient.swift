import CLibPQ
public import Logging
public import ServiceLifecycle

/// A pool of connections to one database as one role.
public final class PostgresClient: Service, Sendable {
  public let configuration: PostgresConfiguration
  let pool: BlockingPool
  let logger: Logger

  /// Opens nothing yet: connections are made when they are needed.
  public init(_ configuration: PostgresConfiguration, logger: Logger) {
    self.configuration = configuration
    self.logger = logger
    pool = BlockingPool(configuration)
  }

  /// Waits for the graceful shutdown and then closes the pool.
  public func run() async throws {
    try? await gracefulShutdown()
    await close()
  }

  /// Closes the pool: open transactions end first, new work is refused with `.closed`.
  public func close() async { await pool.close() }

  /// Runs one read-only statement on a shared connection: no row locks, one second at most.
  public func read<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await run(BoundStatement(statement)).rows(of: S.self)
  }

  /// The first row of a read-only statement, see `read`.
  public func readOne<S: Statement>(_ statement: S) async throws -> S.Row? {
    try await run(BoundStatement(statement)).firstRow(of: S.self)
  }

  /// Runs one statement of any kind on a connection of its own; it commits by itself.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await run(BoundStatement(statement)).rows(of: S.self)
  }

  /// Runs ad-hoc SQL, chiefly for tests: one array element a row, one tuple element a column.
  public func query<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await run(BoundStatement(query)).tuples(as: repeat each columns)
  }

  /// Runs ad-hoc SQL and returns how many rows it affected.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws -> Int {
    try await run(BoundStatement(query)).affectedRows
  }

  private func run(_ statement: BoundStatement) async throws -> ResultSet {
    try refuseNestedUse(statement.name)
    return try await pool.with { try await $0.run([statement])[0] }
  }

  /// Inside `withTransaction` the pool is closed to the task: what it runs there would be outside
  /// the transaction, and could wait for a connection that only it can free.
  func refuseNestedUse(_ name: String) throws {
    if Transaction.isOpen { throw PostgresError(.nestedUse, statement: name) }
  }
}

/// A client for as long as `body` runs.
public func withPostgresClient<T>(
  _ configuration: PostgresConfiguration, logger: Logger = Logger(label: "postgres"),
  isolation: isolated (any Actor)? = #isolation,
  _ body: (PostgresClient) async throws -> T
) async throws -> T {
  let client = PostgresClient(configuration, logger: logger)
  do {
    let value = try await body(client)
    await client.close()
    return value
  } catch {
    await client.close()
    throw error
  }
}
