import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220: clients say by what they pay")
struct PaymentMethodTests {
  private static let path = "/api/client-billing/payment-methods"

  @Test("agreed upon on the provider's page, found when it is looked at; the first pays at once")
  func enrolled() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(nil)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "no_method 9500")
      let added = try await collect.add("card", of: client)
      #expect(added.status == 201 && added["state"] == "to_authorise")
      #expect(added["authorise_url"]?.string?.hasPrefix("https://card.example/") == true)
      #expect(added["label"] == .null && added["default"] == false)
      #expect(try await collect.methods(of: client).first?["state"] == "to_authorise")
      try await Self.authorise(collect)
      // It was killed meanwhile, and another one is asked.
      let method = try #require(try await collect.methods(of: client).first)
      #expect(method["state"] == "active" && method["default"] == true)
      #expect(method["label"] == "Card …42" && method["authorise_url"] == .null)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      let text = try await collect.bed.api.send(
        .get, Self.path, as: Fixture.client(client)
      ).text
      #expect(!text.contains("tok-1"))
      try await collect.expectInOrder()
    }
  }

  @Test("five may wait to be authorised; once one is refused another may be added")
  func most() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      for _ in 0..<5 { #expect(try await collect.add("card", of: client).status == 201) }
      let sixth = try await collect.add("card", of: client)
      #expect(sixth.status == 409 && sixth.text.contains("too-many-ways-to-pay"))
      collect.card.decide(try await Self.session(collect), .refused)
      #expect(try await collect.add("card", of: client).status == 201)
    }
  }

  /// Of some page of a provider's that is open.
  private static func session(_ collect: CollectBed) async throws -> ExactText {
    ExactText(
      try #require(
        try await collect.query(
          "select session from client_billing.payment_method", as: String.self
        ).first))
  }

  /// A client who owes something has just authorised a first way to pay, on the provider's page.
  private static func authorisedElsewhere(
    _ collect: CollectBed
  ) async throws -> (client: UUID, invoice: UUID) {
    let (client, invoice) = try await collect.billed(nil)
    try await collect.round()
    _ = try await collect.add("card", of: client)
    try await authorise(collect)
    return (client, invoice)
  }

  private static func authorise(_ collect: CollectBed) async throws {
    let method = try #require(EnrolledMethod(token: "tok-1", label: "Card …42"))
    collect.card.decide(try await session(collect), .authorised(method))
  }

  @Test("the page to which a provider leads back is all that it takes")
  func ledBack() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await Self.authorisedElsewhere(collect)
      let page = try await collect.bed.api.browser(as: Fixture.client(client)).get("/invoices")
      #expect(page.status == 200)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
    }
  }

  @Test("whoever does not come back from there has a way to pay all the same")
  func neverBack() async throws {
    try await withCollecting { collect in
      let (_, invoice) = try await Self.authorisedElsewhere(collect)
      collect.time.advance(by: 60)
      try await collect.bed.billing.enrolments.round()
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      try await collect.expectInOrder()
    }
  }

  @Test("an open page is asked about once a minute, by one of all replicas, until it ends")
  func asked() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      _ = try await collect.add("card", of: client)
      let without = CollectBed.billing(collect.bed.database, collect.time, [])
      let replicas = [collect.bed.billing, collect.replica(), without]
      /// How it stands, and how often it was asked about, once all have looked some seconds later.
      func standing(after seconds: TimeInterval) async throws -> String? {
        collect.time.advance(by: seconds)
        _ = try await atOnce(6) { try await replicas[$0 % 3].enrolments.round() }
        return try await collect.query(
          "select state || ' ' || looks from client_billing.payment_method", as: String.self
        ).first
      }
      #expect(try await standing(after: 59) == "to_authorise 0")
      #expect(try await standing(after: 1) == "to_authorise 1")
      #expect(try await standing(after: 59) == "to_authorise 1")
      #expect(try await standing(after: 1) == "to_authorise 2")
      collect.card.isDeaf = true
      #expect(try await standing(after: 3_600) == "to_authorise 3")
      #expect(try await standing(after: 59) == "to_authorise 3")
      collect.card.isDeaf = false
      #expect(try await standing(after: 1) == "refused 4")
      #expect(try await standing(after: 600) == "refused 4")
    }
  }

  @Test("the same request again is the same page; one that nobody decides on ends after an hour")
  func again() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let first = try await collect.add("card", of: client, key: "k")
      let second = try await collect.add("card", of: client, key: "k")
      #expect(first.status == 201 && first.text == second.text)
      #expect(try await collect.methods(of: client).count == 1)
      collect.card.isDeaf = true
      collect.time.advance(by: 3_600)
      #expect(try await collect.methods(of: client).first?["state"] == "to_authorise")
      collect.card.isDeaf = false
      #expect(try await collect.methods(of: client).first?["state"] == "refused")
    }
  }

  @Test("another one becomes the usual one, and is tried at once for a fresh week")
  func another() async throws {
    try await withCollecting { collect in
      for _ in 0..<9 { collect.card.add(.declines("insufficient_funds", isFinal: false)) }
      let (client, invoice) = try await collect.billed()
      for _ in 0..<9 {
        try await collect.round()
        collect.time.advance(by: 86_400)
      }
      #expect(try await collect.standing(of: invoice) == "overdue 9500")
      let debit = try await collect.method("direct_debit", of: client, isDefault: false)
      collect.debit.add(.declines("insufficient_funds", isFinal: false))
      #expect(try await collect.makeDefault(debit, of: client).status == 200)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "waiting 9500")
      // The same again changes nothing.
      #expect(try await collect.makeDefault(debit, of: client).status == 200)
      try await collect.round()
      #expect(collect.debit.orders.count == 1)
      collect.time.advance(by: 86_400)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "paid 0")
      let defaults = try await collect.methods(of: client).map { $0["default"] }
      #expect(defaults == [false, true])
      try await collect.expectInOrder()
    }
  }

  @Test("removed: nothing is collected by it any more; somebody else's is not there")
  func removed() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      let id = try #require(try await collect.methods(of: client).first?["id"]?.string)
      let other = Fixture.client(try await collect.bed.client(name: "Another Cat"))
      func remove(as caller: Caller) async throws -> Int {
        try await collect.bed.api.send(.delete, Self.path + "/\(id)", as: caller).status
      }
      #expect(try await remove(as: other) == 404)
      #expect(try await remove(as: Fixture.client(client)) == 204)
      #expect(try await remove(as: Fixture.client(client)) == 404)
      #expect(try await collect.methods(of: client) == [])
      let gone = try #require(UUID(uuidString: id))
      #expect(try await collect.makeDefault(gone, of: client).status == 404)
      try await collect.round()
      #expect(try await collect.standing(of: invoice) == "no_method 9500")
      #expect(collect.card.orders.isEmpty)
    }
  }

  @Test("what cannot be: no such way, no key, one that is not authorised, a card's number")
  func mistakes() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let unknown = try await collect.add("gold", of: client)
      #expect(unknown.status == 400 && unknown.mistakes == ["/adapter"])
      let keyless = try await collect.bed.api.send(
        .post, Self.path, as: Fixture.client(client), ["adapter": "card"])
      #expect(keyless.status == 400 && keyless.problem == "idempotency-key-missing")
      let added = try await collect.add("card", of: client)
      let id = try #require(UUID(uuidString: added["id"]?.string ?? ""))
      let early = try await collect.makeDefault(id, of: client)
      #expect(early.status == 409 && early.problem == "method-not-active")
      let page = try await collect.bed.api.browser(as: Fixture.client(client))
        .submit("/invoices/payment-methods/\(id.wire)/usual", [("form_key", "k")])
      #expect(page.status == 409)
      let kept = try await collect.query(
        "select act || ' ' || subject || ' ' || why from client_billing.refusal", as: String.self)
      #expect(kept == Array(repeating: "default \(id.wire) method-not-active", count: 2))
      for (token, label) in [("4111 1111 1111 1111", "Card"), ("tok", "Card 41111")] {
        let error = await #expect(throws: PostgresError.self) {
          try await collect.bed.billing.database.query(
            "update client_billing.payment_method set token = \(token), label = \(label)")
        }
        #expect(error?.sqlState == .checkViolation)
      }
    }
  }

  @Test("of many that are made the usual one at once there is one")
  func race() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed()
      var ids: [UUID] = []
      for _ in 0..<4 {
        ids.append(try await collect.method("direct_debit", of: client, isDefault: false))
      }
      let wanted = ids
      let replica = collect.replica()
      _ = try await atOnce(12) { n in
        async let round: Void = replica.collecting.round()
        let status = try await collect.makeDefault(wanted[n % 4], of: client).status
        try await round
        return status
      }
      try await collect.round()
      let count = try await collect.query(
        "select count(*) from client_billing.payment_method where is_default", as: Int.self)
      #expect(count == [1])
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.tries().count == 1)
      try await collect.expectInOrder()
    }
  }
}

extension CollectBed {
  func add(
    _ adapter: String, of client: UUID, key: String = UUID().wire
  ) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "/api/client-billing/payment-methods", as: Fixture.client(client),
      ["adapter": .string(adapter)], headers: ["Idempotency-Key": key])
  }

  func methods(of client: UUID) async throws -> [JSONValue] {
    try await bed.list("payment-methods", as: Fixture.client(client))
  }

  /// - Returns: the status that is answered.
  func remove(_ method: UUID, of client: UUID) async throws -> Int {
    try await bed.api.send(
      .delete, "/api/client-billing/payment-methods/\(method.wire)", as: Fixture.client(client)
    ).status
  }

  func makeDefault(_ method: UUID, of client: UUID) async throws -> TestAnswer {
    try await bed.api.send(
      .put, "/api/client-billing/payment-methods/\(method.wire)/default",
      as: Fixture.client(client))
  }
}
