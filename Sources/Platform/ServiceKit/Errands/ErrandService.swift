import Contracts
import FoundationEssentials
public import Logging
import Postgres
public import ServiceLifecycle
import Synchronization

/// Does the errands of one kind when they are due. Any number of replicas may run at once: each takes
/// what is free, for as long as a lease. One that takes long holds up no other one, as long as there is
/// room for more at once.
public final class ErrandService<Kind: Errand>: Service {
  public let errand: Kind
  private let clock: Clock
  private let interval: Duration
  private let logger: Logger
  private let signs = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  private struct Standing {
    var underWay = 0
    /// More is due than there was room for.
    var hasMore = false
  }

  private let standing = Mutex(Standing())
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
      await withDiscardingTaskGroup { group in
        group.addTask {
          while !Task.isCancelled {
            self.wake()
            try? await Task.sleep(for: self.interval)
          }
        }
        for await _ in self.signs.stream {
          let trace = TraceContext.root
          for claim in await self.take(under: trace) {
            group.addTask { await self.finish(claim, under: trace) }
          }
        }
        group.cancelAll()
      }
    }
  }

  /// As much of what is due by now as there is room for beside what is under way.
  private func take(under trace: TraceContext) async -> [Kind.Claim] {
    let room = standing.withLock { standing in
      standing.hasMore = standing.underWay == batch
      return batch - standing.underWay
    }
    guard room > 0 else { return [] }
    return await attempt(under: trace) { () async throws -> [Kind.Claim] in
      guard try await errand.isDue(at: clock.now()) else { return [] }
      let claims = try await claim(atMost: room)
      standing.withLock { standing in
        standing.underWay += claims.count
        standing.hasMore = claims.count >= room
      }
      return claims
    } ?? []
  }

  private func finish(_ claim: Kind.Claim, under trace: TraceContext) async {
    await attempt(under: trace) { try await perform(claim) }
    let hasRoom = standing.withLock { standing in
      standing.underWay -= 1
      return standing.hasMore && standing.underWay <= batch / 2
    }
    if hasRoom { wake() }
  }

  /// The database may be away: what is due now is due still later on.
  @discardableResult
  private func attempt<Done>(
    under trace: TraceContext, _ work: () async throws -> Done
  ) async -> Done? {
    do {
      return try await TraceContext.$current.withValue(trace) { try await work() }
    } catch {
      if Task.isCancelled { return nil }
      logger.warning("errands wait", metadata: ["errand": "\(Kind.name)", "error": "\(error)"])
      return nil
    }
  }

  private func claim(atMost most: Int) async throws -> [Kind.Claim] {
    let now = clock.now()
    return try await errand.claim(at: now, until: now + (errand.time + margin), atMost: most)
  }

  /// Everything that is due by now, to its end. With nothing to do it only reads.
  public func round() async throws {
    guard try await errand.isDue(at: clock.now()) else { return }
    try await untilNotFull(batch) {
      let claims = try await claim(atMost: batch)
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
