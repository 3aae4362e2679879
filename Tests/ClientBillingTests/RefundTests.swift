import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-040, R-270: payments are given back, no more than is left of them and of the credit")
struct RefundTests {
  private static let busy = PawPayDesk.Fate.declines("closed", isFinal: true)

  @Test("case 18: paid 10 050.00, of which 100.00 go back: paid so far is 9 950.00 again")
  func paidSoFar() async throws {
    try await withPaid { refunds in
      #expect(try await refunds.collect.takeBack(refunds.line).status == 201)
      #expect(try await refunds.account() == "10000 1005000")
      let made = try await refunds.refund("100.00")
      #expect(made.status == 201 && made["state"] == "under_way")
      #expect(try await refunds.account() == "0 1005000", "it is taken at once")
      try await refunds.collect.round()
      #expect(try await refunds.account() == "0 995000")
      #expect(try await refunds.states() == ["paid"])
      #expect(
        try await refunds.collect.booked().suffix(3) == [
          "charge_reversed revenue/credit 10000", "refund_sent credit/refund_in_transit 10000",
          "refund_paid refund_in_transit/provider_card 10000",
        ])
      let told = try await refunds.collect.query(
        """
        select concat_ws(' ', data ->> 'cause', data ->> 'amount', data ->> 'left',
                         data ->> 'paid_total', data ->> 'paid_version')
        from   client_billing.outbox where type = 'client_invoice.reversed.v1'
        """, as: String.self)
      #expect(told == ["refunded 100.00 0.00 9950.00 3"])
      // Its provider lists it, and both agree.
      try await refunds.collect.reconcile()
      #expect(try await refunds.collect.bed.list("differences") == [])
      try await refunds.collect.round()
      #expect(try await refunds.account() == "0 995000")
      try await refunds.collect.expectInOrder()
    }
  }

  @Test("one that is declined ends, its credit is back, and another one may be made")
  func declined() async throws {
    try await withPaid { refunds in
      #expect(try await refunds.collect.takeBack(refunds.line).status == 201)
      refunds.collect.card.add(Self.busy, .losesAnswer)
      #expect(try await refunds.refund("60.00").status == 201)
      try await refunds.collect.round()
      #expect(try await refunds.account() == "10000 1005000")
      #expect(try await refunds.states() == ["failed"])
      refunds.collect.time.advance(by: 1)
      #expect(try await refunds.refund("70.00").status == 201)
      try await refunds.collect.round()
      #expect(try await refunds.states() == ["under_way", "failed"])
      // What is lost on its first way is looked up as soon as any other payment.
      refunds.collect.time.advance(by: 10)
      try await refunds.collect.round()
      #expect(try await refunds.states() == ["paid", "failed"])
      #expect(try await refunds.account() == "3000 998000")
      // What the bank sends back is the client's credit again.
      let key = try #require(refunds.collect.card.payments.last?.key)
      try await refunds.collect.become(.back(cause: "closed"), key)
      #expect(try await refunds.states() == ["failed", "failed"])
      #expect(try await refunds.account() == "10000 1005000")
      let told = try await refunds.collect.query(
        """
        select concat_ws(' ', data ->> 'cause', data ->> 'amount', data ->> 'paid_total')
        from   client_billing.outbox where type = 'client_invoice.paid.v1'
        order by id desc limit 1
        """, as: String.self)
      #expect(told == ["refund_returned 70.00 10050.00"])
      try await refunds.collect.expectInOrder()
    }
  }

  @Test("R-275: one that its provider makes twice is told, be it paid here already or pending")
  func twice() async throws {
    try await withPaid { refunds in
      let (collect, card) = (refunds.collect, refunds.collect.card)
      func found() async throws -> [String] {
        for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
        return try await collect.bed.list("differences").map {
          "\($0["what"]?.string ?? "") \($0["reference"]?.string ?? "")"
        }.sorted()
      }
      #expect(try await collect.takeBack(refunds.line).status == 201)
      card.add(.paysTwice, .pends)
      #expect(try await refunds.refund("60.00").status == 201)
      try await collect.round()
      #expect(try await found() == ["paid_twice card-again"])
      collect.time.advance(by: 1)
      #expect(try await refunds.refund("40.00").status == 201)
      try await collect.round()
      #expect(try await refunds.states() == ["under_way", "paid"])
      let pending = try #require(card.payments.last)
      let subject = try #require(UUID(uuidString: pending.reference.text))
      card.know(
        pending.key, of: subject, pending.amount, named: "more", givingBack: pending.givesBack)
      card.move(pending.key, to: .paid)
      let all = [
        "paid_twice \(pending.providerReference)", "paid_twice card-again", "paid_twice card-more",
      ]
      #expect(try await found() == all.sorted())
      try await collect.round()
      #expect(try await refunds.states() == ["paid", "paid"])
      #expect(try await found() == all.sorted(), "each is told once")
      #expect(try await refunds.account() == "0 995000")
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("one that was declined and is paid after all: what is paid falls, the credit may be used")
  func recovered() async throws {
    try await withPaid { refunds in
      #expect(try await refunds.collect.takeBack(refunds.line).status == 201)
      refunds.collect.card.add(Self.busy)
      #expect(try await refunds.refund("100.00").status == 201)
      try await refunds.collect.round()
      try await refunds.collect.bed.finish(
        refunds.collect.bed.facts(client: refunds.client, discountPercent: 0))
      refunds.collect.time.advance(by: 7 * 86_400)
      try await refunds.collect.bill(refunds.client)
      #expect(try await refunds.account() == "0 1005000")
      let collect = refunds.collect
      try await collect.become(.paid, try #require(collect.card.payments.last?.key))
      #expect(try await refunds.account() == "0 995000")
      #expect(try await collect.booked().last == "refund_recovered suspense/provider_card 10000")
      try await collect.expectInOrder()
      let late = try await collect.bed.list("differences")
      #expect(late.map { $0["what"] } == ["late_refund"] && late.map { $0["standing"] } == ["paid"])
      #expect(late.first?["client_id"]?.string == refunds.client.wire)
      let id = late.first?["id"]?.string ?? ""
      let none = try await collect.settle(id, onCredit: "0.01")
      #expect(none.problem == "beyond-the-credit" && none.text.contains("no credit"))
      let ours = try await collect.settle(id)
      #expect(ours.status == 200 && ours["on_credit"] == .null)
      #expect(try await collect.booked().last == "late_refund_on_us goodwill/suspense 10000")
      try await collect.expectInOrder()
    }
  }

  @Test("what is given back and disputed as well counts once each, and less than nothing is paid")
  func disputed() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      #expect(try await collect.takeBack(collect.line(of: client)).status == 201)
      let bed = RefundBed(
        collect: collect, client: client, earlier: .zero, line: .zero)
      #expect(try await bed.refund("95.00").status == 201)
      try await collect.round()
      #expect(try await bed.account() == "0 0")
      collect.move(invoice, 1, at: collect.card, to: .back(cause: "disputed"))
      try await collect.reconcile()
      try await collect.round()
      #expect(try await bed.account() == "0 -9500")
      #expect(try await collect.told().last == "reversed 95.00 95.00")
      try await collect.expectInOrder()
      try await collect.bed.database.admin.withConnection {
        try await $0.script("update client_billing.refund set amount = 1")
      }
      #expect(try await collect.bed.faults() == 1, "its try has given back another amount")
    }
  }

  @Test("what nobody could give back is refused, and not proposed either")
  func nobody() async throws {
    try await withPaid { refunds in
      #expect(try await refunds.collect.takeBack(refunds.earlier, "900.00").status == 201)
      let first = try await refunds.payments()[0]
      #expect(try await refunds.refund("1000.01", of: first).problem == "nothing-to-refund")
      try await refunds.collect.bed.database.admin.withConnection {
        try await $0.script("update client_billing.receipt set adapter = 'paw_post'")
      }
      #expect(try await refunds.refund("1.00").text.contains("paw_post"))
      #expect(try await refunds.account() == "90000 1005000")
    }
  }

  @Test("more than the credit, or than is left of the payment, is refused, whoever asks at once")
  func beyond() async throws {
    try await withPaid { refunds in
      for amount in ["0", "0.00", "-1.00", "1e2", "1.005", "9999999999999999.00"] {
        #expect(try await refunds.refund(amount).mistakes == ["/amount"], "\(amount)")
      }
      #expect(try await refunds.refund("0.01").problem == "nothing-to-refund")
      #expect(try await refunds.collect.takeBack(refunds.line).status == 201)
      // The first payment is greater than the credit, the second one smaller than both together.
      let first = try await refunds.payments()[0]
      #expect(try await refunds.refund("100.01", of: first).text.contains("100.00"))
      let answers = try await atOnce(20) { _ in try await refunds.refund("30.00") }
      #expect(answers.count { $0.status == 201 } == 3)
      #expect(answers.count { $0.problem == "nothing-to-refund" } == 17)
      #expect(try await refunds.collect.takeBack(refunds.earlier, "500.00").status == 201)
      #expect(try await refunds.refund("10.01").text.contains("10.00"))
      let refusals = try await refunds.collect.query(
        """
        select count(*) from client_billing.refusal f
        join   client_billing.receipt r on r.id::text = f.subject
        where  f.act = 'refund'
        """, as: Int.self)
      #expect(refusals == [20])
      try await refunds.collect.round()
      #expect(try await refunds.states() == ["paid", "paid", "paid"])
      try await refunds.collect.expectInOrder()
      let forged = await #expect(throws: PostgresError.self) {
        try await refunds.collect.bed.billing.database.query(
          """
          insert into refund
          select gen_random_uuid(), receipt, invoice_id, party, 1001, made_at from refund limit 1
          """)
      }
      #expect(forged?.constraint == "refund_beyond_the_payment")
    }
  }

  @Test("refunds and the invoice that the credit pays for: it is used once")
  func race() async throws {
    try await withPaid { refunds in
      let collect = refunds.collect
      #expect(try await collect.takeBack(refunds.line).status == 201)
      try await collect.bed.finish(collect.bed.facts(client: refunds.client))
      collect.time.advance(by: 7 * 86_400)
      let answers = try await atOnce(9) { n -> Int in
        if n == 4 {
          try await collect.bill(refunds.client)
          return 0
        }
        return try await refunds.refund("25.00").status
      }
      #expect(answers.count { $0 == 201 } <= 4)
      try await collect.round()
      #expect(try await collect.bed.list("invoices").first?["left"] == "0.00")
      try await collect.expectInOrder()
    }
  }

  @Test("R-275: what went back before a backup was restored is found there, and not sent once more")
  func restored() async throws {
    try await withPaid { refunds in
      let (collect, card) = (refunds.collect, refunds.collect.card)
      #expect(try await collect.takeBack(refunds.line).status == 201)
      let id = try #require(try await refunds.payments().last)
      let found = try await collect.bed.billing.database.readOne(FindPayment(id: id))
      let payment = try #require(found?.receipt)
      let amount = Money(hundredths: 10_000)
      let before = Refund(number: 1, of: payment, amount, at: collect.time.now)
      card.know("\(before.id.wire).1", of: before.id, amount, givingBack: payment.reference)
      let asked = card.orders.count
      #expect(try await refunds.refund("100.00").status == 201)
      try await collect.round()
      #expect(try await refunds.states() == ["paid"] && card.orders.count == asked)
      #expect(try await refunds.account() == "0 995000")
      try await collect.reconcile(since: .distantPast)
      #expect(try await collect.bed.list("differences") == [])
      #expect(try await collect.bed.faults() == 0)
    }
  }

  @Test("above the limit another manager has to agree; then it is on its way, once")
  func fourEyes() async throws {
    try await withPaid { refunds in
      let second = Caller(subject: "second", roles: [.manager])
      #expect(try await refunds.collect.takeBack(refunds.earlier, "900.00").status == 201)
      #expect(try await refunds.collect.takeBack(refunds.earlier, "900.00").status == 201)
      let first = try await refunds.payments()[0]
      let waits = try await refunds.refund("1000.01", of: first)
      #expect(waits.status == 202 && waits["act"] == "refund")
      #expect(waits["payment_id"]?.string == first.wire && waits["line_id"] == .null)
      let path = "/api/client-billing/proposals/\(waits.id.wire)/approve"
      let answers = try await atOnce(8) { _ in
        try await refunds.collect.bed.api.send(.post, path, as: second).status
      }
      #expect(answers.count { $0 == 200 } == 1)
      try await refunds.collect.round()
      #expect(try await refunds.states() == ["paid"])
      let approved = try await refunds.collect.query(
        "select recorded_by from client_billing.ledger_link where recorded_by like '%approved%'",
        as: String.self)
      #expect(approved == ["manager boss approved by second"])
      #expect(try await refunds.account() == "79999 904999")
      try await refunds.collect.expectInOrder()
    }
  }
}

