import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-275: money that came unasked is in suspense until a manager says what it is for")
struct StrayTests {
  /// 120.00 that nobody here has asked for, and an invoice of 95.00.
  private func withStray(
    _ body: @escaping @Sendable (CollectBed, UUID, UUID, String) async throws -> Void
  ) async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(nil)
      collect.card.know("elsewhere.1", of: UUID(), Money(hundredths: 12_000))
      for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
      #expect(try await collect.booked() == ["stray provider_card/suspense 12000"])
      let open = try await collect.bed.list("differences")
      #expect(open.count == 1 && open.first?["what"] == "unknown_here")
      let id = try #require(open.first?["id"]?.string)
      #expect(try await collect.bed.faults() == 0)
      try await body(collect, client, invoice, id)
    }
  }

  @Test("it pays for the invoice that a manager names, once, and the rest is the client's credit")
  func settled() async throws {
    try await withStray { collect, client, invoice, id in
      let unknown = try await collect.settle(id, for: UUID())
      #expect(unknown.status == 400 && unknown.text.contains("unknown-invoice"))
      let answers = try await atOnce(8) { _ in try await collect.settle(id, for: invoice) }
      #expect(answers.count { $0.status == 200 } == 1)
      #expect(answers.first { $0.status == 200 }?["invoice_id"]?.string == invoice.wire)
      #expect(
        try await Set(collect.booked()) == [
          "stray provider_card/suspense 12000", "stray_settled suspense/due 9500",
          "stray_credited suspense/credit 2500",
        ])
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.account(of: client) == "2500 12000")
      #expect(try await collect.told() == ["paid card 120.00 0.00"])
      let payments = try await collect.bed.list("invoices").first?["payments"]?.array ?? []
      #expect(payments.map { $0["amount"]?.string } == ["120.00"], "whoever asked for it or not")
      #expect(payments.first?["method"]?.string == "card")
      collect.time.advance(by: 600)
      try await collect.reconcile(since: .distantPast)
      #expect(try await collect.bed.list("differences") == [])
      try await collect.expectInOrder()
    }
  }

  @Test("less than an invoice pays for a part of it; what was not ours is gone")
  func part() async throws {
    try await withStray { collect, client, invoice, id in
      let gone = try await collect.settle(id, for: nil)
      #expect(gone.status == 200 && gone["invoice_id"] == .null)
      #expect(try await collect.booked().last == "stray_gone suspense/provider_card 12000")
      collect.card.know("elsewhere.2", of: UUID(), Money(hundredths: 3_000), named: "second")
      try await collect.reconcile()
      let other = try #require(try await collect.bed.list("differences").first?["id"]?.string)
      #expect(try await collect.settle(other, for: invoice).status == 200)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "no_method 6500")
      #expect(try await collect.account(of: client) == "0 3000")
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("it goes back after it has paid for an invoice: that is told, beside what was settled")
  func backLater() async throws {
    try await withStray { collect, _, invoice, id in
      #expect(try await collect.settle(id, for: invoice).status == 200)
      let booked = try await collect.booked()
      collect.card.move("elsewhere.1", to: .back(cause: "returned"))
      for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
      let open = try await collect.bed.list("differences")
      #expect(open.count == 1 && open.first?["what"] == "unknown_here")
      #expect(open.first?["standing"] == "back" && open.first?["theirs"] == "120.00")
      #expect(try await collect.booked() == booked)
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("what has gone back before pays for nothing, and is settled as gone")
  func backBefore() async throws {
    try await withStray { collect, _, invoice, id in
      collect.card.move("elsewhere.1", to: .back(cause: "returned"))
      try await collect.reconcile()
      #expect(try await collect.bed.list("differences").count == 2)
      let refused = try await collect.settle(id, for: invoice)
      #expect(refused.problem == "gone-back")
      #expect(try await collect.booked() == ["stray provider_card/suspense 12000"])
      #expect(try await collect.settle(id, for: nil).status == 200)
      #expect(try await collect.booked().last == "stray_gone suspense/provider_card 12000")
      #expect(try await collect.standing(of: invoice)?.hasSuffix(" 9500") == true)
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("what was noted without its standing is booked no second time, and told when it goes back")
  func former() async throws {
    try await withStray { collect, _, _, _ in
      try await collect.query("update client_billing.difference set standing = ''")
      try await collect.reconcile(since: .distantPast)
      #expect(try await collect.booked() == ["stray provider_card/suspense 12000"])
      let open = try await collect.bed.list("differences")
      #expect(open.count == 1 && open.first?["standing"] == .null)
      collect.card.move("elsewhere.1", to: .back(cause: "returned"))
      try await collect.reconcile()
      #expect(try await collect.bed.list("differences").count == 2)
    }
  }

  @Test(
    "what is pending is no money; paid after it was settled it is booked, unless amounts differ")
  func pending() async throws {
    try await withCollecting { collect in
      collect.card.know("elsewhere.1", of: UUID(), Money(hundredths: 500))
      collect.card.move("elsewhere.1", to: .pending)
      try await collect.reconcile()
      #expect(try await collect.booked() == [])
      let waiting = try #require(try await collect.bed.list("differences").first?["id"]?.string)
      #expect(try await collect.settle(waiting, for: nil).status == 200)
      collect.card.move("elsewhere.1", to: .paid, amount: Money(hundredths: 400))
      for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
      #expect(try await collect.booked() == ["stray provider_card/suspense 400"])
      let paid = try await collect.bed.list("differences")
      #expect(paid.count == 1 && paid.first?["standing"] == "paid")
      #expect(try await collect.settle(paid.first?["id"]?.string ?? "", for: nil).status == 200)
      collect.card.add(.paysHalf)
      let (_, invoice) = try await collect.billed()
      try await collect.round()
      try await collect.reconcile(since: .distantPast)
      let half = try await collect.bed.list("differences").first
      #expect(half?["what"] == "amount" && half?["invoice_id"] == nil)
      let refused = try await collect.settle(half?["id"]?.string ?? "", for: invoice)
      #expect(refused.status == 400 && refused.text.contains("no-money"))
      let amount = try await collect.settle(half?["id"]?.string ?? "", onCredit: "0.01")
      #expect(amount.mistakes == ["/amount"] && amount.text.contains("no-money"))
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("a refund that nobody here has asked for is no money that came, and pays for nothing")
  func refund() async throws {
    try await withCollecting { collect in
      let (_, invoice) = try await collect.billed(nil)
      collect.card.know(
        "elsewhere.1", of: UUID(), Money(hundredths: 9_500), givingBack: "card-0")
      try await collect.reconcile()
      let open = try await collect.bed.list("differences")
      #expect(open.count == 1 && open.first?["what"] == "unknown_here")
      #expect(open.first?["invoice_id"] == nil)
      let id = try #require(open.first?["id"]?.string)
      let refused = try await collect.settle(id, for: invoice)
      #expect(refused.status == 400 && refused.text.contains("no-money"))
      #expect(try await collect.settle(id, for: nil).status == 200)
      #expect(try await collect.booked() == [])
      #expect(try await collect.bed.faults() == 0)
    }
  }

  /// What is done to a difference, and what is said of it.
  private static let attacks: [(sql: String, says: String)] = [
    ("update difference set theirs = 1", "is booked as"),
    ("update difference set found_at = found_at - interval '1 us'", "another time"),
    ("update difference set key = 'x'", "changed since it was booked"),
    ("update difference set is_stray = false", "is booked as"),
    ("delete from difference", "is not there"),
    ("update difference set settled_at = now(), settled_by = 'x', why = 'y'", "is booked as"),
  ]

  @Test("mcf ledger verify finds what was touched")
  func touched() async throws {
    try await withStray { collect, _, _, _ in
      for (sql, says) in Self.attacks { try await collect.bed.expectFault(says, of: sql) }
      #expect(try await collect.bed.faults() == 0)
    }
  }
}

extension CollectBed {
  func reconcile(since: Date? = nil) async throws {
    for adapter: any MoneyAdapter in [PawCard(desk: card), PawDebit(desk: debit)] {
      _ = try await Reconciliation(
        bed.billing.database, adapter, clock: time.clock
      ).run(since: since)
    }
  }

  func settle(
    _ difference: String, for invoice: UUID? = nil, onCredit amount: String? = nil
  ) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "/api/client-billing/differences/\(difference)/settle", as: Fixture.manager,
      [
        "why": "she has paid it by hand", "invoice_id": invoice.map { .string($0.wire) } ?? .null,
        "amount": amount.map { .string($0) } ?? .null,
      ], headers: ["Idempotency-Key": UUID().wire])
  }

  fileprivate func query(_ sql: String) async throws {
    try await bed.database.admin.withConnection { try await $0.script(sql) }
  }
}
