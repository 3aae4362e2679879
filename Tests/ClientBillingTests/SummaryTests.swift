import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220: a client sees what it will owe")
struct SummaryTests {
  private static func summary(_ bed: Fixture, of client: UUID) async throws -> TestAnswer {
    try await bed.api.send(
      .get, "/api/client-billing/summary", as: Fixture.client(client))
  }

  @Test("what has ended, and what is ordered for this week")
  func expected() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let empty = try await Self.summary(bed, of: client)
      #expect(empty["charged"] == "0.00" && empty["expected_total"] == "0.00")
      #expect(empty["paid"] == "0.00" && empty["method"] == .null)
      #expect(empty["period"]?["to"] == "2027-03-07T17:00:00Z")
      try await bed.finish(bed.facts(client: client))
      let thisWeek = bed.facts(client: client, endsAt: bed.time.now.addingTimeInterval(86_400))
      let end = try #require(Timestamp.parse("2027-03-07T17:00:00Z"))
      for facts in [
        thisWeek, bed.facts(client: client, endsAt: end.addingTimeInterval(-0.001)),
        bed.facts(client: client, endsAt: end),
        bed.facts(client: try await bed.client(name: "Another Cat")),
      ] { try await bed.accept(facts) }
      let before = try await Self.summary(bed, of: client)
      #expect(before["charged"] == "95.00" && before["expected"] == "190.00")
      #expect(before["expected_total"] == "285.00")
      try await bed.finish(thisWeek, .cancelled)
      let after = try await Self.summary(bed, of: client)
      #expect(after["charged"] == "190.00" && after["expected"] == "95.00")
    }
  }

  @Test("what waits for its invoice is charged, until it is due")
  func due() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: Fixture.firstSunday)
      try await bed.finish(bed.facts(client: client))
      let between = try await Self.summary(bed, of: client)
      #expect(between["period"]?["to"] == "2027-03-14T17:00:00Z")
      #expect(between["charged"] == "190.00" && between["due"] == "0.00")
      try await bed.bill()
      let billed = try await Self.summary(bed, of: client)
      #expect(billed["charged"] == "95.00" && billed["due"] == "95.00")
    }
  }
}
