import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

/// As the service's role, with what its code never does.
@Suite("R-232, R-275: what the database itself guarantees of tries")
struct TryGuaranteeTests {
  @Test("a second open try for an invoice is refused, and how one has ended it stays")
  func guaranteed() async throws {
    try await withPayouts([.pends]) { payouts in
      let (_, invoice) = try await payouts.billed()
      try await payouts.round()
      let app = payouts.bed.billing.database
      let another = """
        insert into money_try (id, subject, n, purpose, party, adapter, destination, amount, text,
                               by_role, made_at)
        select subject || '.2', subject, 2, purpose, party, adapter, destination, amount, text,
               by_role, made_at
        from   money_try
        """
      await expect(app, another, .uniqueViolation)
      payouts.bank.move("\(invoice.wire).1", to: .paid)
      payouts.time.advance(by: 86_400)
      try await payouts.round()
      for change in [
        "state = 'declined', code = 'x', is_final = true", "state = 'made', answered_at = null",
        "state = 'unknown', answered_at = null", "answered_at = now()", "reference = 'x'",
      ] { await expect(app, "update money_try set \(change)", .checkViolation) }
      await expect(app, "update money_try set amount = 1", .insufficientPrivilege)
      await expect(app, "delete from money_try", .insufficientPrivilege)
      await expect(app, "update receipt set amount = 1", .insufficientPrivilege)
      await expect(
        app, "insert into receipt select gen_random_uuid(), \(Self.rest) from receipt",
        .uniqueViolation)
    }
  }

  private static let rest = """
    adapter, reference, direction, try_id, invoice_id, party, amount, occurred_at, recorded_at
    """

  /// What is done to the books, and what is said of it.
  private static let attacks: [(sql: String, says: String)] = [
    ("update money_try set amount = 1", "is booked as"),
    ("update money_try set destination = 'GH-6666-6666-6666'", "changed since it was booked"),
    (
      "update money_try set state = 'declined', code = 'x', is_final = true",
      "has to be payout_failed"
    ),
    ("update money_try set returned_at = made_at", "payout_returned"),
    ("update money_try set answered_at = answered_at + interval '1 us'", "another time"),
    ("delete from receipt", "there is no receipt of it"),
    ("update receipt set amount = 1", "not what its try has moved"),
    ("update receipt set party = gen_random_uuid()", "not what its try has moved"),
    ("update receipt set try_id = null", "not what its try has moved"),
    (
      "update receipt set occurred_at = recorded_at + interval '1 us'",
      "not what its try has moved"
    ),
    ("update billing_run set total = total + 1", "they come to 60.00"),
    ("update billing_run set digest = sha256('')", "they come to 60.00"),
    ("delete from receipt; delete from try_history; delete from money_try", "is not there"),
  ]

  @Test("a try that somebody touched is found out")
  func touched() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed()
      try await payouts.round()
      try await payouts.expectOnceAndInOrder()
      for (sql, says) in Self.attacks { try await payouts.bed.expectFault(says, of: sql) }
      try await payouts.expectOnceAndInOrder()
    }
  }

  private func expect(_ client: PostgresClient, _ sql: String, _ state: SQLState) async {
    let error = await #expect(throws: PostgresError.self, "\(sql)") {
      try await client.query(PostgresQuery(unescaped: sql))
    }
    #expect(error?.sqlState == state, "\(sql)")
  }
}
