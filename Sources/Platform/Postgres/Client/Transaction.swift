import Synchronization

/// One transaction, usable only inside the closure it is handed to.
public final class Transaction: Sendable {
  /// The transactions that this task is inside of, at most one a pool.
  @TaskLocal static var open: [Transaction] = []

  /// Whether this task is inside of a transaction, of whichever client. Nobody outside may be waited
  /// for then: rows would stay locked and a connection taken for as long as somebody else likes.
  public static var isOpen: Bool { open.contains { !$0.isOver } }

  /// How many bytes of JSON the data of an event may take that it publishes.
  public let eventBytesMax: Int
  private let work: LeasedWork
  private let state: Mutex<State>

  private struct State {
    /// What the next trip begins with: `begin` at first, then whatever was enqueued.
    var pending: [BoundStatement]
    /// What the first trip sends before, outside of the transaction.
    var preceding: [BoundStatement]
    var hasBegun = false
    var isOver = false
    /// The commit was sent and goes on without us, or its session is gone.
    var isOutOfHand = false
    var afterCommit: [@Sendable () -> Void] = []
    var isAnnounced = false
    var mustBeDurable = false
    /// The first one; others follow from it.
    var failure: PostgresError?
  }

  init(
    pool: PoolID, _ mode: TransactionMode, after preceding: [BoundStatement], preparesAnew: Bool,
    eventBytesMax: Int
  ) {
    work = LeasedWork(pool: pool, preparesAnew ? .preparesAnew : [])
    self.eventBytesMax = eventBytesMax
    state = Mutex(State(pending: [mode.begin], preceding: preceding))
  }

  func isOpen(on pool: PoolID) -> Bool { work.pool == pool && !isOver }

  private var isOver: Bool { state.withLock { $0.isOver } }

  /// Whether it failed since a table has changed under a statement that was prepared before.
  var hadOutdatedPlan: Bool { state.withLock { $0.failure?.meansOutdatedPlan ?? false } }

  // MARK: statements

  /// Runs a statement and returns its rows; for `Row == Void` their count is the rows affected.
  @discardableResult
  public func execute<S: Statement>(_ statement: S) async throws -> [S.Row] {
    try await answer(to: BoundStatement(statement)).rows(of: S.self)
  }

  /// Runs a statement and returns its first row.
  public func one<S: Statement>(_ statement: S) async throws -> S.Row? {
    try await answer(to: BoundStatement(statement)).firstRow(of: S.self)
  }

  /// Runs statements in order, in one round trip. If one fails, those after it are not run.
  @discardableResult
  public func execute<each S: Statement>(
    _ statements: repeat each S
  ) async throws -> (repeat [(each S).Row]) {
    var bound: [BoundStatement] = []
    repeat bound.append(BoundStatement(each statements))
    let answers = try await trip(bound)
    var index = answers.count - bound.count
    return (repeat try rows(of: (each S).self, from: answers, &index))
  }

  private func rows<S: Statement>(
    of type: S.Type, from answers: Answers, _ index: inout Int
  ) throws -> [S.Row] {
    guard let answer = answers[index] else {
      throw PostgresError(.protocolViolation, statement: S.name)
    }
    index += 1
    return try answer.rows(of: S.self)
  }

  /// Runs statements of one kind in order, in one round trip, and returns the rows of each.
  public func execute<S: Statement>(_ statements: [S]) async throws -> [[S.Row]] {
    let answers = try await trip(statements.map { BoundStatement($0) })
    return try (answers.count - statements.count..<answers.count).map { index in
      try answers[index]?.rows(of: S.self) ?? []
    }
  }

  /// Sends with the next round trip, at the latest with the commit; its failure fails that trip.
  public func enqueue<S: Statement>(_ statement: S) {
    let bound = BoundStatement(statement)
    state.withLock { $0.pending.append(bound) }
  }

