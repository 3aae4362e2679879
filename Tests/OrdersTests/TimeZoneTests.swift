import LocalPostgres
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import Orders

@Suite("The zone of business time")
struct TimeZoneTests {
  @Test(
    "a zone that Postgres does not know is told at the start", arguments: ["Europe/Moskow", ""])
  func unknown(name: String) async throws {
    try await withOrders { bed in
      let check = TimeZoneCheck(
        database: bed.database, timeZone: name, logger: Logger(label: "test"))
      await #expect(throws: SettingError.self) { try await check.check() }
    }
  }

  @Test("as a service it ends the process for an unknown zone, once the database can be asked")
  func service() async throws {
    try await withServer(migrated: false) { server in
      let database = PostgresClient(
        PostgresConfiguration(url: server.postgres.url(database: "postgres")),
        logger: Logger(label: "test"))
      func check(_ zone: String) -> TimeZoneCheck {
        TimeZoneCheck(database: database, timeZone: zone, logger: Logger(label: "test"))
      }
      try await server.postgres.stop()
      let unknown = Task { try await check("Mars/Olympus").run() }
      let known = ServiceGroup(services: [check("Asia/Tokyo")], logger: Logger(label: "test"))
      let running = Task { try await known.run() }
      try await server.postgres.launch()
      await #expect(throws: SettingError.self) { try await unknown.value }
      await known.triggerGracefulShutdown()
      try await running.value
      await database.close()
    }
  }

  @Test("a known one is not refused")
  func known() async throws {
    try await withOrders { bed in try await bed.orders.zone.check() }
  }
}
