import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-250, R-270: what clients were charged is never changed, but taken back")
struct CorrectionTests {
  private static let day: TimeInterval = 86_400
  private static let second = Caller(subject: "second", roles: [.manager])

  @Test("case 9: a charge of this week is taken back by a line: the invoice comes to nothing")
  func beforeTheInvoice() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      try await collect.method(of: client)
      let order = try await collect.bed.finish(collect.bed.facts(client: client))
      let back = try await collect.takeBack(order)
      #expect(back.status == 201 && back["kind"] == "charge_reversed" && back["number"] == .null)
      #expect(back["amount"] == "-95.00" && back["reverses"]?.string == order.wire)
      #expect(
        try await collect.bed.entries(of: back.id) == [
          "charge_reversed revenue/unbilled 9500", "discount_reversed revenue/discounts 500",
        ])
      let csv = try await collect.bed.api.send(
        .get, "/api/client-billing/lines", as: Fixture.manager, headers: ["Accept": "text/csv"])
      let rows = csv.text.split(separator: "\r\n")
      #expect(rows.first?.hasSuffix(",reverses,why,by,by_subject") == true)
      #expect(rows.contains { $0.hasSuffix(",\(order.wire),it was a mistake,manager,boss") })
      #expect(rows.contains { $0.hasSuffix(",,,orders,") })
      try collect.goToSunday()
      let invoice = try await collect.bill(client)
      try await collect.round()
      let listed = try await collect.bed.list("invoices").first
      #expect(listed?["total"] == "0.00" && listed?["status"] == "settled" && listed?["lines"] == 2)
      #expect(try await collect.standing(of: invoice) == nil && collect.card.orders == [])
      try await collect.expectInOrder()
    }
  }

  @Test("case 10: something is given back of an invoice that is due: that much less is collected")
  func allowance() async throws {
    try await withCollecting { collect in
      collect.card.add(.declines("insufficient_funds", isFinal: false))
      let (client, invoice) = try await collect.billed(orders: 2)
      try await collect.round()
      let line = try await collect.line(of: client)
      let note = try await collect.takeBack(line, "30.00")
      #expect(note.status == 201 && note["number"] == "K-2027-000001")
      #expect(note["kind"] == "allowance" && note["amount"] == "-30.00")
      #expect(
        try await collect.booked() == [
          "allowance goodwill/credit 3000", "credit_applied credit/due 3000",
        ])
      #expect(try await collect.standing(of: invoice) == "waiting 16000")
      collect.time.advance(by: Self.day)
      try await collect.round()
      #expect(collect.card.payments.last?.amount == Money(hundredths: 16_000))
      #expect(try await collect.standing(of: invoice) == "paid 0")
      #expect(try await collect.account(of: client) == "0 16000")
      try await collect.expectInOrder()
    }
  }

  @Test("case 11: what is taken back of a paid invoice pays for the next one")
  func afterPayment() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed(orders: 2)
      try await collect.round()
      #expect(try await collect.takeBack(collect.line(of: client))["amount"] == "-95.00")
      #expect(try await collect.account(of: client) == "9500 19000")
      for _ in 0..<3 { try await collect.bed.finish(collect.bed.facts(client: client)) }
      collect.time.advance(by: 7 * Self.day)
      try await collect.bill(client)
      try await collect.round()
      let next = try await collect.bed.list("invoices").first
      #expect(next?["total"] == "285.00" && next?["credit_used"] == "95.00")
      #expect(next?["due"] == "190.00" && next?["status"] == "paid")
      #expect(try await collect.account(of: client) == "0 38000")
      try await collect.expectInOrder()
    }
  }

  @Test(
    "fifty at once take back no more than there is, of a line and of one on an invoice",
    arguments: [false, true])
  func race(isInvoiced: Bool) async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let order = try await collect.bed.finish(collect.bed.facts(client: client))
      if isInvoiced {
        try collect.goToSunday()
        try await collect.bill(client)
      }
      // Of 95.00 thirty fit three times.
      let answers = try await atOnce(50) { _ in try await collect.takeBack(order, "30.00") }
      #expect(answers.count { $0.status == 201 } == 3)
      #expect(answers.count { $0.problem == "beyond-the-line" } == 47)
      let whole = try await collect.takeBack(order)
      #expect(whole.status == 409 && whole.text.contains("5.00"), "\(whole.text)")
      #expect(try await collect.takeBack(order, "5.00").status == 201)
      let refused = try await collect.query(
        "select act || ' ' || subject from client_billing.refusal", as: String.self)
      #expect(refused == Array(repeating: "correction \(order.wire)", count: 48))
      let corrections = try await collect.bed.list("corrections")
      #expect(corrections.count == 4 && corrections.allSatisfy { $0["by_subject"] == "boss" })
      #expect(
        corrections.compactMap { $0["number"]?.string }.sorted()
          == (isInvoiced ? (1...4).map { "K-2027-00000\($0)" } : []))
      try await collect.expectInOrder()
    }
  }

  @Test("what takes back is taken back, whole and once: a line, an allowance, credit notes of both")
  func backAgain() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let (one, other) = (
        try await collect.bed.finish(collect.bed.facts(client: client)),
        try await collect.bed.finish(collect.bed.facts(client: client))
      )
      func again(_ line: UUID, _ amount: String?) async throws -> [String] {
        let back = try await collect.takeBack(line, amount)
        let part = try await collect.takeBack(back.id, "1.00")
        #expect(part.status == 400 && part.text.contains("only-whole"))
        let again = try await collect.takeBack(back.id)
        #expect(try await collect.takeBack(back.id).problem == "beyond-the-line")
        return try await collect.bed.entries(of: again.id)
      }
      let charged = ["charge unbilled/revenue 9500", "discount discounts/revenue 500"]
      let allowed = ["allowance_reversed unbilled/goodwill 3000"]
      #expect(try await again(one, nil) == charged)
      #expect(try await again(other, "30.00") == allowed)
      let third = try await collect.bed.finish(collect.bed.facts(client: client))
      try collect.goToSunday()
      try await collect.bill(client)
      #expect(try await again(third, "30.00") == allowed)
      let fourth = try await collect.bed.finish(collect.bed.facts(client: client))
      collect.time.advance(by: 7 * Self.day)
      try await collect.bill(client)
      #expect(try await again(fourth, nil) == charged)
      collect.time.advance(by: 7 * Self.day)
      try await collect.bill(client)
      // What took an allowance back is on an invoice by now: it is given back as what it was.
      let line = try await collect.query(
        "select id from client_billing.billing_line where kind = 'allowance_reversed' limit 1",
        as: UUID.self)
      let note = try await collect.takeBack(try #require(line.first))
      #expect(
        try await collect.bed.entries(of: note.id).contains("allowance goodwill/credit 3000"))
      try await collect.expectInOrder()
    }
  }

  @Test("case 21, of clients: above the limit another manager agrees, once, or it is withdrawn")
  func fourEyes() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let facts = collect.bed.facts(client: client, price: 900_000, discountPercent: 0)
      let order = try await collect.bed.finish(facts)
      try collect.goToSunday()
      try await collect.bill(client)
      #expect(try await collect.takeBack(order, "1000.00").status == 201)
      var given = 1
      for _ in 0..<5 {
        let waits = try await collect.takeBack(order, "1000.01")
        #expect(waits.status == 202 && waits["act"] == "allowance")
        #expect(waits["client_id"]?.string == client.wire && waits["line_id"]?.string == order.wire)
        let path = "/api/client-billing/proposals/\(waits.id.wire)/"
        let own = try await collect.bed.api.send(.post, path + "approve", as: Fixture.manager)
        #expect(own.problem == "four-eyes")
        let answers = try await atOnce(4) { n in
          try await collect.bed.api.send(
            .post, path + (n == 0 ? "withdraw" : "approve"), as: Self.second)
        }
        let decided = answers.filter { $0.status == 200 }
        #expect(decided.count == 1, "\(answers.map(\.text))")
        if decided.first?["decision"] == "approved" { given += 1 }
      }
      // Two for all that is left may wait, but only one of them can be done, and no third is taken.
      let left = Money(hundredths: 800_000 - Int64(given - 1) * 100_001)
      var paths: [String] = []
      for _ in 0..<2 {
        let waits = try await collect.takeBack(order, "\(left)")
        paths.append("/api/client-billing/proposals/\(waits.id.wire)/")
      }
      func decide(_ path: String) async throws -> TestAnswer {
        try await collect.bed.api.send(.post, path, as: Self.second)
      }
      #expect(try await decide(paths[0] + "approve").status == 200)
      #expect(try await decide(paths[1] + "approve").problem == "beyond-the-line")
      #expect(try await collect.takeBack(order, "1000.01").problem == "beyond-the-line")
      #expect(try await decide(paths[1] + "withdraw").status == 200)
      let notes = try await collect.query(
        "select count(*) from client_billing.credit_note", as: Int.self)
      #expect(notes == [given + 1])
      #expect(try await collect.bed.list("proposals") == [])
      try await collect.expectInOrder()
    }
  }

  @Test("all mistakes at once; a client reads what was given back and why, not by whom")
  func readers() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed()
      for amount in ["0", "0.00", "-1.00", "1e2", "1.005", "9999999999999999.00"] {
        let bad = try await collect.bed.api.send(
          .post, "/api/client-billing/corrections", as: Fixture.manager,
          ["line_id": .string(UUID().wire), "reason": "", "amount": .string(amount)],
          headers: ["Idempotency-Key": amount])
        #expect(bad.mistakes == ["/amount", "/line_id", "/reason"], "\(amount)")
      }
      #expect(try await collect.takeBack(collect.line(of: client), "1.00").status == 201)
      let own = try await collect.bed.list("corrections", as: Fixture.client(client))
      #expect(own.first?["reason"] == "it was a mistake" && own.first?["by_subject"] == nil)
      let other = Fixture.client(try await collect.bed.client(name: "Another Cat"))
      #expect(try await collect.bed.list("corrections", as: other) == [])
      let query = "?client=\(client.wire)"
      #expect(try await collect.bed.list("corrections", query, as: other) == [])
      #expect(try await collect.bed.list("corrections", query).count == 1)
    }
  }

  @Test("credit pays for nothing that a payment is under way for, and is not lost")
  func underWay() async throws {
    try await withCollecting { collect in
      collect.debit.add(.pends)
      let (client, invoice) = try await collect.billed("direct_debit")
      try await collect.round()
      #expect(try await collect.takeBack(collect.line(of: client)).status == 201)
      #expect(try await collect.standing(of: invoice) == "under_way 9500")
      #expect(try await collect.account(of: client) == "9500 0")
      try await collect.expectInOrder()
    }
  }
}

