import Contracts
import FoundationEssentials
public import Logging
import Metrics
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Bills a side at each cut-off while its service runs, if that is wished for; and shows what is due,
/// since nobody can ask a batch that has ended.
public struct BillingSchedule: Service {
  public static let metrics: [any DescribedMetric] = [overdue, stuck, runs]

  private static let overdue = Metric<Gauge>(
    "mcf_billing_period_overdue_seconds", by: "side",
    meaning: "since when the oldest period has ended that is not billed; 0 is good")
  private static let stuck = Metric<Gauge>(
    "mcf_billing_stuck", by: "side", meaning: "who could not be invoiced, in all periods")
  private static let runs = Metric<Counter>(
    "mcf_billing_runs_total", by: "side", "outcome",
    meaning: "periods that the service billed by itself: done, stuck or failed")

  private let run: BillingRun
  private let side: String
  private let isOn: Bool
  private let logger: Logger

  /// How often it looks.
  private static let interval = Duration.seconds(5)
  /// After so many seconds who is stuck is tried again, as an hourly `mcf billing` does.
  private static let retry: TimeInterval = 3_600

  /// - Parameter database: as the service's application role.
  public init(
    of bookkeeper: any Bookkeeper.Type, in database: PostgresClient, _ settings: BillingSettings,
    clock: Clock, logger: Logger
  ) {
    run = BillingRun(
      of: bookkeeper, in: database, settings, rule: settings.cutoff, clock: clock,
      by: bookkeeper.name)
    side = bookkeeper.side
    isOn = settings.isScheduled
    self.logger = logger
  }

  public func run() async {
    await withDiscardingTaskGroup { group in
      // Apart from billing, which may wait for long, or fail again and again.
      group.addTask { await repeating { await show() } }
      if isOn { group.addTask { await repeating { await bill() } } }
    }
  }

  private func repeating(_ turn: () async -> Void) async {
    while !Task.isShuttingDownGracefully && !Task.isCancelled {
      await TraceContext.$current.withValue(.root) { await turn() }
      await cancelWhenGracefulShutdown { try? await Task.sleep(for: Self.interval) }
    }
  }

  private func show() async {
    do {
      let standing = try await run.database.readOne(ReadStanding(now: run.clock.now()))
      Self.overdue([("side", side)]).record(standing?.overdue ?? 0)
      Self.stuck([("side", side)]).record(standing?.stuck ?? 0)
    } catch {
      logger.warning("how billing stands is not known", metadata: ["cause": "\(error)"])
    }
  }

  /// What is not done now is done at the next turn.
  func bill() async {
    do {
      let now = run.clock.now()
      let due = AskDue(now: now, triedBy: now.addingTimeInterval(-Self.retry))
      guard try await run.database.readOne(due) == true else { return }
      for summary in try await run.run(asOf: now, mayWait: false) { note(summary) }
    } catch is BillingUnderWay {
      // Another replica does it.
    } catch is BillingInterrupted {
      logger.info("billing goes on after the restart")
    } catch {
      Self.runs([("side", side), ("outcome", "failed")]).increment()
      logger.error("billing waits", metadata: ["cause": "\(error)"])
    }
  }

  private func note(_ summary: RunSummary) {
    let outcome = summary.stuck.isEmpty ? "done" : "stuck"
    Self.runs([("side", side), ("outcome", outcome)]).increment()
    logger.info(
      "billed",
      metadata: [
        "until": "\(Timestamp.format(summary.period.endsAt))",
        "invoices": "\(summary.figures.invoices)", "stuck": "\(summary.stuck.count)",
      ])
  }
}

/// Whether a period is not billed that has ended, or has yet to be made; or somebody is stuck who was
/// not tried since.
struct AskDue: Statement {
  static let sql = """
    select exists (select
                   from   period p
                   left   join billing_run r on r.period = p.id
                   where  p.ends_at <= $1
                   and    r.finished_at is null)
        or not exists (select from period where ends_at > $1)
        or exists (select from stuck where tried_at <= $2)
    """

  let now: Date
  let triedBy: Date
  var bindings: Bindings { [now, triedBy] }
  static func decode(_ row: inout RowReader) throws -> Bool { try row.next() }
}

struct ReadStanding: Statement {
  static let sql = """
    select (select greatest(extract(epoch from $1 - min(p.ends_at)), 0)::float8
            from   period p
            left   join billing_run r on r.period = p.id
            where  p.ends_at <= $1
            and    r.finished_at is null),
           (select count(*) from stuck)
    """

  let now: Date
  var bindings: Bindings { [now] }

  static func decode(_ row: inout RowReader) throws -> (overdue: Double?, stuck: Int) {
    (overdue: try row.next(), stuck: try row.next())
  }
}
