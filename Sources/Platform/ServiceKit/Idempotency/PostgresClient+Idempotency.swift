public import FoundationEssentials
import HTTPTypes
public import Hummingbird
public import Postgres

// Idempotency lives in the transaction of the effect: answer and effect commit together or not
// at all, so a crash between the two cannot split them.
extension PostgresClient {
  /// The answer that this key got before, looked up without a transaction; `nil`: none yet.
  ///
  /// For before expensive work such as matching; `withIdempotency` looks again.
  /// - Throws: 422 if the key was used with another request.
  public func storedAnswer(for key: IdempotencyKey?, at now: Date) async throws -> Response? {
    guard let key else { return nil }
    return try await readOne(FindAnswer(key, now))?.replay(for: key)
  }

  /// Runs an effect once per key and answers with what it answered.
  ///
  /// - Parameters:
  ///   - key: `nil` where the caller sent none and none is required.
  ///   - now: when the answer is given; it is kept for 24 hours from then.
  ///   - effect: its writes and the answer; a throw rolls both back and stores nothing.
  /// - Throws: 409 while the same request is in flight, 422 if the key was used with another.
  public func withIdempotency(
    _ key: IdempotencyKey?, at now: Date, retries: Int = 0,
    effect: @Sendable (Transaction) async throws -> StoredAnswer
  ) async throws -> Response {
    try await withTransaction(retries: retries) { transaction in
      guard let key else { return try await effect(transaction).response() }
      // Two statements: in one, the look-up's snapshot would be older than the lock.
      let (locks, answers) = try await transaction.execute(
        LockKey(caller: key.caller, key: key.key), FindAnswer(key, now))
      if let answer = answers.first { return try answer.replay(for: key) }
      guard locks.first == true else { throw Problem.requestInFlight }
      let answer = try await effect(transaction)
      transaction.enqueue(KeepAnswer(key: key, answer: answer, at: now))
      return answer.response()
    }
  }
}

extension Problem {
  static var requestInFlight: Problem {
    var problem = conflict(
      "request-in-flight", "The same request is being worked on. Ask again in a moment.")
    problem.headers[.retryAfter] = "1"
    return problem
  }

  static var keyReused: Problem {
    Problem(
      .unprocessableContent, "idempotency-key-reused",
      title: "This Idempotency-Key was used for another request",
      detail: "Send a new key with a new request, and the same key only with the same request.")
  }
}
