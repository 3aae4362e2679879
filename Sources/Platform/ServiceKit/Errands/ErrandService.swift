import Contracts
import FoundationEssentials
public import Logging
import Postgres
public import ServiceLifecycle

/// Does the errands of one kind when they are due. Any number of replicas may run at once: each takes
/// what is free, for as long as a lease.
public final class ErrandService<Kind: Errand>: Service {
  public let errand: Kind
  private let clock: Clock
  private let interval: Duration
  private let logger: Logger
  private let signs = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private let batch: Int
  /// What a lease lasts beyond the act.
  private let margin = Duration.seconds(30)
  private let pauses = Backoff(first: .seconds(1), longest: .seconds(600))

  /// - Parameters:
  ///   - interval: how long to rest between two looks at what is due.
  ///   - batch: how many are done at once.
  public init(
    _ errand: Kind, every interval: Duration, atOnce batch: Int = 20, clock: Clock, logger: Logger
  ) {
    self.errand = errand
    self.batch = batch
    self.clock = clock
    self.interval = interval
    self.logger = logger
  }

  /// There may be one to be done at once.
  public func wake() { signs.continuation.yield() }

  public func run() async {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask {
          while !Task.isCancelled {
            self.wake()
            try? await Task.sleep(for: self.interval)
          }
        }
        for await _ in self.signs.stream { await self.look() }
        group.cancelAll()
      }
    }
  }

  private func look() async {
    do {
      try await TraceContext.$current.withValue(.root) { try await round() }
    } catch {
      // The database may be away; what is due now is due still at the next round.
      logger.warning("errands wait", metadata: ["errand": "\(Kind.name)", "error": "\(error)"])
    }
  }

  /// Everything that is due by now. With nothing to do it only reads.
  public func round() async throws {
    guard try await errand.isDue(at: clock.now()) else { return }
    try await untilNotFull(batch) {
      let now = clock.now()
      let claims = try await errand.claim(
        at: now, until: now + (errand.time + margin), atMost: batch)
      try await withThrowingTaskGroup { group in
        for claim in claims { group.addTask { try await self.perform(claim) } }
        try await group.waitForAll()
      }
      return claims.count
    }
  }

  private func perform(_ claim: Kind.Claim) async throws {
    let outcome = await errand.act(on: claim)
    let now = clock.now()
    try await errand.note(
      outcome, of: claim, at: now, nextAt: now + pause(after: outcome, of: claim))
  }

  /// Told in the log as well: whoever looks for the reason finds it there.
  private func pause(after outcome: ErrandOutcome<Kind.Result>, of claim: Kind.Claim) -> Duration {
    let (word, failure): (String, ErrandFailure)
    switch outcome {
    case .done: return .zero
    case .failed(let cause): (word, failure) = ("failed", cause)
    case .unknown(let cause): (word, failure) = ("unknown", cause)
    }
    logger.warning(
      "an errand is not done",
      metadata: [
        "errand": "\(Kind.name)", "id": "\(claim.id)", "tries": "\(claim.tries)",
        "outcome": "\(word)", "cause": "\(failure.cause)",
      ])
    return pauses.pause(
      after: claim.tries, atLeast: .seconds(failure.retryAfter ?? 0), jitter: .random(in: 0..<1))
  }
}

extension Date {
  fileprivate static func + (date: Date, duration: Duration) -> Date {
    date.addingTimeInterval(duration / .seconds(1))
  }
}
