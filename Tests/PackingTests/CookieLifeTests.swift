import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("R-170: a cookie that does not come holds nothing up")
struct CookieLifeTests {
  /// A cookie that was ordered, as if the contractor had answered.
  private static func ordered(_ bed: Fixture, hours: Double) async throws -> UUID {
    let id = try await bed.accept(bed.order(hours: hours))
    let text = try await bed.show(id)["cookie"]?["id"]?.string ?? ""
    let now = bed.time.now
    try await bed.packing.database.execute(
      NoteCookieOrdered(
        id: try #require(UUID(uuidString: text)), now: now, reference: nil,
        lateAt: now.addingTimeInterval(1_800)))
    return id
  }

  /// Nothing is due by itself: the service that runs beside does not interfere.
  private static var configuration: PackingConfiguration {
    var configuration = PackingConfiguration()
    configuration.cookies.lead = 0
    return configuration
  }

  @Test("ordered, late after half an hour, missing when the order's time comes; then it may arrive")
  func late() async throws {
    try await withPacking(Self.configuration) { bed in
      let id = try await Self.ordered(bed, hours: 20)
      func status() async throws -> JSONValue? { try await bed.show(id)["cookie"]?["status"] }
      bed.time.advance(by: 1_799)
      try await bed.packing.cookies.round()
      #expect(try await status() == "ordered")
      bed.time.advance(by: 1)
      try await bed.packing.cookies.round()
      #expect(try await status() == "late")
      #expect(try await bed.step("ready", id).status == 200)
      #expect(try await bed.step("issue", id).status == 200)
      bed.time.advance(by: 20 * 3_600)
      try await bed.packing.cookies.round()
      #expect(try await status() == "missing")
      #expect(
        try await bed.history(id) == [
          "ordered", "cookie_ordered", "cookie_late", "ready", "issued", "cookie_missing",
        ])
      #expect(try await bed.step("cookie-arrived", id).status == 200)
      #expect(try await status() == "arrived")
    }
  }

  @Test("an order that is soon over makes its cookie missing without being late first")
  func soon() async throws {
    try await withPacking(Self.configuration) { bed in
      let id = try await Self.ordered(bed, hours: 0.1)
      bed.time.advance(by: 360)
      try await bed.packing.cookies.round()
      #expect(try await bed.show(id)["cookie"]?["status"] == "missing")
    }
  }

  @Test("without a contractor cookies are not ordered, and shown so when they would have been")
  func noContractor() async throws {
    try await withPacking { bed in
      let (soon, later) = (bed.order(hours: 23), bed.order(hours: 25))
      for order in [soon, later] { try await bed.accept(order) }
      try await bed.packing.cookies.round()
      let cookie = try await bed.show(soon.orderID)["cookie"]
      #expect(cookie?["status"] == "not_ordered")
      #expect(cookie?["cause"] == "no_contractor")
      #expect(try await bed.show(later.orderID)["cookie"]?["status"] == "due")
      #expect(try await bed.history(soon.orderID) == ["ordered", "cookie_not_ordered"])
    }
  }

  @Test("with nothing to do, a round only reads: it works where nothing can be written")
  func idle() async throws {
    try await withPacking { bed in
      try await bed.accept(bed.order(hours: 25))
      let url = bed.database.url(.packingApp) + " options='-c default_transaction_read_only=on'"
      try await withPostgresClient(PostgresConfiguration(url: url), logger: .none) { database in
        let service = CookieService(
          database: database, clock: bed.time.clock, configuration: CookieConfiguration(),
          logger: .none, changed: {})
        try await service.round()
        bed.time.advance(by: 25 * 3_600)
        await #expect(throws: PostgresError.self) { try await service.round() }
      }
    }
  }

  @Test("pauses between tries double from a second to ten minutes, and are never in step")
  func backoff() {
    #expect(CookieBackoff.pause(after: 1, chance: 1) == 1)
    #expect(CookieBackoff.pause(after: 1, chance: 0) == 0.5)
    #expect(CookieBackoff.pause(after: 4, chance: 1) == 8)
    for tries in [10, 11, 50, Int.max] {
      #expect(CookieBackoff.pause(after: tries, chance: 1) <= 600)
      #expect(CookieBackoff.pause(after: tries, chance: 0) >= 256)
    }
    #expect(CookieBackoff.pause(after: 1, retryAfter: 30, chance: 1) == 30)
    #expect(CookieBackoff.pause(after: 1, retryAfter: 1e9, chance: 1) == 600)
    #expect(CookieBackoff.pause(after: 1, retryAfter: -5, chance: 1) == 1)
  }
}
