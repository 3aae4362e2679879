import Metrics

/// What the sweeper counts: its rounds, for the alarm `SweeperStopped`, and what it found.
struct SweepMetrics: Sendable {
  let done = Counter(label: "mcf_sweeps_total", dimensions: [("outcome", "done")])
  let failed = Counter(label: "mcf_sweeps_total", dimensions: [("outcome", "failed")])
  let noShows = Self.swept("worker_no_show")
  let unreported = Self.swept("report_missing")
  let overdue = Self.swept("overdue")

  private static func swept(_ why: String) -> Counter {
    Counter(label: "mcf_orders_swept_total", dimensions: [("why", why)])
  }
}
