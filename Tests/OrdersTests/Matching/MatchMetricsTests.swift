import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Orders

@Suite("What matching counts")
struct MatchMetricsTests {
  @Test("R-070: a skipped external step is counted by its name, beside how the matches end")
  func counts() async throws {
    let registry = PrometheusRegistry()
    let external = ExternalSteps(hosts: .thisMachine)
    try await withDatabase { database in
      let workers = [TestWorker(), TestWorker()]
      try await database.admin.add(workers)
      try await database.admin.query(
        """
        insert into orders.pipeline (version, steps, created_at, created_by)
        values (2, '[{"name": "gone", "kind": "score", "url": "http://127.0.0.1:1/"},
                     {"name": "best", "kind": "choose", "run": "best"}]', now(), 'test')
        """)
      let matcher = withMetricsFactory(registry) { database.matcher(external: external) }
      var request = MatchingWorld.request()
      let found = try await withMetricsFactory(registry) {
        try await matcher.match(request) { $0.candidates.first?.workerID }
      }
      #expect(found != nil)
      request.excludedWorkers = workers.map(\.id)
      #expect(try await matcher.match(request) { $0.candidates.first } == nil)
    }
    try await external.close()
    for line in [
      #"mcf_match_steps_skipped_total{step="gone"} 1"#,
      #"mcf_matches_total{outcome="found"} 1"#,
      #"mcf_matches_total{outcome="nobody_free"} 1"#,
    ] {
      #expect(registry.text.contains(line), "\(line)")
    }
  }
}
