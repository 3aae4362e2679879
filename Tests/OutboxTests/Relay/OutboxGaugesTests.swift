import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Outbox

@Suite("How far destinations are behind")
struct OutboxGaugesTests {
  private let registry = PrometheusRegistry()
  private let start = ContinuousClock.now

  /// What is shown of each destination of clients.
  private var shown: [String: Double] {
    let series = "mcf_outbox_destination_behind_seconds{source=\"clients\",destination=\""
    var found: [String: Double] = [:]
    for line in registry.text.split(separator: "\n") where line.hasPrefix(series) {
      let parts = line.dropFirst(series.count).split(separator: "\"} ")
      found[String(parts[0])] = parts.last.flatMap { Double($0) }
    }
    return found
  }

  /// An outbox whose newest row is of transaction 200.
  private func glance(_ passed: [(String, UInt64)], of outbox: String = "clients") -> OutboxGlance {
    OutboxGlance(
      outbox: outbox,
      incarnation: Incarnation(
        isInRecovery: false, startedAt: Date(), database: 5, outbox: UUID()),
      present: snapshot(201), greatest: 200, children: 1, bytes: 8_192,
      destinations: passed.map { (name: $0.0, passed: snapshot($0.1)) })
  }

  private func snapshot(_ end: UInt64) -> PostgresSnapshot {
    PostgresSnapshot(xmin: end, xmax: end, running: [])
  }

  private func update(_ gauges: inout OutboxGauges, _ glance: OutboxGlance, after seconds: Int) {
    withMetricsFactory(registry) {
      gauges.update(.success(glance), of: glance.outbox, now: start + .seconds(seconds))
    }
  }

  @Test("one is behind from when something was seen until it has passed that")
  func behind() {
    var gauges = OutboxGauges(logger: .silent)
    update(&gauges, glance([("orders", 100), ("packing", 201)]), after: 0)
    #expect(shown == ["orders": 0, "packing": 0])
    update(&gauges, glance([("orders", 100), ("packing", 201)]), after: 60)
    #expect(shown == ["orders": 60, "packing": 0])
    update(&gauges, glance([("orders", 201), ("packing", 201)]), after: 61)
    #expect(shown == ["orders": 0, "packing": 0])
  }

  @Test("one that was dropped is shown no longer, and begins anew when it comes back")
  func dropped() {
    var gauges = OutboxGauges(logger: .silent)
    let both = glance([("orders", 100), ("payroll", 100)])
    update(&gauges, both, after: 0)
    update(&gauges, both, after: 7_200)
    #expect(shown == ["orders": 7_200, "payroll": 7_200])
    update(&gauges, glance([("orders", 100)]), after: 7_201)
    #expect(shown == ["orders": 7_201])
    update(&gauges, glance([], of: "workers"), after: 7_202)
    #expect(shown == ["orders": 7_201], "another outbox does not know it either")
    update(&gauges, both, after: 7_203)
    #expect(shown == ["orders": 7_203, "payroll": 0])
  }
}