  /// Runs `body` once the server has acknowledged the commit: before `withTransaction` returns, or on
  /// the thread that speaks with Postgres when the task was cancelled meanwhile, so it must be short.
  public func afterCommit(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.afterCommit.append(body) }
  }

  /// Rings the outbox's bell, channel `outbox_` and the schema, once the commit is acknowledged:
  /// elsewhere, together with other transactions', and without anybody waiting for it.
  public func announce() { state.withLock { $0.isAnnounced = true } }

  /// Has the commit on disk before it is acknowledged, whatever the transaction is a part of: what
  /// people are shown must not be done again in another way.
  public func requireDurability() { state.withLock { $0.mustBeDurable = true } }

  /// Whether that was required, or something was published in it, which may be on its way already.
  public var mustBeDurable: Bool { state.withLock { $0.mustBeDurable || $0.isAnnounced } }

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

  func answer(to statement: BoundStatement) async throws -> ResultSet {
    guard let answer = try await trip([statement]).last else {
      throw PostgresError(.protocolViolation, statement: statement.name)
    }
    return answer
  }

  private func trip(_ statements: [BoundStatement], isLast: Bool = false) async throws -> Answers {
    let (pending, preceding) = try state.withLock { state in
      if state.isOver { throw PostgresError(.closed, statement: statements.first?.name) }
      state.hasBegun = true
      state.isOver = isLast
      defer { (state.pending, state.preceding) = ([], []) }
      return (state.pending, state.preceding)
    }
    let late: @Sendable (Answers) -> Void = { answers in try? self.settle(answers) }
    do {
      return try await work.perform(
        .many(pending + statements), after: preceding, lateCommit: isLast ? late : nil)
    } catch let error as PostgresError {
      throw explained(error)
    }
  }

  /// Names the failure behind one that only follows from it.
  private func explained(_ error: PostgresError) -> PostgresError {
    state.withLock { state in
      if error.code == .outcomeUnknown {
        state.isOutOfHand = true
        return error
      }
      guard let first = state.failure else {
        state.failure = error
        return error
      }
      let follows = error.sqlState == .transactionAborted || error.code == .rolledBack
      return follows ? first.with(.rolledBack) : error
    }
  }

  // MARK: the end

  /// Sends what is enqueued and `commit` in one trip. Without any statement nothing is sent.
  func commit() async throws {
    let isNeeded = state.withLock { state in
      state.isOver = !state.hasBegun && state.pending.count == 1
      return !state.isOver
    }
    if isNeeded { try settle(try await trip([.commit], isLast: true)) } else { acknowledge() }
  }

  /// - Parameter answers: of the trip that ended with `commit`.
  private func settle(_ answers: Answers) throws {
    do throws(PostgresError) {
      try answers.requireCommit()
    } catch {
      throw explained(error)
    }
    acknowledge()
  }

  private func acknowledge() {
    let (isAnnounced, actions) = state.withLock { ($0.isAnnounced, $0.afterCommit) }
    if isAnnounced { Poller.running.post(.ring(work.pool, channel: "outbox_*")) }
    for action in actions { action() }
  }

  /// Waits until nothing of the transaction is left on the server, unless the task is cancelled.
  func rollback() async {
    let isOutOfHand = state.withLock { state in
      state.isOver = true
      return state.isOutOfHand
    }
    if !isOutOfHand { await work.end() }
  }
}

private struct Begin: Statement {
  static let sql = "begin"
}

private struct Commit: Statement {
  static let sql = "commit"
}

extension BoundStatement {
  static let commit = BoundStatement(Commit())
}

extension Answers {
  /// Believes in a commit only if the server says so: in a failed transaction it answers COMMIT with
  /// ROLLBACK, not with an error; and any other answer is to somebody else's statement.
  func requireCommit() throws(PostgresError) {
    switch last?.commandTag {
    case "COMMIT": return
    case "ROLLBACK": throw PostgresError(.rolledBack)
    case let tag:
      throw PostgresError(
        .outcomeUnknown, statement: "Commit", detail: "answered with \(tag ?? "nothing")")
    }
  }
}

extension TransactionMode {
  var begin: BoundStatement {
    switch self {
    case .readWrite: Self.plainBegin
    case .readOnly: text("begin read only")
    case .repeatableRead: text("begin isolation level repeatable read")
    case .repeatableReadOnly: text("begin isolation level repeatable read read only")
    case .serializable: text("begin isolation level serializable")
    }
  }

  private static let plainBegin = BoundStatement(Begin())

  private func text(_ sql: String) -> BoundStatement {
    BoundStatement(PostgresQuery(unescaped: sql), name: "begin")
  }
}
