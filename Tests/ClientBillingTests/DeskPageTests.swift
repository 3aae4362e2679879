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

  /// The form of a page is sent, as by a press of its button.
  private static func press(
    _ browser: TestBrowser, _ path: String, _ fields: [(String, String)] = [],
    key: String = UUID().wire
  ) async throws -> TestAnswer {
    try await browser.submit(path, fields + [("form_key", key)])
  }

  @Test("what is unpaid, the oldest first, and of which payments nobody knows what has become")
  func unpaid() async throws {
    try await withCollecting { collect in
      let bed = collect.bed
      let (client, invoice) = try await collect.billed()
      let browser = Self.desk(bed)
      let first = try await browser.get("/invoices")
      for part in [
        "Clients&#39; invoices", "Murka Mews", "C-2027-000001", "to be paid", "95.00", "today",
        "/invoices/clients/\(client.wire)",
      ] { #expect(first.text.contains(part), "\(part)") }
      collect.card.add(.losesAnswer)
      try await collect.round()
      let unknown = try await browser.get("/invoices?tab=unknown")
      for part in ["Murka Mews", "C-2027-000001", "Card", "looked up next", "95.00"] {
        #expect(unknown.text.contains(part), "\(part)")
      }
      #expect(try await browser.get("/invoices").text.contains("being paid"))
      collect.time.advance(by: 60)
      try await collect.round()
      #expect(try await browser.get("/invoices").text.contains("Everything is paid."))
      // Each invoice can be read, and leads back to the client's page.
      let read = try await browser.get("/invoices/\(invoice.wire)")
      #expect(read.text.contains("C-2027-000001") && read.text.contains("Tidying"))
      #expect(read.text.contains("/invoices/clients/\(client.wire)"))
      #expect(!read.text.contains("/pay\""), "that is the client's to do")
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
      let browser = Self.desk(bed)
      let path = "/invoices/clients/\(client.wire)"
      #expect(try await browser.get("/invoices?q=murka%40").text.contains(path))
      #expect(try await browser.get("/invoices?q=mu").status == 400)
      let page = try await browser.get(path)
      for part in [
        "murka@cats.example", "1\u{202F}800.00", "C-2027-000001", "1\u{202F}900.00",
        "failed: the worker did not check in", "100.00 less 5 %", "95.00",
        "There is nothing to collect by.",
      ] { #expect(page.text.contains(part), "\(part)") }
      let russian = try await bed.api.browser(as: Fixture.manager, language: "ru").get(path)
      #expect(russian.text.contains("1\u{202F}800,00") && russian.text.contains("Остаток"))
    }
  }

  @Test("a correction shows what comes of it: a line, or a credit note for what is invoiced")
  func correct() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      let billed = try await bed.finish(bed.facts(client: client, price: 200_000))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let open = try await bed.finish(bed.facts(client: client))
      let browser = Self.desk(bed)
      let path = { (line: UUID) in "/invoices/lines/\(line.wire)/correct" }
      #expect(try await browser.get(path(open)).text.contains("line back whole, 95.00."))
      let wrong = try await Self.press(browser, path(open), [("amount", "0"), ("reason", "")])
      #expect(wrong.status == 400 && wrong.text.contains("Reason: "))
      let whole = [("amount", ""), ("reason", "a broken vase")]
      let shown = try await Self.press(browser, path(open), whole)
      #expect(shown.text.contains("95.00 less stands on this week&#39;s invoice."))
      #expect(try await bed.list("corrections") == [], "nothing is done before it is confirmed")
      let back = "/invoices/clients/\(client.wire)?notice="
      for _ in 0..<2 {
        let done = try await Self.press(
          browser, path(open), whole + [("confirmed", "true")], key: "one")
        #expect(done.headers[.location] == back + "booked")
      }
      let again = try await Self.press(browser, path(open), whole + [("confirmed", "true")])
      #expect(again.status == 409 && again.text.contains("more than is left"))
      let part = [("amount", "30.00"), ("reason", "it was late"), ("confirmed", "true")]
      let noted = try await Self.press(browser, path(billed), Array(part.dropLast()))
      #expect(noted.text.contains("A credit note of 30.00"))
      _ = try await Self.press(browser, path(billed), part)
      let page = try await browser.get("/invoices/clients/\(client.wire)")
      #expect(page.text.contains("K-2027-000001") && page.text.contains("it was late"))
      let above = try await Self.press(
        browser, path(billed), [("amount", "1000.01"), ("reason", "sorry"), ("confirmed", "true")])
      #expect(above.headers[.location] == back + "proposed")
      let corrections = try await browser.get("/invoices?tab=corrections")
      #expect(corrections.text.contains("Charge taken back") && corrections.text.contains("boss"))
      let proposals = try await Self.desk(bed, as: Self.second).get("/invoices?tab=proposals")
      let approve = try #require(
        proposals.text.firstMatch(of: #/href="([^"]+/approve)"/#).map { String($0.1) })
      #expect(proposals.text.contains("Give something back"))
      let approved = try await Self.press(Self.desk(bed, as: Self.second), approve)
      #expect(approved.headers[.location] == "/invoices?tab=proposals&notice=approved")
      #expect(try await bed.list("corrections").count == 3)
      #expect(try await bed.faults() == 0)
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
      #expect(!(try await browser.get(back).text.contains("/refund")), "there is no credit")
      try await collect.giveCredit(5_000, to: client)
      let page = try await browser.get(back)
      let path = try #require(
        page.text.firstMatch(of: #/href="([^"]+/refund)"/#).map { String($0.1) })
      #expect(try await browser.get(path).text.contains("At most 50.00"))
      let more = try await Self.press(browser, path, [("amount", "50.01"), ("reason", "x")])
      #expect(more.status == 409 && more.text.contains("more than the client"))
      let fields = [("amount", "40.00"), ("reason", "it was late")]
      let shown = try await Self.press(browser, path, fields)
      #expect(shown.text.contains("credit is 10.00 then") && shown.text.contains("at once"))
      let done = try await Self.press(browser, path, fields + [("confirmed", "true")])
      #expect(done.headers[.location] == back + "?notice=booked")
      let after = try await browser.get(back)
      #expect(after.text.contains("Refunds") && after.text.contains("on its way"))
      let again = try await Self.press(browser, path, fields + [("confirmed", "true")])
      #expect(again.status == 409 && again.text.contains("That much cannot be paid back"))
    }
  }

  @Test("R-275: money that came unasked pays for the invoice whose number a manager names")
  func stray() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed(nil)
      collect.card.know("elsewhere.1", of: UUID(), Money(hundredths: 12_000))
      for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
      let browser = Self.desk(collect.bed)
      let list = try await browser.get("/invoices?tab=differences")
      let path = try #require(
        list.text.firstMatch(of: #/href="([^"]+/settle)"/#).map { String($0.1) })
      #expect(try await browser.get(path).text.contains("Its number, such as C-2027-000001."))
      let fields = { [("invoice_id", $0), ("why", "she has paid it by hand")] }
      for wrong in ["C-2027-000002", "x"] {
        let refused = try await Self.press(browser, path, fields(wrong))
        #expect(refused.status == 400 && refused.text.contains("Invoice: there is no such invoice"))
      }
      let done = try await Self.press(browser, path, fields("C-2027-000001"))
      #expect(done.headers[.location] == "/invoices?tab=differences&notice=settled")
      #expect(try await collect.account(of: client) == "2500 12000")
      try await collect.expectInOrder()
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
      let table: [(String, [Int])] = [
        ("/invoices", [401, 200, 403, 200]),
        ("/invoices/\(UUID().wire)", [401, 404, 403, 404]),
        ("/invoices/clients/\(client.wire)", [401, 403, 403, 200]),
        ("/invoices/clients/\(UUID().wire)", [401, 403, 403, 404]),
        ("/invoices/lines/\(line.wire)/correct", [401, 403, 403, 200]),
        ("/invoices/lines/\(UUID().wire)/correct", [401, 403, 403, 404]),
        ("/invoices/payments/\(UUID().wire)/refund", [401, 403, 403, 404]),
        ("/invoices/proposals/\(UUID().wire)/approve", [401, 403, 403, 404]),
        ("/invoices/differences/\(UUID().wire)/settle", [401, 403, 403, 404]),
      ]
      for (path, statuses) in table {
        for (caller, status) in zip(callers, statuses) {
          let answer = try await bed.api.browser(as: caller).get(path)
          #expect(answer.status == status, "\(path) as \(String(describing: caller))")
        }
      }
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
    for key in keys {
      for language in Language.allCases { #expect(texts[language].text(key) != key, "\(key)") }
    }
  }
}
