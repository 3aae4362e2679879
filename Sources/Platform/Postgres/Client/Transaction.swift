import Synchronization

/// One transaction, usable only inside the closure it is handed to.
public final class Transaction: Sendable {
  /// Whether this task is inside `withTransaction`.
  @TaskLocal static var isOpen = false

  private let session: BlockingSession
  private let state: Mutex<State>

  private struct State {
    var pending: [BoundStatement]
    var failed = false
    var closed = false
    var afterCommit: [@Sendable () -> Void] = []
  }

  init(_ session: BlockingSession, mode: TransactionMode) {
    self.session = session
    state = Mutex(State(pending: [BoundStatement(PostgresQuery(unescaped: mode.begin))]))
  }

  /// Runs a statement and returns its rows; for `Row == Void` their count is the rows affected.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await trip([BoundStatement(statement)])[0].rows(of: S.self)
  }

  /// Runs a statement and returns its first row.
  public func one<S: Statement>(_ statement: S) async throws -> S.Row? {
    try await trip([BoundStatement(statement)])[0].firstRow(of: S.self)
  }

  /// Runs statements in order, in one round trip.
  @discardableResult
  public func execute<each S: Statement>(
    _ statements: repeat each S
  ) async throws -> (repeat [(each S).Row]) {
    var bound: [BoundStatement] = []
    repeat bound.append(BoundStatement(each statements))
    var results = try await trip(bound).makeIterator()
    return (repeat try rows(of: (each S).self, from: results.next()))
  }

  private func rows<S: Statement>(of type: S.Type, from result: ResultSet?) throws -> [S.Row] {
    guard let result else { throw PostgresError(.protocolViolation, statement: S.name) }
    return try result.rows(of: S.self)
  }

  /// Sends with the next round trip, at the latest with the commit; its failure fails that trip.
  public func enqueue<S: Statement>(_ statement: S) {
    state.withLock { $0.pending.append(BoundStatement(statement)) }
  }

  /// Runs `body` once the server has acknowledged the commit.
  public func afterCommit(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.afterCommit.append(body) }
  }

  /// Runs ad-hoc SQL: one array element a row, one tuple element a column.
  public func query<each Column: PostgresDecodable>(
    _ query: PostgresQuery, as columns: repeat (each Column).Type
  ) async throws -> [(repeat each Column)] {
    try await trip([BoundStatement(query)])[0].tuples(as: repeat each columns)
  }

  /// Runs ad-hoc SQL and returns how many rows it affected.
  @discardableResult
  public func query(_ query: PostgresQuery) async throws -> Int {
    try await trip([BoundStatement(query)])[0].affectedRows
  }

  private func trip(_ statements: [BoundStatement]) async throws -> ArraySlice<ResultSet> {
    let pending = try state.withLock { state in
      if state.closed { throw PostgresError(.closed, statement: statements.first?.name) }
      defer { state.pending = [] }
      return state.pending
    }
    do {
      return try await session.run(pending + statements).dropFirst(pending.count)
    } catch {
      state.withLock { $0.failed = true }
      throw error
    }
  }

  func commit() async throws {
    let answers = try await trip([BoundStatement("commit" as PostgresQuery)])
    if answers.last?.commandTag == "ROLLBACK" { throw PostgresError(.rolledBack) }
    let actions = state.withLock { state in
      state.closed = true
      return state.afterCommit
    }
    for action in actions { action() }
  }

  func rollback() async {
    state.withLock { $0.closed = true }
    _ = try? await session.run([BoundStatement("rollback" as PostgresQuery)])
  }
}

extension PostgresClient {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// `begin` travels with the first statement and `commit` with what is enqueued by then. The pool
  /// is closed to the task meanwhile: a statement outside the transaction throws `.nestedUse`.
  /// - Parameter retries: how often a serialization failure or deadlock starts `body` anew.
  public func withTransaction<T>(
    _ mode: TransactionMode = .readWrite, retries: Int = 0,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Transaction) async throws -> T
  ) async throws -> T {
    try refuseNestedUse("withTransaction")
    var attempt = 0
    while true {
      do {
        return try await once(mode, body)
      } catch let error as PostgresError where attempt < retries && error.isWorthRetrying {
        attempt += 1
      }
    }
  }

  private func once<T>(
    _ mode: TransactionMode, isolation: isolated (any Actor)? = #isolation,
    _ body: (Transaction) async throws -> T
  ) async throws -> T {
    let session = try await pool.acquire()
    let transaction = Transaction(session, mode: mode)
    do {
      let value = try await Transaction.$isOpen.withValue(true) { try await body(transaction) }
      try await transaction.commit()
      await pool.release(session)
      return value
    } catch {
      await transaction.rollback()
      await pool.release(session)
      throw error
    }
  }
}

extension PostgresError {
  /// Postgres asks for the transaction to be run again.
  public var isWorthRetrying: Bool {
    sqlState == .serializationFailure || sqlState == .deadlockDetected
  }
}
