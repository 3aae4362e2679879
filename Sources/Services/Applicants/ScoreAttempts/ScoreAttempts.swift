import FoundationEssentials
import Metrics
import Postgres
import ServiceKit

/// Scores what is handed in, one attempt a transaction: one that cannot be scored stops no other.
struct ScoreAttempts: Errand {
  static let name = "score attempts"
  /// After so many tries without success an attempt is left to a manager.
  static let mostTries = 5

  let database: PostgresClient
  let clock: Clock
  let rule: TopRule

  var time: Duration { .seconds(10) }

  func isDue(at now: Date) async throws -> Bool {
    try await database.readOne(FindSittingWork(now: now))?.isToScore ?? false
  }

  func claim(
    at now: Date, until leaseEnd: Date, atMost most: Int
  ) async throws -> [AttemptToScore] {
    let claims = try await database.execute(
      ClaimAttempts(now: now, leaseEnd: leaseEnd, limit: most, mostTries: Self.mostTries))
    for closer in claims.compactMap(\.newlyBy) { SittingMetrics.handedIn(by: closer).increment() }
    return claims
  }

  /// The lease is on this database, so here the act is a transaction, which commits with it all.
  func act(on claim: AttemptToScore) async -> ErrandOutcome<Void> {
    do {
      try await database.withTransaction(retries: 3) { transaction in
        try await transaction.score(claim, by: rule, at: clock.now())
      }
      return .done(())
    } catch {
      return .failed(ErrandFailure("\(error)"))
    }
  }

  func note(
    _ outcome: ErrandOutcome<Void>, of claim: AttemptToScore, at now: Date, nextAt: Date
  ) async throws {
    guard case .failed(let failure) = outcome else { return }
    try await database.execute(
      NoteScoringFailure(
        claim: claim, failure: String(failure.cause.prefix(2_000)),
        nextAt: Self.pause(after: claim.tries).map { now.addingTimeInterval($0) }))
  }

  /// How many seconds to rest after a try, from a second to an hour; nil: it was the last one.
  static func pause(after tries: Int) -> TimeInterval? {
    guard tries < mostTries else { return nil }
    return (1..<max(tries, 1)).reduce(1) { pause, _ in min(pause * 16, 3_600) }
  }
}
