import Contracts
import FoundationEssentials
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle

/// Hands in, a second at the latest after the last answer is taken, what is saved of each attempt,
/// and has scored whatever is handed in. Any number of replicas may run at once.
///
/// Nobody's page has to be open for it: time is up by the server's clock alone.
struct HandInService: Service {
  let database: PostgresClient
  let clock: Clock
  let scoring: ErrandService<ScoreAttempts>
  let logger: Logger

  private static let interval = Duration.seconds(1)

  /// While the database is away nothing is lost: what is over now is over still at the next round.
  func run() async {
    await Rounds("tests whose time is up", every: Self.interval, logger: logger, round).run()
  }

  /// With nothing to do it only reads.
  @Sendable func round() async throws {
    let now = clock.now()
    guard let work = try await database.readOne(FindSittingWork(now: now)) else { return }
    if work.isToHandIn { try await handIn(at: now) }
    if work.isToHandIn || work.isToScore { scoring.wake() }
  }

  private func handIn(at now: Date) async throws {
    try await untilNotFull(HandInByTime.most) {
      let count = try await database.execute(HandInByTime(now: now)).count
      if count > 0 { logger.info("time is up", metadata: ["attempts": "\(count)"]) }
      return count
    }
  }
}
