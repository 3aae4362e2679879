import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-275: a refund that was paid after it had failed is in suspense until somebody bears it")
struct LateRefundTests {
  @Test("a manager says who bears it, and what comes back of it is theirs")
  func borne() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      let key = try await collect.lateRefund(of: client)
      for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
      #expect(try await collect.account(of: client) == "9500 0")
      let paid = try #require(try await collect.bed.list("differences").first?["id"]?.string)
      for wrong in ["95.01", "0.00"] {
        #expect(try await collect.settle(paid, onCredit: wrong).mistakes == ["/amount"])
      }
      #expect(try await collect.settle(paid, for: invoice).mistakes == ["/invoice_id"])
      let answers = try await atOnce(6) { _ in try await collect.settle(paid, onCredit: "60.00") }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(try await collect.account(of: client) == "3500 0")
      #expect(
        try await Set(collect.booked().suffix(2)) == [
          "late_refund_on_credit credit/suspense 6000", "late_refund_on_us goodwill/suspense 3500",
        ])
      #expect(try await collect.bed.faults() == 0)
      try await collect.become(.back(cause: "closed"), key)
      #expect(try await collect.account(of: client) == "3500 9500")
      let back = try #require(try await collect.bed.list("differences").first?["id"]?.string)
      #expect(try await collect.settle(back, onCredit: "60.00").status == 200)
      #expect(try await collect.account(of: client) == "9500 9500")
      #expect(try await collect.suspense() == 0)
      try await collect.expectInOrder()
      try await collect.bed.database.admin.query(
        "update client_billing.difference set on_credit = 1 where on_credit is not null")
      #expect(try await collect.bed.faults() == 2)
    }
  }
}

extension CollectBed {
  /// A payment is taken back whole, and its refund declined and then paid after all: the client has the
  /// money, and the credit.
  ///
  /// - Returns: the key of its try.
  func lateRefund(of client: UUID) async throws -> ExactText {
    #expect(try await takeBack(line(of: client)).status == 201)
    card.add(.declines("closed", isFinal: true))
    let payment = try await query("select id::text from client_billing.receipt", as: String.self)
    let refund = try await bed.api.send(
      .post, "/api/client-billing/refunds", as: Fixture.manager,
      ["payment_id": .string(payment[0]), "amount": "95.00", "reason": "as asked for"],
      headers: ["Idempotency-Key": UUID().wire])
    #expect(refund.status == 201)
    try await round()
    let key = try #require(card.payments.last?.key)
    try await become(.paid, key)
    return key
  }

  /// What a provider says of a payment now, and somebody has looked.
  func become(_ standing: MoneyStanding, _ key: ExactText) async throws {
    card.move(key, to: standing)
    try await lookAgain(at: key)
  }

  /// What is in suspense, in hundredths.
  func suspense() async throws -> Int64? {
    try await query(
      """
      select coalesce(sum(case debit when 'suspense' then amount else -amount end), 0)::int8
      from   client_billing.ledger_entry where 'suspense' in (debit, credit)
      """, as: Int64.self
    ).first
  }
}
