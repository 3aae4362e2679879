import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

/// As the service's role, with what its code never does.
@Suite("R-275: receipts and uses of credit are booked, and what was touched is found out")
struct TakingsTests {
  /// An invoice that was paid twice and had a payment come back, and one that credit has paid.
  private func withBooks(
    _ body: @escaping @Sendable (CollectBed, UUID) async throws -> Void
  ) async throws {
    try await withCollecting { collect in
      collect.card.add(.paysTwice)
      let (_, invoice) = try await collect.billed()
      try await collect.round()
      for payment in ["", "card-again"] {
        collect.card.giveBack(ExactText(payment))
        try await collect.lookAgain(at: "\(invoice.wire).1")
      }
      #expect(
        try await collect.booked().map { $0.split(separator: " ")[0] } == [
          "payment", "overpayment", "returned", "credit_applied",
        ])
      try await collect.expectInOrder()
      try await body(collect, invoice)
    }
  }

  /// What is done to the books, and what is said of it.
  private static let attacks: [(sql: String, says: String)] = [
    ("update receipt set amount = amount + 1 where direction = 'in'", "is booked as"),
    ("update receipt set excess = 0 where excess > 0", "is booked as"),
    (
      "update receipt set reference = 'x' where direction = 'back'", "changed since it was booked"
    ),
    ("update receipt set occurred_at = occurred_at - interval '1 us'", "another time"),
    ("update credit_use set amount = amount - 1", "is booked as"),
    ("update credit_use set because = 'failed'", "changed since it was booked"),
    ("delete from credit_use", "is not there"),
    (
      """
      insert into receipt
      select gen_random_uuid(), adapter, 'y', direction, try_id, invoice_id, party, amount,
             occurred_at, recorded_at, excess
      from receipt where direction = 'in' limit 1
      """, "is not booked"
    ),
    (
      """
      insert into credit_use
      select gen_random_uuid(), invoice_id, party, amount, used_at, because from credit_use
      """, "is not booked"
    ),
    ("update money_try set amount = amount + 1", "not what its try has moved"),
    (
      "update money_try set state = 'declined', code = 'x', is_final = true",
      "not what its try has moved"
    ),
    ("update account set paid = paid + 1", "has paid"),
    ("update account set carried = carried - 1", "carries"),
    ("update settlement set amount = 1, state = 'waiting'", "with 0.01 left, and 0.00 is booked"),
    ("update settlement set state = 'overdue'", "is overdue with 0.00 left"),
  ]

  @Test("mcf ledger verify finds it")
  func touched() async throws {
    try await withBooks { collect, _ in
      for (sql, says) in Self.attacks { try await collect.bed.expectFault(says, of: sql) }
      try await collect.expectInOrder()
    }
  }

  /// What the application role tries, and how it is refused.
  private static let refusals: [(sql: String, state: SQLState)] = [
    ("update receipt set amount = 1", SQLState.insufficientPrivilege),
    ("delete from receipt", .insufficientPrivilege),
    ("update credit_use set amount = 1", .insufficientPrivilege),
    ("delete from credit_use", .insufficientPrivilege),
    ("update account set carried = 1", .checkViolation),
    ("update settlement set amount = -1", .checkViolation),
    (
      """
      insert into receipt
      select gen_random_uuid(), adapter, reference, direction, try_id, invoice_id, party, amount,
             occurred_at, recorded_at, excess
      from receipt limit 1
      """, .uniqueViolation
    ),
    (
      """
      insert into receipt
      select gen_random_uuid(), adapter, 'y', 'back', try_id, invoice_id, party, amount,
             occurred_at, recorded_at, amount
      from receipt limit 1
      """, .checkViolation
    ),
  ]

  @Test("the tables themselves refuse it")
  func refused() async throws {
    try await withBooks { collect, _ in
      for (sql, state) in Self.refusals {
        let error = await #expect(throws: PostgresError.self, "\(sql)") {
          try await collect.bed.billing.database.query(PostgresQuery(unescaped: sql))
        }
        #expect(error?.sqlState == state, "\(sql)")
      }
    }
  }
}
