public import Logging
public import ServiceLifecycle

/// A pool of connections to one database as one role.
///
/// Connections are made when they are needed and closed when they have been idle for long, so an
/// idle client holds none.
public final class PostgresClient: Service, Sendable {
  public let configuration: PostgresConfiguration
  let pool = PoolID()

  public init(_ configuration: PostgresConfiguration, logger: Logger) {
    self.configuration = configuration
    let metrics = PoolMetrics(client: configuration.applicationName)
    Poller.running.post(.openPool(pool, configuration, logger, metrics))
  }

  deinit { Poller.running.post(.closePool(pool, then: nil)) }

  /// Waits for the graceful shutdown and then closes the pool.
  public func run() async throws {
    try? await gracefulShutdown()
    await close()
  }

  /// Closes the pool: open transactions end first, new work is refused with `.closed`.
  public func close() async {
    await withCheckedContinuation { Poller.running.post(.closePool(pool, then: $0)) }
  }

  /// Runs one read-only statement on a shared connection.
  ///
  /// It is pipelined with the reads of other tasks: up to sixteen that come together travel
  /// together, in one implicit transaction, and the server answers them together. An error stays
  /// its own; only the time of a slow read is shared by those it travels with and those behind. It
  /// must not lock rows, the server refuses writes (25006), and after `readTimeout` of its own it
  /// is interrupted (57014).
  public func read<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await answer(to: job(statement, lease: nil, .mayRepeat)).rows(of: S.self)
  }

  /// The first row of a read-only statement, see `read`.
  public func readOne<S: Statement>(_ statement: S) async throws -> S.Row? {
    try await answer(to: job(statement, lease: nil, .mayRepeat)).firstRow(of: S.self)
  }

  /// Runs one statement that only reads on a connection of its own, for as long as its role may.
  ///
  /// It is as ``execute(_:)``, but broken off it has not happened; if the connection is lost, it is
  /// sent once more on another one.
  public func readAlone<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await answer(to: job(statement, lease: Lease(), .alone)).rows(of: S.self)
  }

  /// Runs ad-hoc SQL that only reads, as ``readAlone(_:)``: one array element a row, one tuple element
  /// a column.
  public func readAlone<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await answer(to: query, .alone).tuples(as: repeat each columns)
  }

  /// Runs one statement of any kind on a connection of its own; it commits by itself.
  /// - Throws: `.outcomeUnknown` when the task is cancelled or the connection lost after it was sent.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await answer(to: job(statement, lease: Lease(), [.alone, .commitsByItself]))
      .rows(of: S.self)
  }

  /// Runs ad-hoc SQL, chiefly for tests: one array element a row, one tuple element a column.
  public func query<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await answer(to: query, [.alone, .commitsByItself]).tuples(as: repeat each columns)
  }

  /// Runs ad-hoc SQL and returns how many rows it affected.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws -> Int {
    try await answer(to: query, [.alone, .commitsByItself]).affectedRows
  }

  func job<S: Statement>(
    _ statement: S, lease: Lease?, _ options: Job.Options
  ) throws -> Job {
    try refuseNestedUse(S.self)
    return Job(pool: pool, lease: lease, work: .one(BoundStatement(statement)), options: options)
  }

  private func answer(to query: PostgresQuery, _ options: Job.Options) async throws -> ResultSet {
    try refuseNestedUse(nil)
    return try await answer(
      to: Job(pool: pool, lease: Lease(), work: .one(BoundStatement(query)), options: options))
  }

  func answer(to job: Job) async throws -> ResultSet {
    guard let answer = try await Poller.running.perform(job).get().first else {
      throw PostgresError(.protocolViolation)
    }
    return answer
  }

  /// Inside `withTransaction` the pool is closed to the task: what it runs there would be outside
  /// the transaction, and could wait for a connection that only it can free.
  func refuseNestedUse(_ statement: (any Statement.Type)?) throws {
    if Transaction.open.contains(where: { $0.isOpen(on: pool) }) {
      throw PostgresError(.nestedUse, statement: statement?.name)
    }
  }
}

/// Runs `body` as if it were not inside of a transaction: its statements go over other connections
/// and commit by themselves. The pool must have one left, or the task waits for itself.
@discardableResult
public func outsideTransactions<T>(
  isolation: isolated (any Actor)? = #isolation, _ body: () async throws -> T
) async rethrows -> T {
  try await Transaction.$open.withValue([], operation: body)
}

extension Job.Options {
  /// The only job of its lease. It is not sent again once it may have been executed.
  static let alone: Self = [.opensLease, .endsLease, .mayRepeat]
}

/// A client for as long as `body` runs.
@discardableResult
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
