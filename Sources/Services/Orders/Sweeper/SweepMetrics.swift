import Metrics
import Postgres

/// What the sweeper counts: its rounds, for the alarm `SweeperStopped`, and what it found.
struct SweepMetrics: Sendable {
  let done = Self.rounds([("outcome", "done")])
  let failed = Self.rounds([("outcome", "failed")])
  let noShows = Self.swept([("why", "worker_no_show")])
  let unreported = Self.swept([("why", "report_missing")])
  let overdue = Self.swept([("why", "overdue")])

  private static let rounds = Metric<Counter>(
    "mcf_sweeps_total", by: "outcome", meaning: "the sweeper's rounds, by outcome: done, failed")
  private static let swept = Metric<Counter>(
    "mcf_orders_swept_total", by: "why",
    meaning: """
      orders the sweeper ended or marked, by why: worker_no_show, report_missing, overdue
      """)

  static let all: [any DescribedMetric] = [rounds, swept]
}
