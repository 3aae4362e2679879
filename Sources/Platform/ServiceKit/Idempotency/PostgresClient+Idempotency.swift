public import FoundationEssentials
import HTTPTypes
public import Hummingbird
import Metrics
public import Postgres

// Idempotency lives in the transaction of the effect: answer and effect commit together or not
// at all, so a crash between the two cannot split them.
extension PostgresClient {
  /// The answer that this key got before, else what `work` answers, which ends with
  /// `withIdempotency` but begins with something long, such as matching, outside any transaction.
  ///
  /// When `work` is refused, the key is looked up once more: the first sending of the same request
  /// may have taken effect meanwhile, and be the very reason of the refusal.
  /// - Throws: 422 if the key was used with another request.
  public func withStoredAnswer(
    for key: IdempotencyKey, at now: Date, or work: () async throws -> Response
  ) async throws -> Response {
    if let answer = try await storedAnswer(for: key, at: now) { return answer }
    do {
      return try await work()
    } catch let problem as Problem where problem.status == .conflict {
      guard let answer = try await storedAnswer(for: key, at: now) else { throw problem }
      return answer
    }
  }

  /// Looked up without locking the key; `nil`: none yet. One that there is is confirmed before it is
  /// given again.
  func storedAnswer(for key: IdempotencyKey, at now: Date) async throws -> Response? {
    guard let kept = try await readOne(FindAnswer(key, now)) else { return nil }
    let answer = try kept.replay(for: key)
    try await withTransaction { $0.confirmWhatWasRead() }
    return answer
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
      if let answer = answers.first {
        transaction.confirmWhatWasRead()
        return try answer.replay(for: key)
      }
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
