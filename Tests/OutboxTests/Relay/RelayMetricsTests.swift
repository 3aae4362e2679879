import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Outbox

/// What the alarms about the relay are made of.
@Suite("The relay's metrics")
struct RelayMetricsTests {
  private let registry = PrometheusRegistry()

  private func value(_ name: String, _ labels: String) -> Double? {
    let series = "\(name){\(labels)} "
    return registry.text.split(separator: "\n").first { $0.hasPrefix(series) }
      .flatMap { Double($0.dropFirst(series.count)) }
  }

  private func link(_ name: String) -> Double? {
    value("mcf_relay_\(name)", "source=\"clients\",destination=\"packing\"")
  }

  private var isOverdue: Bool {
    value("mcf_rotation_overdue", "table=\"outbox\",service=\"clients\"") == 1
  }

  @Test("what is not delivered lags, and keeps its table from being emptied")
  func lag() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      try await bed.publish(1)
      // As if the ring had come round to it.
      try await bed.sourceAdmin.query("update clients.outbox set ring = (ring + 1) % 4")
      try await withMetricsFactory(registry) {
        try await bed.destinationAdmin.withConnection { connection in
          try await connection.query("begin")
          try await connection.query("lock table packing.inbox in access exclusive mode")
          let relay = bed.startRelay()
          try await eventually("it lags") {
            link("lag_events") == 1 && (link("lag_seconds") ?? 0) >= 1
          }
          try await eventually("the rotation is overdue") { isOverdue }
          #expect(value("mcf_outbox_children_in_use", "source=\"clients\"") == 1)
          #expect(value("mcf_outbox_bytes", "source=\"clients\"") ?? 0 > 8_000)
          try await connection.query("rollback")
          try await eventually("it has caught up") {
            link("lag_events") == 0 && link("lag_seconds") == 0 && link("link_failing") == 0
          }
          #expect(link("delivered_events_total") == 1)
          await relay.stop()
        }
      }
    }
  }

  @Test("an outbox that cannot be read hides no other's figures, and is shown as unknown with why")
  func unknown() async throws {
    let reason = "figures=\"outbox\",source=\"workers\",reason=\"42501\""
    func bytes(_ outbox: String) -> Double? { value("mcf_outbox_bytes", "source=\"\(outbox)\"") }
    try await withRelayBed { bed in
      try await bed.sourceAdmin.query("revoke select on workers.outbox from mcf_relay")
      let (source, destination) = bed.ends()
      try await withMetricsFactory(registry) {
        let workers = RelaySource(name: "workers", database: source.database)
        let relay = Relay(
          sources: [source, workers], destinations: [destination],
          pollInterval: .milliseconds(50), logger: .silent)
        let running = RunningRelay(
          task: Task { try? await relay.run() }, clients: [source.database, destination.database])
        try await eventually { value("mcf_figures_unknown", reason) == 1 }
        try await eventually { (bytes("clients") ?? 0) > 8_000 && link("lag_seconds") == 0 }
        #expect(bytes("workers")?.isNaN == true)
        try await bed.sourceAdmin.query("grant select on workers.outbox to mcf_relay")
        try await eventually { value("mcf_figures_unknown", reason) == nil }
        try await eventually { (bytes("workers") ?? 0) > 8_000 }
        await running.stop()
      }
    }
  }

  @Test("a lag that cannot be seen is not 0")
  func unseen() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      try await withMetricsFactory(registry) {
        let (source, destination) = bed.ends()
        let link = Link(
          source, destination, stems: destination.subscriptions["clients"] ?? [], windows: Turn(),
          logger: .silent)
        try await link.connect()
        await link.see(nil)
        #expect(self.link("lag_seconds")?.isNaN == true)
        #expect(self.link("lag_events")?.isNaN == true)
        for database in [source.database, destination.database] { await database.close() }
      }
    }
  }

  @Test("a source that is not what it was is shown as refused, until a person has looked")
  func refused() async throws {
    try await withRelayBed { bed in
      try await bed.withRelay { try await bed.waitUntilStarted() }
      try await bed.publish(1)
      try await bed.sourceAdmin.query("update clients.outbox set xid = '99999999999'")
      try await withMetricsFactory(registry) {
        let relay = bed.startRelay()
        try await eventually { link("source_refused") == 1 && link("link_failing") == 1 }
        try await bed.sourceAdmin.query("update clients.outbox set xid = pg_current_xact_id()")
        try await eventually { link("source_refused") == 0 && link("link_failing") == 0 }
        await relay.stop()
      }
    }
  }
}
