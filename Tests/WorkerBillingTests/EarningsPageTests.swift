import Contracts
import FoundationEssentials
import HTTPTypes
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
        "1\u{202F}160.00", "completed", "failed", "Monday, 1 March, 12:00",
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
      for role in [Role.client, .manager, .clerk] {
        let stranger = bed.api.browser(as: Caller(subject: "x", roles: [role]))
        #expect(try await stranger.get("/earnings").status == 403)
      }
      #expect(try await bed.api.browser(as: nil).get("/earnings").status == 401)
    }
  }
}
