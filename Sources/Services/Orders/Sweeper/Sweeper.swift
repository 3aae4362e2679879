import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
public import ServiceLifecycle

/// Ends what nobody ended: no-shows and missing reports. Any number of replicas
/// may run at once; each takes what is free.
public struct Sweeper: Service {
  let database: PostgresClient
  let clock: Clock
  let durations: OrderDurations
  let logger: Logger
  /// As many orders as one transaction takes.
  var batch = 100
  private let metrics = SweepMetrics()

  public func run() async throws {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      do {
        try await sweep()
        metrics.done.increment()
      } catch {
        metrics.failed.increment()
        // The database may be away; what is late now is late still at the next round.
        logger.warning("sweep failed", metadata: ["error": "\(error)"])
      }
      try? await cancelWhenGracefulShutdown {
        try await Task.sleep(for: .seconds(durations.sweepInterval))
      }
    }
  }

  /// One round, in a trace of its own: everything that is late by now.
  func sweep() async throws {
    let now = clock.now()
    try await TraceContext.$current.withValue(.root) {
      try await failNoShows(at: now)
      try await failUnreported(at: now)
      try await markOverdue(at: now)
    }
  }

  private func failNoShows(at now: Date) async throws {
    let statement = FailNoShows(
      lastScheduled: now.addingTimeInterval(-durations.grace), limit: batch, now: now)
    try await untilFewer("no-shows", metrics.noShows) { transaction in
      let orders = try await transaction.execute(statement)
      for order in orders { try transaction.finish(order, by: nil, at: now) }
      return orders.count
    }
  }

  private func failUnreported(at now: Date) async throws {
    let statement = FailUnreported(
      lastEnd: now.addingTimeInterval(-durations.reportFail), limit: batch, now: now)
    try await untilFewer("missing reports", metrics.unreported) { transaction in
      let orders = try await transaction.execute(statement)
      for order in orders { try transaction.finish(order, by: nil, at: now) }
      return orders.count
    }
  }

  private func markOverdue(at now: Date) async throws {
    let statement = MarkOverdue(
      lastEnd: now.addingTimeInterval(-durations.reportRemind), limit: batch, now: now)
    try await untilFewer("overdue", metrics.overdue) { transaction in
      let orders = try await transaction.execute(statement)
      for order in orders {
        guard let overdue = order.overdue(at: now, failsAfter: durations.reportFail) else {
          continue
        }
        try transaction.publish(overdue, of: order, at: now)
      }
      return orders.count
    }
  }

  private func untilFewer(
    _ what: String, _ counter: Counter, _ body: @Sendable (Transaction) async throws -> Int
  ) async throws {
    try await untilNotFull(batch) {
      let count = try await database.withTransaction(retries: 3) { try await body($0) }
      counter.increment(by: count)
      if count > 0 { logger.info("swept", metadata: ["what": "\(what)", "orders": "\(count)"]) }
      return count
    }
  }
}
