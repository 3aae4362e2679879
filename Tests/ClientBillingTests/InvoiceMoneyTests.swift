import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-221: an invoice tells by what it was tried, what came, and what went back")
struct InvoiceMoneyTests {
  @Test("in REST, alone and in the list, for its client and for managers; on the page in words")
  func told() async throws {
    try await withCollecting { collect in
      let invoice = try await collect.eventful()
      let path = "/api/client-billing/invoices/\(invoice.id.wire)"
      let client = Fixture.client(invoice.client)
      for caller in [client, Fixture.manager] {
        let one = try await collect.bed.api.send(.get, path, as: caller)
        let list = try await collect.bed.list("invoices", as: caller)
        #expect(try list == [one.json])
      }
      let shown = try await collect.bed.api.send(.get, path, as: client).json
      let tries = shown["tries"]?.array ?? []
      #expect(tries.map { $0["state"] } == ["declined", "succeeded", "succeeded"])
      #expect(tries.map { $0["code"] } == ["insufficient_funds", .null, .null])
      #expect(tries.allSatisfy { $0["method"] == "Paw …42" })
      #expect(tries.first?["at"] == "2027-03-07T17:03:00Z")
      let payments = shown["payments"]?.array ?? []
      #expect(payments.map { $0["amount"] } == ["95.00", "60.00"])
      #expect(payments.map { $0["to_credit"] } == ["0.00", "0.00"])
      #expect(payments.map { $0["returned_at"] } == ["2027-03-09T17:03:00Z", .null])
      let receipts = try await collect.query(
        "select id::text from client_billing.receipt where direction = 'in' order by occurred_at",
        as: String.self)
      #expect(payments.compactMap { $0["id"]?.string } == receipts)
      #expect(shown["credits"]?.array?.map { $0["amount"] } == ["35.00"])
      #expect(shown["left"] == "0.00" && shown["status"] == "paid")
      let text = try await collect.bed.api.browser(as: client)
        .get("/invoices/\(invoice.id.wire)").text
      for part in [
        "Paw …42: declined, there was not enough money", "Sunday, 7 March 2027, 20:03",
        "Paid by Paw …42", "\u{2212}95.00", "Went back to Paw …42", ">95.00<",
        "Paid from your credit", "\u{2212}35.00", "\u{2212}60.00", "Left to pay",
      ] { #expect(text.contains(part), "\(part)") }
      let russian = try await collect.bed.api.browser(as: client, language: "ru")
        .get("/invoices/\(invoice.id.wire)").text
      for part in ["отказ, не хватило денег", "Оплачено из вашего остатка", "\u{2212}35,00"] {
        #expect(russian.contains(part), "\(part)")
      }
    }
  }

  @Test("what was paid too much says so; changes come to what is left, whatever happens")
  func changes() async throws {
    try await withCollecting { collect in
      collect.card.add(.paysTwice)
      let (client, invoice) = try await collect.billed()
      let database = collect.bed.billing.database
      func left() async throws -> Money {
        let moves = try await database.money(of: [invoice])[invoice]?.moves ?? []
        return moves.map(\.change).reduce(Money(hundredths: 9_500), +)
      }
      try await collect.round()
      #expect(try await left() == .zero)
      try await collect.lookAgain(invoice)
      #expect(try await left() == .zero)
      let page = try await collect.bed.api.browser(as: Fixture.client(client))
        .get("/invoices/\(invoice.wire)")
      #expect(page.text.contains("Paid by Paw …42: 95.00, of which 95.00 goes to your credit"))
      collect.card.giveBack("card-again")
      try await collect.lookAgain(invoice)
      let money = try #require(try await database.money(of: [invoice])[invoice])
      #expect(money.payments.count == 2 && money.credits.count == 1)
      #expect(try await left() == .zero)
      // Of a way to pay that is not known here it says whom it went through.
      try await collect.bed.database.admin.query("delete from client_billing.payment_method")
      let shown = try await collect.bed.list("invoices").first
      #expect(shown?["payments"]?.array?.map { $0["method"] } == ["card", "card"])
    }
  }

  @Test("found by indexes")
  func indexes() async throws {
    try await withDatabase(.of("client_billing")) { database in
      for (sql, indexes) in [
        (ListTries.sql, ["money_try_subject_n_key", "payment_method_by_client"]),
        (ListPayments.sql, ["receipt_by_invoice", "receipt_once"]),
        (ListCreditsPaid.sql, ["credit_use_by_invoice"]),
        (ListNotes.sql, ["credit_note_by_invoice"]),
      ] {
        let plan = try await database.app("client_billing").withTransaction { transaction in
          // With a few rows the planner would rightly read them all.
          try await transaction.query("set local enable_seqscan = off")
          try await transaction.query("set local enable_bitmapscan = off")
          try await transaction.query("prepare told as \(unescaped: sql)")
          let plan = try await transaction.query(
            "explain (costs off) execute told (array[gen_random_uuid()])", as: String.self)
          try await transaction.query("deallocate told")
          return plan
        }
        for index in indexes { #expect(plan.contains { $0.contains(index) }, "\(plan)") }
      }
    }
  }
}

extension CollectBed {
  /// An invoice of 95.00 that was declined, paid, sent back, and paid by 35.00 of credit and the rest.
  func eventful() async throws -> (client: UUID, id: UUID) {
    card.add(.declines("insufficient_funds", isFinal: false))
    let (client, invoice) = try await billed()
    for _ in 1...2 {
      try await round()
      time.advance(by: 86_400)
    }
    move(invoice, 2, at: card, to: .back(cause: "returned"))
    try await lookAgain(invoice, n: 2)
    try await giveCredit(3_500, to: client)
    time.advance(by: 86_400)
    try await round()
    return (client, invoice)
  }

  /// What became of a try is found out.
  func lookAgain(_ invoice: UUID, n: Int = 1) async throws {
    try await lookAgain(at: "\(invoice.wire).\(n)")
  }
}