/// A client who has paid 9 950.00 and then 100.00.
private struct RefundBed: Sendable {
  let collect: CollectBed
  let client: UUID
  /// What 9 950.00 was paid for, and what 100.00 was.
  let earlier: UUID
  let line: UUID

  /// Of the last payment, unless another one is named.
  func refund(_ amount: String, of payment: UUID? = nil) async throws -> TestAnswer {
    let last = try await payments().last ?? .zero
    return try await collect.refund(amount, of: payment ?? last)
  }

  func payments() async throws -> [UUID] {
    try await collect.query(
      "select id from client_billing.receipt order by recorded_at, id", as: UUID.self)
  }

  func account() async throws -> String? { try await collect.account(of: client) }

  /// Of all refunds, the newest first.
  func states() async throws -> [String] {
    try await collect.bed.list("refunds").compactMap { $0["state"]?.string }
  }
}

private func withPaid(
  _ body: @escaping @Sendable (RefundBed) async throws -> Void
) async throws {
  try await withCollecting { collect in
    let client = try await collect.bed.client()
    try await collect.method(of: client)
    func pay(_ price: Int64) async throws -> UUID {
      let order = try await collect.bed.finish(
        collect.bed.facts(client: client, price: price, discountPercent: 0))
      collect.time.advance(by: 7 * 86_400)
      try await collect.bill(client)
      try await collect.round()
      return order
    }
    try collect.goToSunday()
    let bed = RefundBed(
      collect: collect, client: client, earlier: try await pay(995_000), line: try await pay(10_000)
    )
    #expect(try await bed.account() == "0 1005000")
    try await body(bed)
  }
}

extension CollectBed {
  /// A manager gives back what of a payment is the client's credit.
  func refund(_ amount: String, of payment: UUID) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "/api/client-billing/refunds", as: Fixture.manager,
      [
        "payment_id": .string(payment.wire), "amount": .string(amount), "reason": "as asked for",
      ], headers: ["Idempotency-Key": UUID().wire])
  }
}
