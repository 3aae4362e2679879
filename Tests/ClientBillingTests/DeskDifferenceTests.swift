import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-275: what managers see and do about what providers say otherwise, on pages")
struct DeskDifferenceTests {
  @Test("page by page, what has come at once too")
  func pages() async throws {
    try await withBilling { bed in
      try await bed.database.admin.query(
        """
        insert into client_billing.difference (id, adapter, what, reference, key, theirs, found_at)
        select gen_random_uuid(), 'card', 'unknown_here', 'seen-' || n || '-', 'x', 500,
               \(bed.time.now)
        from   generate_series(1, 51) n
        """)
      let browser = bed.api.browser(as: Fixture.manager)
      let first = try await browser.get("/invoices?tab=differences")
      let next = try #require(first.text.firstMatch(of: #/href="([^"]+cursor=[^"]+)"/#))
      let second = try await browser.get(String(next.1).replacing("&amp;", with: "&"))
      let seen = [first, second].map { page in
        page.text.matches(of: #/seen-[0-9]+-/#).map { String($0.0) }
      }
      #expect(seen.map(\.count) == [50, 1] && Set(seen.joined()).count == 51)
    }
  }

  @Test("R-275: money that came unasked pays for the invoice whose number a manager names")
  func stray() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed(nil)
      collect.card.know("elsewhere.1", of: UUID(), Money(hundredths: 12_000))
      for _ in 0..<2 { try await collect.reconcile(since: .distantPast) }
      let browser = collect.bed.api.browser(as: Fixture.manager)
      let list = try await browser.get("/invoices?tab=differences")
      #expect(list.missing(["A payment that nobody here asked for", "paid", "120.00"]) == [])
      let path = try #require(list.links("settle").first)
      #expect(try await browser.get(path).text.contains("Its number, such as C-2027-000001."))
      let fields = { [("invoice_id", $0), ("why", "she has paid it by hand")] }
      for wrong in ["C-2027-000002", "x"] {
        let refused = try await browser.press(path, fields(wrong))
        #expect(refused.status == 400 && refused.text.contains("Invoice: there is no such invoice"))
      }
      let done = try await browser.press(path, fields("C-2027-000001"))
      #expect(done.headers[.location] == "/invoices?tab=differences&notice=settled")
      #expect(try await collect.account(of: client) == "2500 12000")
      try await collect.expectInOrder()
    }
  }

  @Test("R-275: of a refund that was paid after it had failed it is said who bears it")
  func lateRefund() async throws {
    try await withCollecting { collect in
      let (client, _) = try await collect.billed()
      try await collect.round()
      let key = try await collect.lateRefund(of: client)
      let browser = collect.bed.api.browser(as: Fixture.manager)
      let tab = "/invoices?tab=differences"
      let list = try await browser.get(tab)
      #expect(list.missing(["A refund that was paid after it had failed", "95.00"]) == [])
      let about = ["Murka Mews", ">C-2027-000001</a>"]
      #expect(list.missing(about) == [])
      let path = try #require(list.links("settle").first)
      let page = try await browser.get(path)
      #expect(page.missing(about + ["from the credit, 95.00 at most", "card-"]) == [])
      for wrong in ["95.01", "0"] {
        let refused = try await browser.press(path, [("amount", wrong), ("why", "x")])
        #expect(refused.status == 400 && refused.text.contains("Amount: "), "\(wrong)")
      }
      let done = try await browser.press(path, [("amount", "15.00"), ("why", "he has told us")])
      #expect(done.headers[.location] == tab + "&notice=settled")
      #expect(try await collect.account(of: client) == "8000 0")
      try await collect.become(.back(cause: "closed"), key)
      let back = try #require(try await browser.get(tab).links("settle").first)
      #expect(try await browser.get(back).missing(["gone back", "credit, 95.00 at most"]) == [])
      _ = try await browser.press(
        back, [("amount", "15.00"), ("why", "his bank has sent it back")])
      #expect(try await collect.account(of: client) == "9500 9500")
      let after = try await browser.get(tab)
      #expect(after.missing(["the books agree", #"Differences <span class="count">0<"#]) == [])
      #expect(try await collect.bed.faults() == 0)
    }
  }
}
