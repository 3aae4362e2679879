import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220, R-221: another way to pay is an adapter in the module's list, and nothing else")
struct ThirdWayTests {
  private static let amount = Money(hundredths: 9_500)

  @Test("agreed upon, collected, told by a notice, given back, reconciled, and shown by its name")
  func everything() async throws {
    try await withCollecting(byPostToo: true) { collect in
      let (client, other) = (
        try await collect.bed.client(), try await collect.bed.client(name: "Another Cat")
      )
      try await collect.enrol(client)
      let order = try await collect.bed.finish(collect.bed.facts(client: client))
      try await collect.bed.finish(collect.bed.facts(client: other))
      collect.post.add(.pends)
      try collect.goToSunday()
      let (invoice, unpaid) = (try await collect.bill(client), try await collect.bill(other))
      try await collect.round()
      #expect(try await collect.tries() == ["1 paw_post pending"])
      collect.move(invoice, 1, at: collect.post, to: .paid)
      #expect(try await collect.notify(invoice, by: "paw-post", collect.post) == 204)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.takeBack(order).status == 201)
      try await collect.refund()
      // What it has taken unasked is found in its list, and pays for the other invoice.
      collect.post.know("elsewhere.1", of: UUID(), Self.amount)
      let reconciliation = Reconciliation(
        collect.bed.billing.database, PawPost(desk: collect.post), clock: collect.time.clock)
      #expect(try await reconciliation.run().read == 3)
      let differences = try await collect.bed.list("differences")
      #expect(differences.compactMap { $0["what"]?.string } == ["unknown_here"])
      try await collect.explain(try #require(differences.first?["id"]?.string), by: unpaid)
      #expect(
        try await Set(collect.booked()) == [
          "payment provider_paw_post/due 9500", "charge_reversed revenue/credit 9500",
          "discount_reversed revenue/discounts 500", "refund_sent credit/refund_in_transit 9500",
          "refund_paid refund_in_transit/provider_paw_post 9500",
          "stray provider_paw_post/suspense 9500", "stray_settled suspense/due 9500",
        ])
      try await collect.expectInOrder()
      try await collect.expectShown(invoice, to: client, unpaid, to: other)
    }
  }
}

extension CollectBed {
  /// A client agrees upon it on the provider's page.
  fileprivate func enrol(_ client: UUID) async throws {
    let added = try await add("paw_post", of: client)
    #expect(added.status == 201 && added["adapter"] == "paw_post")
    let session = try #require(
      try await query("select session from client_billing.payment_method", as: String.self).first)
    post.decide(
      ExactText(session),
      .authorised(try #require(EnrolledMethod(token: "tok-1", label: "Parcels …42"))))
    let method = try #require(try await methods(of: client).first)
    #expect(method["adapter"] == "paw_post" && method["state"] == "active")
    #expect(method["default"] == true)
  }

  /// All of the one payment that has come.
  fileprivate func refund() async throws {
    let payment = try await query("select id from client_billing.receipt", as: UUID.self)
    let made = try await bed.api.send(
      .post, "/api/client-billing/refunds", as: Fixture.manager,
      [
        "payment_id": .string(try #require(payment.first).wire), "amount": "95.00",
        "reason": "as asked for",
      ], headers: ["Idempotency-Key": UUID().wire])
    #expect(made.status == 201, "\(made.text)")
    try await round()
    let refunds = try await bed.list("refunds")
    #expect(refunds.count == 1 && refunds.first?["state"] == "paid")
    #expect(refunds.first?["adapter"] == "paw_post")
  }

  /// It is what another client has paid.
  fileprivate func explain(_ difference: String, by invoice: UUID) async throws {
    let settled = try await bed.api.send(
      .post, "/api/client-billing/differences/\(difference)/settle", as: Fixture.manager,
      ["why": "paid at the counter", "invoice_id": .string(invoice.wire)],
      headers: ["Idempotency-Key": UUID().wire])
    #expect(settled.status == 200, "\(settled.text)")
  }

  /// By its label where a client has agreed upon it, else by its name, of which there is no translation.
  fileprivate func expectShown(
    _ collected: UUID, to client: UUID, _ settled: UUID, to other: UUID
  ) async throws {
    for (language, add, paid, paidBy) in [
      ("en", "Add paw post", "Paid by Parcels …42", "Paid by paw post"),
      ("ru", "Добавить: paw post", "Оплачено: Parcels …42", "Оплачено: paw post"),
    ] {
      let mine = bed.api.browser(as: Fixture.client(client), language: language)
      let list = try await mine.get("/invoices")
      #expect(list.status == 200 && list.text.contains(add) && list.text.contains("Parcels …42"))
      let sheet = try await mine.get("/invoices/\(collected.wire)")
      #expect(sheet.status == 200 && sheet.text.contains(paid), "\(sheet.text)")
      let theirs = try await bed.api.browser(as: Fixture.client(other), language: language)
        .get("/invoices/\(settled.wire)")
      #expect(theirs.text.contains(paidBy), "\(theirs.text)")
    }
  }
}
