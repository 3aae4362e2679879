import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-030, R-275: what the database itself refuses of charges")
struct LineGuaranteeTests {
  /// Adds a line like the one that is there, with another id and these columns.
  private static func add(_ columns: String, in bed: Fixture) async throws {
    let id = UUID().wire
    let changes = "{\"id\": \"\(id)\", \"order_id\": \"\(id)\"\(columns)}"
    try await bed.billing.database.query(
      """
      insert into billing_line
      select (jsonb_populate_record(l, \(changes)::jsonb)).* from billing_line l limit 1
      """)
  }

  @Test("one of another kind, above its price, below nothing, for no order or with an earning")
  func kinds() async throws {
    try await withBilling { bed in
      try await bed.finish(bed.facts(client: try await bed.client()))
      try await Self.add("", in: bed)
      for wrong in [
        #", "kind": "gift""#, #", "amount": 10001"#, #", "amount": -1"#,
        #", "order_id": "018f0000-0000-7000-8000-00000000000a""#, #", "discount_percent": null"#,
        #", "earning": 1"#,
      ] {
        let error = await #expect(throws: PostgresError.self, "\(wrong)") {
          try await Self.add(wrong, in: bed)
        }
        #expect(error?.constraint == "billing_line_of_a_client", "\(wrong)")
      }
    }
  }
}
