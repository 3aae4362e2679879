import Contracts
import FoundationEssentials
import Logging
import Metrics
import Postgres
import ServiceKit
import ServiceLifecycle

/// Shows how it stands with reviews: read from the tables, so that whichever replica is asked says
/// the same.
struct QualityGauges: Service {
  private static let interval = Duration.seconds(15)

  let database: PostgresClient
  let clock: Clock
  let logger: Logger

  func run() async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  private func turn() async {
    do {
      guard let standing = try await database.readOne(ReadStanding(now: clock.now())) else {
        return
      }
      standing.show()
    } catch {
      logger.warning("reviews cannot be counted", metadata: ["cause": "\(error)"])
    }
  }
}

struct ReadStanding: Statement {
  static let sql = """
    select count(*) filter (where origin = 'automatic'),
           count(*) filter (where origin = 'draw'),
           count(*) filter (where origin = 'named'),
           greatest(coalesce(extract(epoch from $1 - min(due_at)), 0), 0)::float8
    from   quality.review
    where  state <> 'closed'
    """

  let now: Date
  var bindings: Bindings { [now] }

  struct Row: Sendable {
    let open: [(origin: ReviewOrigin, count: Int)]
    let overdueSeconds: Double

    /// - Parameter factory: nil: the process's.
    func show(in factory: (any MetricsFactory)? = nil) {
      for (origin, count) in open {
        QualityMetrics.open([("origin", origin.rawValue)], factory: factory).record(count)
      }
      QualityMetrics.oldestDue(factory: factory).record(overdueSeconds)
    }
  }

  static func decode(_ row: inout RowReader) throws -> Row {
    let open: [(ReviewOrigin, Int)] = [
      (.automatic, try row.next()), (.draw, try row.next()), (.named, try row.next()),
    ]
    return Row(open: open, overdueSeconds: try row.next())
  }
}
