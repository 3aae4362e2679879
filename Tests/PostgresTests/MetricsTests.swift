import LocalPostgres
import Logging
import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@Suite("A client's metrics")
struct MetricsTests {
  /// What a registry shows of one series of the client `cats`.
  private func value(_ registry: PrometheusRegistry, _ name: String, _ kind: String) -> Double? {
    let series = "mcf_postgres_\(name){client=\"cats\",kind=\"\(kind)\"} "
    return registry.text.split(separator: "\n").first { $0.hasPrefix(series) }
      .flatMap { Double($0.dropFirst(series.count)) }
  }

  /// A client whose metrics go into a registry of the test's own.
  private func withMeasuredClient(
    configured change: @Sendable (inout PostgresConfiguration) -> Void = { _ in },
    _ body: @Sendable (PostgresClient, PrometheusRegistry) async throws -> Void
  ) async throws {
    let registry = PrometheusRegistry()
    try await withMetricsFactory(registry) {
      try await withClient(configured: {
        $0.applicationName = "cats"
        change(&$0)
      }) { (db) async throws in try await body(db, registry) }
    }
  }

  @Test("connections made, busy and closed are counted and shown")
  func usage() async throws {
    try await withMeasuredClient { db, metrics in
      #expect(value(metrics, "connections", "leased") == 0)
      _ = try await db.read(Echo(value: 1))
      try await db.withTransaction { transaction in
        try await transaction.execute(Echo(value: 1))
        #expect(value(metrics, "connections_busy", "leased") == 1)
      }
      try await eventually { value(metrics, "connections_busy", "leased") == 0 }
      #expect(value(metrics, "connections", "leased") == 1)
      #expect(value(metrics, "connections", "shared") == 1)
      #expect(value(metrics, "connects_total", "shared") == 1)
      #expect(value(metrics, "connects_total", "leased") == 1)
      await db.close()
      #expect(value(metrics, "connections", "leased") == 0)
      #expect(value(metrics, "connections", "shared") == 0)
    }
  }

  @Test("who waits is shown, who waited in vain is counted")
  func exhausted() async throws {
    try await withMeasuredClient(configured: {
      $0.leasedConnections = 1
      $0.acquireDeadline = .seconds(5)
    }) { db, metrics in
      try await db.withConnection { connection in
        try await connection.execute(Echo(value: 1))
        async let refused = postgresError { try await db.execute(Echo(value: 2)) }
        try await eventually { value(metrics, "waiting", "leased") == 1 }
        #expect(await refused?.code == .acquireTimeout)
        try await eventually { value(metrics, "waiting", "leased") == 0 }
        #expect(value(metrics, "acquire_timeouts_total", "leased") == 1)
      }
    }
  }

  @Test("a connection that breaks is counted, and so is the one that takes its place")
  func lost() async throws {
    try await withMeasuredClient { db, metrics in
      let pid = try await db.execute(BackendPID()).first
      try await withClient { (other) async throws in
        _ = try await other.query("select pg_terminate_backend(\(pid))", as: Bool.self)
      }
      try await eventually { value(metrics, "connections_lost_total", "leased") == 1 }
      #expect(try await db.execute(Echo(value: 1)) == [1])
      #expect(value(metrics, "connects_total", "leased") == 2)
    }
  }

  @Test("attempts to connect that fail are counted")
  func refused() async throws {
    let metrics = PrometheusRegistry()
    await withMetricsFactory(metrics) {
      var configuration = PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none")
      configuration.applicationName = "cats"
      let db = PostgresClient(configuration, logger: .silent)
      _ = await postgresError { try await db.read(Echo(value: 1)) }
      await db.close()
    }
    #expect(value(metrics, "connect_failures_total", "shared") == 1)
    #expect(value(metrics, "connect_failures_total", "leased") == 0)
  }
}
