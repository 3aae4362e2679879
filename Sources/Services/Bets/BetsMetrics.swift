import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle

/// What is counted and shown of bets.
struct BetsMetrics: Sendable {
  let placed = Self.bets()
  private let paid = Self.pools([("result", "paid")])
  private let toDevelopers = Self.pools([("result", "developers")])
  private let empty = Self.pools([("result", "empty")])
  private let late = Self.voided([("reason", VoidReason.late.rawValue)])
  private let acted = Self.voided([("reason", VoidReason.acted.rawValue)])

  /// Counts a pool that was settled.
  func count(_ bets: [Bet], _ pool: Pool) {
    switch (pool.bank, pool.rightStakes) {
    case (.zero, _): empty.increment()
    case (_, .zero): toDevelopers.increment()
    default: paid.increment()
    }
    for bet in bets {
      switch bet.void {
      case .late: late.increment()
      case .acted: acted.increment()
      case nil: break
      }
    }
  }

  private static let bets = Metric<Counter>(
    "mcf_bets_placed_total", meaning: "bets that were taken")
  private static let pools = Metric<Counter>(
    "mcf_pools_settled_total", by: "result",
    meaning: "pools that were settled, by result: paid, developers (nobody was right), empty")
  private static let voided = Metric<Counter>(
    "mcf_bets_voided_total", by: "reason",
    meaning: "bets that did not count in the end, by reason: late, acted")
  static let unsettled = Metric<Gauge>(
    "mcf_pools_unsettled",
    meaning: "orders that ended, or must have, ten minutes ago, and whose pool is not settled")

  static let all: [any DescribedMetric] = [bets, pools, voided, unsettled]
}

/// Shows how many pools are not settled although their orders have ended: read from the tables, so
/// that whichever replica is asked says the same.
struct UnsettledGauge: Service {
  private static let interval = Duration.seconds(15)
  let database: PostgresClient
  let clock: Clock
  let longestOpen: TimeInterval
  let logger: Logger

  func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  func turn() async {
    do {
      let count = try await database.readOne(
        CountUnsettled(now: clock.now(), longestOpen: longestOpen))
      BetsMetrics.unsettled().record(count ?? 0)
    } catch {
      logger.warning("pools cannot be counted", metadata: ["cause": "\(error)"])
    }
  }
}

/// Ends that came to nothing, since they were parked or given up, and those that never came: of
/// orders with bets that must be over by now.
struct CountUnsettled: Statement {
  private static let patience: TimeInterval = 600

  static let sql = """
    select count(*)
    from   (select subject::uuid as order_id
            from   bets.inbox_parked
            where  type = '\(OrderFinished.type)'
            and    parked_at < $1
            union
            select subject::uuid
            from   bets.inbox_skipped
            where  type = '\(OrderFinished.type)'
            and    parked_at < $1
            union
            select order_id
            from   bets.unsettled
            where  ends_at < $2) as e
    where  not exists (
             select
             from   bets.settlement s
             where  s.order_id = e.order_id)
    """

  let now: Date
  let longestOpen: TimeInterval
  var bindings: Bindings {
    let heard = now.addingTimeInterval(-Self.patience)
    return [heard, heard.addingTimeInterval(-longestOpen)]
  }
  static func decode(_ row: inout RowReader) throws -> Int { try row.next() }
}
