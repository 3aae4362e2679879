import Contracts
import Metrics

/// What matching counts: how matches end, and external steps that did not count.
struct MatchMetrics: Sendable {
  let found = Counter(label: "mcf_matches_total", dimensions: [("outcome", "found")])
  let nobodyFree = Counter(label: "mcf_matches_total", dimensions: [("outcome", "nobody_free")])

  /// The steps' names are the managers' and few.
  func count(_ run: PipelineRun) {
    for (step, result) in zip(run.pipeline.steps, run.results)
    where step.isExternalAndEnabled && result.skipped != nil {
      Counter(label: "mcf_match_steps_skipped_total", dimensions: [("step", step.name.text)])
        .increment()
    }
  }
}
