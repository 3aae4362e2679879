import Contracts
import Metrics
import Postgres

/// What matching counts: how matches end, and external steps that did not count.
struct MatchMetrics: Sendable {
  let found = Self.matches([("outcome", "found")])
  let nobodyFree = Self.matches([("outcome", "nobody_free")])

  /// The steps' names are the managers' and few.
  func count(_ run: PipelineRun) {
    for (step, result) in zip(run.pipeline.steps, run.results)
    where step.isExternalAndEnabled && result.skipped != nil {
      Self.skipped([("step", step.name.text)]).increment()
    }
  }

  private static let matches = Metric<Counter>(
    "mcf_matches_total", by: "outcome", meaning: "matches, by outcome: found, nobody_free")
  private static let skipped = Metric<Counter>(
    "mcf_match_steps_skipped_total", by: "step",
    meaning: "external matching steps that were too slow or broken")

  static let all: [any DescribedMetric] = [matches, skipped]
}
