extension PostgresClient {
  /// Runs `body` in a transaction: committed when it returns, rolled back when it throws.
  ///
  /// `begin` travels with the first statement and `commit` with what is enqueued by then, so a
  /// transaction of enqueued statements is one round trip. The pool is closed to the task
  /// meanwhile: a statement outside the transaction throws `.nestedUse`.
  ///
  /// A table that has changed under a prepared statement (0A000) is nobody's fault: `body` starts
  /// anew once, unless it reads one snapshot, of which it may have made use already.
  /// - Parameter retries: how often a serialization failure or deadlock starts `body` anew.
  ///
  /// Cancelling the task interrupts a statement of `body`, and nothing of the transaction stays. A
  /// commit that was sent goes on.
  /// - Throws: what `body` throws; `.rolledBack` when `body` returns although a statement failed;
  ///   `.outcomeUnknown` from a commit that may or may not have happened.
  @discardableResult
  public func withTransaction<T>(
    _ mode: TransactionMode = .readWrite, retries: Int = 0,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Transaction) async throws -> T
  ) async throws -> T {
    try refuseNestedUse(nil)
    var backoff = Backoff(first: .milliseconds(2), longest: .milliseconds(100))
    for _ in 0..<max(0, retries) {
      do {
        return try await once(mode, body)
      } catch let error as PostgresError where error.isWorthRetrying {
        try await Task.sleep(for: backoff.next(jitter: .random(in: 0..<1)))
      }
    }
    return try await once(mode, body)
  }

  /// Runs `body` in a transaction behind one of statements that are sent in the same round trip,
  /// on the same connection, and commit whatever becomes of `body`.
  /// - Throws: the error of either; that of `first` when both fail.
  @discardableResult
  public func withTransaction<T>(
    after first: [some Statement], isolation: isolated (any Actor)? = #isolation,
    _ body: (Transaction) async throws -> T
  ) async throws -> T {
    try refuseNestedUse(nil)
    return try await once(.readWrite, after: first.map { BoundStatement($0) }, body)
  }

  private func once<T>(
    _ mode: TransactionMode, after first: [BoundStatement] = [], preparesAnew: Bool = false,
    isolation: isolated (any Actor)? = #isolation,
    _ body: (Transaction) async throws -> T
  ) async throws -> T {
    let transaction = Transaction(
      pool: pool, mode, after: first, preparesAnew: preparesAnew,
      eventBytesMax: configuration.eventBytesMax)
    do {
      let value = try await Transaction.$open.withValue(Transaction.open + [transaction]) {
        try await body(transaction)
      }
      try await transaction.commit()
      return value
    } catch {
      await transaction.rollback()
      let mayRepeat = first.isEmpty && !mode.keepsSnapshot && !preparesAnew
      guard mayRepeat, transaction.hadOutdatedPlan else { throw error }
    }
    return try await once(mode, preparesAnew: true, body)
  }
}

extension PostgresError {
  /// Postgres asks for the transaction to be run again.
  public var isWorthRetrying: Bool {
    sqlState == .serializationFailure || sqlState == .deadlockDetected
  }
}
