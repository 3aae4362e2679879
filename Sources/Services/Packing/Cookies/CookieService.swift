import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle

/// Orders cookies when they are due, and notes which are late or never came. Any number of
/// replicas may run at once: each takes what is free, for as long as a lease.
///
/// The contractor is called outside any transaction. Whoever dies between the call and noting it
/// leaves the cookie due; it is ordered again under the same key, and so is there once.
final class CookieService: Service {
  private let database: PostgresClient
  private let clock: Clock
  private let configuration: CookieConfiguration
  private let contractor: CookieContractor?
  private let logger: Logger
  private let changed: @Sendable () -> Void
  private let metrics = CookieMetrics()
  private let signs = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))

  /// As many as are ordered at once.
  private static let batch = 20
  /// What a lease lasts beyond the contractor's time.
  private static let margin: TimeInterval = 30

  /// - Parameter changed: called when packages show something new.
  init(
    database: PostgresClient, clock: Clock, configuration: CookieConfiguration, logger: Logger,
    changed: @escaping @Sendable () -> Void
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    self.changed = changed
    contractor = CookieContractor(configuration)
  }

  /// There may be one to be ordered at once.
  func wake() { signs.continuation.yield() }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      await withTaskGroup { group in
        group.addTask {
          while !Task.isCancelled {
            self.wake()
            try? await Task.sleep(for: .seconds(self.configuration.interval))
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
      logger.warning("cookies wait", metadata: ["error": "\(error)"])
    }
  }

  /// Everything that is due by now. With nothing to do it only reads.
  func round() async throws {
    guard try await database.readOne(FindCookieWork(now: clock.now())) == true else { return }
    var tried = Self.batch
    while tried == Self.batch {
      let now = clock.now()
      // Each time anew: while a contractor takes its time, cookies come to be late.
      try await settle(at: now)
      guard let contractor else { return }
      tried = try await order(from: contractor, at: now)
    }
  }

  private func settle(at now: Date) async throws {
    let statement = SettleCookies(hasContractor: contractor != nil, now: now, limit: 100)
    while true {
      let settled = try await database.execute(statement)
      for package in settled { metrics.count(settled: package.cookie.status) }
      if !settled.isEmpty { changed() }
      if settled.count < statement.limit { return }
    }
  }

  /// - Returns: how many it tried to order.
  private func order(from contractor: CookieContractor, at now: Date) async throws -> Int {
    let leaseEnd = now.addingTimeInterval(configuration.timeout + Self.margin)
    let orders = try await database.execute(
      ClaimCookies(now: now, leaseEnd: leaseEnd, limit: Self.batch))
    try await withThrowingTaskGroup { group in
      for order in orders { group.addTask { try await self.order(order, from: contractor) } }
      try await group.waitForAll()
    }
    return orders.count
  }

  private func order(_ order: CookieOrder, from contractor: CookieContractor) async throws {
    let outcome: Result<String?, CookieFailure>
    do throws(CookieFailure) {
      outcome = .success(try await contractor.order(order))
    } catch {
      outcome = .failure(error)
    }
    switch outcome {
    case .success(let reference):
      metrics.ordered.increment()
      try await note(order, orderedAs: reference)
    case .failure(let failure):
      metrics.failed.increment()
      try await note(order, failure)
    }
  }

  private func note(_ order: CookieOrder, orderedAs reference: String?) async throws {
    let now = clock.now()
    let statement = NoteCookieOrdered(
      id: order.id, now: now, reference: reference,
      lateAt: now.addingTimeInterval(configuration.late))
    if try await database.execute(statement).count > 0 { changed() }
  }

  private func note(_ order: CookieOrder, _ failure: CookieFailure) async throws {
    let pause = CookieBackoff.pause(
      after: order.tries, retryAfter: failure.retryAfter, chance: .random(in: 0...1))
    logger.warning(
      "a cookie could not be ordered",
      metadata: [
        "cookie": "\(order.id)", "tries": "\(order.tries)", "cause": "\(failure.cause)",
      ])
    try await database.execute(
      NoteCookieFailure(
        order: order, nextAt: clock.now().addingTimeInterval(pause), failure: failure.cause))
  }
}
