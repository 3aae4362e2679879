import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220, R-230: the pages of invoices")
struct InvoicePageTests {
  @Test("what the week comes to, each charge and why, in the reader's language")
  func week() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.finish(
        bed.facts(client: client, price: 200_000), .failed, reason: "worker_no_show")
      try await bed.accept(
        bed.facts(client: client, endsAt: bed.time.now.addingTimeInterval(3_600)))
      let page = try await bed.api.browser(as: Fixture.client(client)).get("/invoices")
      #expect(
        page.missing([
          "My invoices", "This week counts until Sunday, 7 March, 20:00.", "Tidying",
          "failed: the cat did not check in", ">1 March, 12:00<", "2\u{202F}000.00", "5 %",
          "1\u{202F}900.00", "95.00", "1\u{202F}995.00", "No invoices yet.",
        ]) == [])
      let russian = try await bed.api.browser(as: Fixture.client(client), language: "ru")
        .get("/invoices")
      #expect(
        russian.missing([
          "Мои счета", "1\u{202F}995,00", "сорван: исполнитель не отметился на месте",
        ]) == [])
    }
  }

  @Test("an invoice names number, parties, week, each charge and the sums, and is to be printed")
  func invoice() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.credit(client, 10_000)
      try await bed.finish(bed.facts(client: client, price: 200_000))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let browser = bed.api.browser(as: Fixture.client(client))
      let list = try await browser.get("/invoices")
      #expect(list.text.contains("to be paid") && list.text.contains("1\u{202F}800.00"))
      #expect(list.text.contains("until Sunday, 7 March 2027"))
      #expect(list.text.contains("Nothing so far."), "it stands on the invoice")
      let link = try #require(
        list.text.firstMatch(of: #/href="(/invoices/[0-9a-f-]+)">C-2027-000001/#))
      let invoice = try await browser.get(String(link.1))
      #expect(
        invoice.missing([
          "<title>Invoice C-2027-000001 – ", "<h1>Invoice C-2027-000001</h1>", "Make Cats Free",
          "Murka Mews", "murka@cats.example",
          "Sunday, 28 February 2027, 20:00 – Sunday, 7 March 2027, 20:00", "Tidying",
          "2\u{202F}000.00", "5 %", "1\u{202F}900.00", "Discounts", "\u{2212}100.00",
          "1\u{202F}800.00",
        ]) == [])
      let russian = try await bed.api.browser(as: Fixture.client(client), language: "ru")
        .get(String(link.1))
      #expect(russian.missing(["Счёт", "1\u{202F}800,00", "К оплате"]) == [])
      let other = Fixture.client(try await bed.client(name: "Another Cat"))
      #expect(try await bed.api.browser(as: other).get(String(link.1)).status == 404)
    }
  }

  @Test("each line says which order it is for, and what changes one has no price of its own")
  func corrections() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let line = try await bed.finish(bed.facts(client: client))
      try await bed.finish(bed.facts(client: client))
      _ = try await bed.api.send(
        .post, "/api/client-billing/corrections", as: Fixture.manager,
        ["line_id": .string(line.wire), "amount": "30.00", "reason": "it was late"],
        headers: ["Idempotency-Key": "a"])
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let id = try #require(try await bed.list("invoices").first?["id"]?.string)
      let path = "/invoices/\(id)"
      let page = try await bed.api.browser(as: Fixture.client(client)).get(path)
      let cells = page.text.matches(of: #/data-label="Price" class="amount">([0-9.]*)</#)
      #expect(cells.map { String($0.1) }.sorted() == ["", "100.00", "100.00"])
      #expect(
        page.missing([
          ">Prices</th><td class=\"amount\">200.00<", "Given back: Tidying",
          "corrected on 1 March, 12:00", "order \(line.wire.suffix(6))",
          "data-title=\"Invoice C-2027-000001\"",
        ]) == [])
      let russian = try await bed.api.browser(as: Fixture.client(client), language: "ru").get(path)
      #expect(russian.missing(["Уступка: Tidying", "исправлено: 1 марта, 12:00"]) == [])
    }
  }

  @Test("credit notes for its lines stand on it, with number, line, reason and amount, and in REST")
  func notes() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let line = try await bed.finish(bed.facts(client: client))
      try await bed.finish(bed.facts(client: try await bed.client(name: "Another Cat")))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let made = try await bed.api.send(
        .post, "/api/client-billing/corrections", as: Fixture.manager,
        ["line_id": .string(line.wire), "amount": "30.00", "reason": "it was late"],
        headers: ["Idempotency-Key": "n"])
      for caller in [Fixture.client(client), Fixture.manager] {
        let invoices = try await bed.list("invoices", "?client=\(client.wire)", as: caller)
        let note = try #require(invoices.first?["credit_notes"]?.array?.first)
        #expect(note["id"] == made["id"] && note["line_id"]?.string == line.wire)
        #expect(note["number"] == "K-2027-000001" && note["amount"] == "30.00")
        #expect(note["reason"] == "it was late" && note["at"] == "2027-03-07T17:03:00Z")
        let path = "/invoices/\(invoices[0]["id"]?.string ?? "")"
        let page = try await bed.api.browser(as: caller).get(path)
        #expect(
          page.missing([
            "Credit notes", ">K-2027-000001<", "Sunday, 7 March 2027, 20:03", "it was late",
            "Tidying, Monday, 1 March 2027, 12:00", ">\u{2212}30.00<",
          ]) == [])
        let russian = try await bed.api.browser(as: caller, language: "ru").get(path)
        #expect(russian.missing(["Кредит-ноты", "K-2027-000001", "\u{2212}30,00"]) == [])
      }
      let others = try await bed.list("invoices", "?q=another")
      #expect(others.map { $0["credit_notes"] } == [.array([])])
      let page = try await bed.api.browser(as: Fixture.manager)
        .get("/invoices/\(others[0]["id"]?.string ?? "")")
      #expect(!page.text.contains("Credit notes"))
    }
  }

  @Test("an invoice says where we are, if that is configured")
  func address() async throws {
    var configuration = ClientBillingConfiguration()
    configuration.address = "1 Cushion Street; 101000 Moscow"
    try await withBilling(configuration) { bed in
      let client = try await bed.client()
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      try await bed.billing.collecting.round()
      let id = try #require(try await bed.list("invoices").first?["id"]?.string)
      let text = try await bed.api.browser(as: Fixture.client(client)).get("/invoices/\(id)").text
      #expect(text.contains("<div>1 Cushion Street</div><div>101000 Moscow</div>"))
      #expect(text.contains(##"href="/invoices#ways">Ways to pay"##), "there is none yet")
    }
  }

  @Test("what came too late for its week says when it ended and when it was heard of")
  func late() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let ended = try #require(Timestamp.parse("2027-03-07T16:50:00Z"))
      try await bed.finish(bed.facts(client: client, endsAt: ended))
      let page = try await bed.api.browser(as: Fixture.client(client)).get("/invoices")
      #expect(page.text.contains(">7 March, 19:50<"))
      #expect(page.text.contains("we heard of it on Sunday, 7 March, 20:03"))
    }
  }

  @Test("invoices page by page; for clients, who are told if they are not known")
  func pages() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      for week in 0..<21 {
        try await bed.finish(bed.facts(client: client, price: Int64(20_000 + 100 * week)))
        bed.time.advance(by: 7 * 86_400)
        try await bed.bill()
      }
      let browser = bed.api.browser(as: Fixture.client(client))
      let first = try await browser.get("/invoices")
      #expect(first.text.contains("C-2027-000021") && !first.text.contains("C-2027-000001<"))
      let link = try #require(first.text.firstMatch(of: #/href="(/invoices\?cursor=[^"]+)"/#))
      let second = try await browser.get(String(link.1))
      #expect(second.text.contains("C-2027-000001<") && !second.text.contains("C-2027-000021"))
      let unknown = try await bed.api.browser(as: Fixture.client(UUID())).get("/invoices")
      #expect(unknown.status == 403 && unknown.text.contains("You are not registered yet"))
      for role in [Role.worker, .clerk] {
        let stranger = bed.api.browser(as: Caller(subject: "x", roles: [role]))
        #expect(try await stranger.get("/invoices").status == 403)
      }
      #expect(try await bed.api.browser(as: nil).get("/invoices").status == 303)
    }
  }

  @Test("no reason, outcome or status goes without words")
  func words() throws {
    let texts = try InvoicePages.pages().texts
    let reasons = [
      "client_request", "worker_cannot_come", "worker_no_show", "client_absent", "client_refused",
      "not_done", "report_missing",
    ]
    let keys =
      reasons.map { "reason_\($0)" } + OrderOutcome.allCases.map { "outcome_\($0.rawValue)" }
      + BillStatus.allCases.map { "bill_\($0.rawValue)" }
    #expect(texts.wordless(keys) == [])
  }
}
