import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220, R-250, R-270: what managers see and do about clients' money")
struct DeskPageTests {
  private static let second = Caller(subject: "second", roles: [.manager])

  private static func desk(_ bed: Fixture, as caller: Caller = Fixture.manager) -> TestBrowser {
    bed.api.browser(as: caller)
  }

  @Test("what is unpaid, the oldest first, and of which payments nobody knows what has become")
  func unpaid() async throws {
    try await withCollecting { collect in
      let bed = collect.bed
      let (client, invoice) = try await collect.billed()
      let browser = Self.desk(bed)
      let first = try await browser.get("/invoices")
      #expect(
        first.missing([
          "Clients&#39; invoices", "Murka Mews", "C-2027-000001", "to be paid", "95.00", "today",
          "/invoices/clients/\(client.wire)",
        ]) == [])
      #expect(try await browser.get("/invoices?tab=overdue").text.contains("Nothing is overdue."))
      // Each invoice can be read, and leads back to the client's page.
      let read = try await browser.get("/invoices/\(invoice.wire)")
      #expect(read.missing(["C-2027-000001", "Tidying", "/invoices/clients/\(client.wire)"]) == [])
      #expect(read.links("pay") == [], "that is the client's to do")
      collect.card.add(.losesAnswer)
      try await collect.round()
      let unknown = try await browser.get("/invoices?tab=unknown")
      #expect(
        unknown.missing(["Murka Mews", "C-2027-000001", "Card", "looked up next", "95.00"]) == [])
      #expect(try await browser.get("/invoices").text.contains("being paid"))
      collect.time.advance(by: 60)
      try await collect.round()
      #expect(try await browser.get("/invoices").text.contains("Everything is paid."))
      let known = try await browser.get("/invoices?tab=unknown")
      #expect(known.text.contains("It is known of every payment"))
    }
  }

  @Test("one week after the other, with what is overdue in a list of its own as well")
  func weeks() async throws {
    try await withCollecting { collect in
      let (client, invoice) = try await collect.billed(nil)
      try await collect.bed.finish(collect.bed.facts(client: client))
      collect.time.advance(by: 7 * 86_400)
      try await collect.bill(client)
      try await collect.set(invoice, "overdue")
      let browser = Self.desk(collect.bed)
      func numbers(_ path: String) async throws -> [String] {
        try await browser.get(path).text.matches(of: #/>(C-2027-[0-9]+)</#).map { String($0.1) }
      }
      #expect(try await numbers("/invoices") == ["C-2027-000001", "C-2027-000002"])
      #expect(try await numbers("/invoices?tab=overdue") == ["C-2027-000001"])
      let page = try await browser.get("/invoices")
      #expect(page.missing([#"<span class="count">2</span>"#, "7 days ago", "today"]) == [])
    }
  }

  @Test("a client is found, with what is owed, the invoices and each line, in either language")
  func client() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.credit(client, 10_000)
      try await bed.finish(bed.facts(client: client, price: 200_000))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      try await bed.finish(bed.facts(client: client), .failed, reason: "worker_no_show")
      try await bed.finish(bed.facts(client: client, discountPercent: 0))
      let browser = Self.desk(bed)
      let path = "/invoices/clients/\(client.wire)"
      try await bed.database.admin.query(
        """
        insert into client_billing.person (kind, id, name, first_name, email, active, version)
        values ('manager', gen_random_uuid(), 'Murka Boss', 'Murka', 'murka@boss.example', true, 1)
        """)
      let found = try await browser.get("/invoices?q=murka%40")
      #expect(found.text.contains(path) && !found.text.contains("Murka Boss"))
      let short = try await bed.api.browser(as: Fixture.manager, language: "ru")
        .get("/invoices?q=mu")
      #expect(short.status == 400 && short.missing(["C-2027-000001", #"value="mu""#]) == [])
      #expect(short.text.contains("нужно не меньше 3 символов"))
      let page = try await browser.get(path)
      #expect(
        page.missing([
          "murka@cats.example", "1\u{202F}800.00", "C-2027-000001", "1\u{202F}900.00",
          "failed: the worker did not check in", "100.00 less 5 %", "95.00",
          "<small>100.00</small>",
          "There is nothing to collect by.",
        ]) == [])
      let russian = try await bed.api.browser(as: Fixture.manager, language: "ru").get(path)
      #expect(russian.text.contains("1\u{202F}800,00") && russian.text.contains("Остаток"))
    }
  }

  @Test("a correction shows what comes of it, and is made once it is confirmed, once")
  func correct() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let line = try await bed.finish(bed.facts(client: client))
      let browser = Self.desk(bed)
      let path = "/invoices/lines/\(line.wire)/correct"
      #expect(try await browser.get(path).text.contains("line back whole, 95.00."))
      let wrong = try await browser.press(path, [("amount", "0"), ("reason", "")])
      #expect(wrong.status == 400 && wrong.text.contains("Reason: "))
      let whole = [("amount", ""), ("reason", "a broken vase")]
      let shown = try await browser.press(path, whole)
      #expect(shown.text.contains("95.00 less stands on this week&#39;s invoice."))
      #expect(try await bed.list("corrections") == [], "nothing is done before it is confirmed")
      let keyless = try await browser.submit(path, whole + [("confirmed", "true")])
      #expect(keyless.status == 400 && keyless.text.contains("This form came without its key"))
      #expect(try await bed.list("corrections") == [], "it might be sent twice")
      let back = "/invoices/clients/\(client.wire)?notice="
      for _ in 0..<2 {
        let done = try await browser.press(path, whole + [("confirmed", "true")], key: "one")
        #expect(done.headers[.location] == back + "booked")
      }
      let again = try await browser.press(path, whole + [("confirmed", "true")])
      #expect(again.status == 409 && again.text.contains("more than is left"))
      let page = try await browser.get("/invoices/clients/\(client.wire)")
      #expect(page.missing(["\u{2212}95.00", "taken back: a broken vase"]) == [])
      #expect(!page.links("correct").contains(path), "nothing is left of it")
      let corrections = try await browser.get("/invoices?tab=corrections")
      #expect(corrections.missing(["Charge taken back", "boss", "\u{2212}95.00"]) == [])
    }
  }

  @Test("what is invoiced is given back by a credit note, which is taken back in turn, once")
  func note() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let line = try await bed.finish(bed.facts(client: client))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let browser = Self.desk(bed)
      let (path, back) = (
        "/invoices/lines/\(line.wire)/correct", "/invoices/clients/\(client.wire)"
      )
      let part = [("amount", "30.00"), ("reason", "it was late")]
      let shown = try await browser.press(path, part)
      #expect(shown.text.contains("A credit note of 30.00"))
      _ = try await browser.press(path, part + [("confirmed", "true")])
      let page = try await browser.get(back)
      #expect(page.missing(["K-2027-000001", "it was late", "\u{2212}30.00"]) == [])
      let note = try #require(page.links("correct").first { $0 != path })
      let corrections = try await browser.get("/invoices?tab=corrections")
      #expect(corrections.missing(["K-2027-000001", "Given back", "\u{2212}30.00"]) == [])
      let again = try await browser.press(note, [("reason", "no"), ("confirmed", "true")])
      #expect(again.headers[.location] == back + "?notice=booked")
      #expect(!(try await browser.get(back).links("correct").contains(note)))
      #expect(try await bed.faults() == 0)
    }
  }

  @Test("R-270: above the limit another manager has to agree, on the page of what is proposed")
  func proposed() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let line = try await bed.finish(bed.facts(client: client, price: 200_000))
      let (browser, second) = (Self.desk(bed), Self.desk(bed, as: Self.second))
      let above = [("amount", "1000.01"), ("reason", "sorry"), ("confirmed", "true")]
      let waits = try await browser.press("/invoices/lines/\(line.wire)/correct", above)
      #expect(
        waits.headers[.location] == "/invoices/clients/\(client.wire)?notice=proposed")
      let tab = "/invoices?tab=proposals"
      #expect(try await browser.get(tab).links("approve") == [], "the own one")
      let proposals = try await second.get(tab)
      #expect(proposals.missing(["Give something back", "1\u{202F}000.01", "sorry"]) == [])
      #expect(proposals.text.contains("<small>Tidying, 1 March 2027, 12:00</small>"))
      let approve = try #require(proposals.links("approve").first)
      #expect(try await second.get(approve).text.contains("sorry"))
      #expect(try await bed.list("corrections") == [])
      let approved = try await second.press(approve)
      #expect(approved.headers[.location] == tab + "&notice=approved")
      #expect(try await bed.list("corrections").count == 1)
      let after = try await browser.get(tab)
      #expect(
        after.missing(["Nothing waits for a second", #"Proposals <span class="count">0<"#]) == [])
    }
  }

  @Test("R-270: who approves sees the line, credit note or payment, and reads its invoice")
  func about() async throws {
    try await withCollecting { collect in
      let bed = collect.bed
      let (client, invoice) = try await collect.billed()
      try await collect.round()
      let id = try await bed.list("lines").first?["id"]?.string ?? ""
      let line = try #require(UUID(uuidString: id))
      let payment = try #require(
        try await collect.query(
          "select id from client_billing.receipt", as: UUID.self
        ).first)
      let made = try await bed.api.send(
        .post, "/api/client-billing/corrections", as: Fixture.manager,
        ["line_id": .string(line.wire), "amount": "30.00", "reason": "x"],
        headers: ["Idempotency-Key": "n"])
      let note = try #require(UUID(uuidString: made["id"]?.string ?? ""))
      let (of, at) = ("95.00 by Card, 7 March 2027", "Tidying, 1 March 2027, 12:00")
      for (act, column, id, words) in [
        ("allowance", "line", line, at),
        ("correction", "note", note, "Credit note K-2027-000001: \(at)"),
        ("refund", "payment", payment, "Payment of \(of)"),
      ] {
        let proposal = UUID()
        try await bed.database.admin.query(
          """
          insert into client_billing.proposal
                 (id, act, party, amount, line, note, payment, why, proposed_by, proposed_at)
          values (\(proposal), \(act), \(client), 100, \(column == "line" ? id : nil as UUID?),
                  \(column == "note" ? id : nil as UUID?),
                  \(column == "payment" ? id : nil as UUID?), 'x', 'boss', \(collect.time.now))
          """)
        let read = #"href="/invoices/\#(invoice.wire)">C-2027-000001<"#
        for path in ["?tab=proposals", "/proposals/\(proposal.wire)/approve"] {
          let page = try await Self.desk(bed, as: Self.second).get("/invoices\(path)")
          #expect(page.missing([words, read, "/invoices/clients/\(client.wire)"]) == [], "\(act)")
        }
      }
    }
  }

  @Test(
    "R-270: a payment is paid back up to the credit, shown before, and what becomes of it stays")
  func refund() async throws {
    try await withCollecting { collect in
      let bed = collect.bed
      let (client, _) = try await collect.billed()
      try await collect.round()
      let (browser, back) = (Self.desk(bed), "/invoices/clients/\(client.wire)")
      #expect(try await browser.get(back).links("refund") == [], "there is no credit")
      try await collect.giveCredit(5_000, to: client)
      let path = try #require(try await browser.get(back).links("refund").first)
      #expect(try await browser.get(path).text.contains("At most 50.00"))
      let more = try await browser.press(path, [("amount", "50.01"), ("reason", "x")])
      #expect(more.status == 409 && more.text.contains("more than the client"))
      let russian = bed.api.browser(as: Fixture.manager, language: "ru")
      for (amount, words) in [
        ("0", "от 0,01 до"), ("x", "например 95,00"), ("1,00", "1,00 вернётся"),
      ] {
        let answer = try await russian.press(path, [("amount", amount), ("reason", "x")])
        #expect(answer.text.contains(words), "\(amount)")
      }
      #expect(try await russian.get(path).text.contains("Например, 95,00."))
      let fields = [("amount", "40.00"), ("reason", "it was late")]
      let shown = try await browser.press(path, fields)
      #expect(shown.text.contains("credit is 10.00 then") && shown.text.contains("at once"))
      #expect(try await bed.list("refunds") == [], "nothing is done before it is confirmed")
      let done = try await browser.press(path, fields + [("confirmed", "true")])
      #expect(done.headers[.location] == back + "?notice=booked")
      let after = try await browser.get(back)
      #expect(after.text.contains("Refunds") && after.text.contains("on its way"))
      let again = try await browser.press(path, fields + [("confirmed", "true")])
      #expect(again.status == 409 && again.text.contains("That much cannot be paid back"))
      try await collect.giveCredit(20_000, to: client)
      #expect(try await browser.get(back).links("refund") == [path])
      _ = try await browser.press(
        path, [("amount", "55.00"), ("reason", "x"), ("confirmed", "true")])
      #expect(try await browser.get(back).links("refund") == [], "nothing is left of the payment")
    }
  }

  @Test("pages are for managers who are active, and what is not there is 404")
  func access() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let line = try await bed.finish(bed.facts(client: client))
      let callers: [Caller?] = [
        nil, Fixture.client(client), Caller(subject: "w", roles: [.worker]), Fixture.manager,
      ]
      let differences = try await bed.api.pageDifferences(
        callers,
        [
          "/invoices": [303, 200, 403, 200],
          "/invoices/\(UUID().wire)": [303, 404, 403, 404],
          "/invoices/clients/\(client.wire)": [303, 403, 403, 200],
          "/invoices/clients/\(UUID().wire)": [303, 403, 403, 404],
          "/invoices/lines/\(line.wire)/correct": [303, 403, 403, 200],
          "/invoices/lines/\(UUID().wire)/correct": [303, 403, 403, 404],
          "/invoices/payments/\(UUID().wire)/refund": [303, 403, 403, 404],
          "/invoices/proposals/\(UUID().wire)/approve": [303, 403, 403, 404],
          "/invoices/differences/\(UUID().wire)/settle": [303, 403, 403, 404],
        ])
      #expect(differences == [])
    }
  }

  @Test("no state, act, kind of line or part goes without words")
  func words() throws {
    let texts = try InvoicePages.pages().texts
    let keys =
      InvoiceStatus.allCases.map { "desk_status_\($0.rawValue)" }
      + ClientLineKind.allCases.map { "line_\($0.rawValue)" }
      + ["correction", "allowance", "refund"].map { "desk_act_\($0)" }
      + RefundView.State.allCases.map { "refund_\($0.rawValue)" }
      + DeskPart.allCases.flatMap { ["desk_\($0.rawValue)", "desk_nothing_\($0.rawValue)"] }
      + Difference.Standing.allCases.map { "desk_standing_\($0.rawValue)" }
    #expect(texts.wordless(keys) == [])
  }
}