/// As the service's role, or past all rules.
@Suite("R-275: credit notes are booked, and what was touched is found out")
struct CreditNoteTests {
  private func withNote(
    _ body: @escaping @Sendable (CollectBed) async throws -> Void
  ) async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed(orders: 2)
      let note = try await collect.takeBack(collect.line(of: client))
      try #require(note.status == 201, "\(note.text)")
      try await collect.expectInOrder()
      try await body(collect)
    }
  }

  /// What is done to them, and what is said of it.
  private static let attacks: [(sql: String, says: String)] = [
    ("update credit_note set amount = amount + 1", "is booked as"),
    ("update credit_note set why = 'x'", "changed since it was booked"),
    ("update credit_note set discount = 0", "is booked as"),
    ("delete from credit_note", "is not there"),
    (
      """
      insert into credit_note
      select gen_random_uuid(), party, series, year, 7, line, invoice_id, kind, amount, discount,
             issued_at, by_role, by_subject, why
      from credit_note
      """, "is not booked"
    ),
    ("update credit_note set number = 2", "go up to 2, and there are 1"),
    ("update invoice set number = 2", "go up to 2, and there are 1"),
  ]

  @Test("mcf ledger verify finds it")
  func touched() async throws {
    try await withNote { collect in
      for (sql, says) in Self.attacks { try await collect.bed.expectFault(says, of: sql) }
      try await collect.expectInOrder()
    }
  }

  /// The values of another note: number, line, invoice, kind, amount, discount, role; and what
  /// refuses them.
  private static let refusals: [(values: String, constraint: String)] = [
    ("3, other, invoice_id, 'allowance', 100, 0, by_role", "credit_note_gapless"),
    ("2, line, invoice_id, kind, 100, 0, by_role", "billing_line_beyond_the_line"),
    ("2, other, gen_random_uuid(), 'allowance', 100, 0, by_role", "credit_note_of_its_invoice"),
    ("2, other, invoice_id, 'bonus', 100, 0, by_role", "credit_note_of_a_client"),
    ("2, other, invoice_id, 'allowance', 100, 1, by_role", "credit_note_of_a_client"),
    ("2, other, invoice_id, 'allowance', 100, 0, 'client'", "credit_note_of_a_client"),
  ]

  @Test("the table itself refuses it")
  func refused() async throws {
    try await withNote { collect in
      for (values, constraint) in Self.refusals {
        let error = await #expect(throws: PostgresError.self, "\(values)") {
          try await collect.bed.billing.database.query(
            PostgresQuery(
              unescaped: """
                insert into credit_note (id, party, series, year, issued_at, by_subject, why,
                                         number, line, invoice_id, kind, amount, discount, by_role)
                select gen_random_uuid(), party, series, year, issued_at, by_subject, why, \(values)
                from   (select n.*, (select l.id from billing_line l where l.id <> n.line) as other
                        from   credit_note n) n
                """))
        }
        #expect(error?.constraint == constraint, "\(values): \(String(describing: error))")
      }
    }
  }
}

extension CollectBed {
  /// A manager takes something back, whole unless an amount is named.
  func takeBack(_ line: UUID, _ amount: String? = nil) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "/api/client-billing/corrections", as: Fixture.manager,
      [
        "line_id": .string(line.wire), "amount": amount.map { .string($0) } ?? .null,
        "reason": "it was a mistake",
      ], headers: ["Idempotency-Key": UUID().wire])
  }

  /// One of a client's lines.
  func line(of client: UUID) async throws -> UUID {
    let lines = try await query(
      "select id from client_billing.billing_line where party = '\(client.wire)' order by id limit 1",
      as: UUID.self)
    return try #require(lines.first)
  }
}

extension TestAnswer {
  /// Of what was made.
  var id: UUID { self["id"]?.string.flatMap { UUID(uuidString: $0) } ?? .zero }
}
