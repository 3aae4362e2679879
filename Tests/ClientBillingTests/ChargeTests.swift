import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-030: an order that has ended is charged, whatever its outcome")
struct ChargeTests {
  @Test("case 1: the charge, and what the discount took off")
  func amounts() async throws {
    let cases: [(Int64, Int, [String])] = [
      (3_333, 7, ["charge unbilled/revenue 3100", "discount discounts/revenue 233"]),
      (1_250, 5, ["charge unbilled/revenue 1188", "discount discounts/revenue 62"]),
      (5, 10, ["charge unbilled/revenue 5"]),
      (9_999, 12, ["charge unbilled/revenue 8799", "discount discounts/revenue 1200"]),
      (10_000, 100, ["discount discounts/revenue 10000"]),
      (0, 0, []),
    ]
    try await withBilling { bed in
      let client = try await bed.client()
      for (price, percent, entries) in cases {
        let order = try await bed.finish(
          bed.facts(client: client, price: price, discountPercent: percent))
        #expect(try await bed.entries(of: order) == entries, "\(price) at \(percent) %")
      }
      let lines = try await bed.billing.database.query(
        "select count(*) from billing_line", as: Int.self)
      #expect(lines == [cases.count])
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("each outcome, once, however often it is told", arguments: OrderOutcome.allCases)
  func outcomes(_ outcome: OrderOutcome) async throws {
    try await withBilling { bed in
      let facts = bed.facts(client: try await bed.client())
      for _ in 0..<3 { try await bed.finish(facts, outcome) }
      let entries = ["charge unbilled/revenue 9500", "discount discounts/revenue 500"]
      #expect(try await bed.entries() == entries)
    }
  }

  @Test("an order is open until it has ended, whichever event comes first or twice")
  func open() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let facts = bed.facts(client: client)
      func open() async throws -> [Bool] {
        try await bed.billing.database.query("select not ended from open_order", as: Bool.self)
      }
      for _ in 0..<2 { try await bed.accept(facts) }
      #expect(try await open() == [true])
      for _ in 0..<2 { try await bed.finish(facts) }
      try await bed.accept(facts)
      #expect(try await open() == [false])
      let other = bed.facts(client: client)
      try await bed.finish(other)
      try await bed.accept(other)
      #expect(try await open() == [false, false])
    }
  }
}
