import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-250, R-260: the page of earnings")
struct EarningsPageTests {
  @Test("what each job brought, and what the month comes to, in the reader's language")
  func list() async throws {
    try await withBilling { bed in
      let worker = UUID()
      try await bed.take(bed.ended(worker: worker, price: 200_000))
      try await bed.take(bed.ended(.failed, worker: worker))
      let english = try await bed.api.browser(as: Fixture.worker(worker)).get("/earnings")
      for part in [
        "My earnings", "Wednesday, 31 March, 20:00", "Tidying", "1\u{202F}200.00", "\u{2212}40.00",
        "1\u{202F}160.00", "completed", "failed", ">1 March, 12:00<",
      ] { #expect(english.text.contains(part), "\(part)") }
      #expect(!english.text.contains("2\u{202F}000"), "the price")
      let russian = try await bed.api.browser(as: Fixture.worker(worker), language: "ru")
        .get("/earnings")
      for part in ["Мои заработки", "1\u{202F}160,00", "сорвана"] {
        #expect(russian.text.contains(part), "\(part)")
      }
      let other = try await bed.api.browser(as: Fixture.worker(UUID())).get("/earnings")
      #expect(other.text.contains("Nothing yet.") && !other.text.contains("Tidying"))
    }
  }

  @Test("for workers, page by page")
  func pages() async throws {
    try await withBilling { bed in
      let worker = UUID()
      for n in 0..<51 {
        bed.time.advance(by: 1)
        try await bed.take(bed.ended(worker: worker, price: Int64(100_000 + 100 * n)))
      }
      let browser = bed.api.browser(as: Fixture.worker(worker))
      let first = try await browser.get("/earnings")
      #expect(!first.text.contains("600.00</td>") && first.text.contains("630.00</td>"))
      let link = try #require(first.text.firstMatch(of: #/href="(/earnings\?cursor=[^"]+)"/#))
      let second = try await browser.get(String(link.1))
      #expect(second.text.contains("600.00</td>") && !second.text.contains("630.00</td>"))
      for role in [Role.client, .clerk] {
        let stranger = bed.api.browser(as: Caller(subject: "x", roles: [role]))
        #expect(try await stranger.get("/earnings").status == 403)
      }
      #expect(try await bed.api.browser(as: nil).get("/earnings").status == 303)
    }
  }

  @Test("each line says why, and in which month it counts if that is not the present one")
  func reasons() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(.failed, worker: worker, reason: "worker_no_show"))
      let page = { try await bed.api.browser(as: Fixture.worker(worker)).get("/earnings").text }
      let march = try await page()
      #expect(march.contains("failed: nobody checked in") && !march.contains("counts in the month"))
      // A month later the line stands there still, and the new month has nothing yet.
      bed.time.advance(by: 32 * 86_400)
      #expect(try await page().contains("until Wednesday, 31 March, 20:00."), "not billed yet")
      try await bed.bill()
      let april = try await page()
      #expect(april.contains("This month counts until Friday, 30 April, 20:00."))
      #expect(april.contains("counts in the month until Wednesday, 31 March, 20:00"))
      #expect(april.contains("\u{2212}40.00") && april.contains(">0.00</td>"))
    }
  }

  @Test("what ended in a sealed period says that it came too late")
  func late() async throws {
    try await withBilling { bed in
      let worker = UUID()
      try await bed.take(bed.ended(worker: worker))
      try await bed.billing.database.query("update period set closing_at = '2027-04-01'")
      try await bed.billing.database.query("update period set sealed_at = '2027-04-01'")
      try await bed.take(bed.ended(worker: worker))
      let page = try await bed.api.browser(as: Fixture.worker(worker)).get("/earnings")
      #expect(page.text.ranges(of: "came too late for its own month").count == 1)
    }
  }

  @Test("no reason that orders give goes without words")
  func words() throws {
    let texts = try EarningsPages.pages().texts
    let reasons = [
      "client_request", "worker_cannot_come", "worker_no_show", "client_absent", "client_refused",
      "not_done", "report_missing",
    ]
    #expect(texts.wordless(reasons.map { "reason_\($0)" }) == [])
  }
}
