import Logging
import ServiceKit
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

  @Test("a known one is not refused")
  func known() async throws {
    try await withOrders { bed in try await bed.orders.zone.check() }
  }
}
