import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-231, R-232: a worker says where it is paid to")
struct PayoutAccountTests {
  private static let path = "/api/worker-billing/payout-account"

  @Test("it is kept with its history, and shown by its end alone")
  func kept() async throws {
    try await withPayouts { payouts in
      let worker = try await payouts.bed.worker()
      func shown() async throws -> TestAnswer {
        try await payouts.bed.api.send(.get, Self.path, as: Fixture.worker(worker))
      }
      #expect(try await shown()["account"] == .null)
      let first = try await payouts.setAccount(of: worker)
      #expect(first.status == 200 && first["account"] == "…42")
      #expect(try await shown()["account"] == "…42")
      // Of another worker it is another one: the path is the same.
      #expect(first.headers[.eTag]?.hasPrefix("\"1-") == true)
      try await payouts.setAccount("GH-0000-0000-0017", of: worker)
      let history = try await payouts.bed.database.admin.query(
        """
        select version || ' ' || account || ' ' || by_role
        from   worker_billing.payout_account_history order by version
        """, as: String.self)
      #expect(history == ["1 GH-1234-5678-9042 worker", "2 GH-0000-0000-0017 worker"])
      let summary = try await payouts.bed.api.send(
        .get, "/api/worker-billing/summary", as: Fixture.worker(worker))
      #expect(summary["account"] == "…17" && summary["pays_on"] == "2027-03-31T17:00:00Z")
      for answer in [try await shown(), summary] {
        #expect(!answer.text.contains("GH-"))
      }
    }
  }

  @Test("on its page a worker names it, is told what is wrong with it, and reads when it is paid")
  func page() async throws {
    try await withPayouts { payouts in
      let (worker, _) = try await payouts.billed(withAccount: false)
      let browser = payouts.bed.api.browser(as: Fixture.worker(worker))
      let before = try await browser.get("/earnings")
      #expect(before.text.contains("say where to"))
      let wrong = try await browser.submit("/earnings/account", [("account", "GH-1")])
      #expect(wrong.status == 400 && wrong.text.contains("GH-1234-5678-9012"))
      let saved = try await browser.submit(
        "/earnings/account", [("account", PayoutBed.account)])
      #expect(saved.status == 303)
      try await payouts.round()
      let after = try await browser.get("/earnings")
      #expect(after.text.contains("…42") && after.text.contains("paid"))
      #expect(!after.text.contains("GH-1234-5678-9042"))
      let shown = try await browser.get("/earnings/account")
      #expect(shown.text.contains("You are paid to …42."))
      #expect(try await payouts.status(of: worker) == "paid")
    }
  }

  @Test("If-Match is honoured, and the same account again changes nothing")
  func matched() async throws {
    try await withPayouts { payouts in
      let worker = try await payouts.bed.worker()
      func set(_ account: String, _ tag: String) async throws -> Int {
        try await payouts.setAccount(account, of: worker, headers: ["If-Match": tag]).status
      }
      #expect(try await set(PayoutBed.account, "*") == 412)
      #expect(try await set(PayoutBed.account, "\"0\"") == 200)
      #expect(try await set("GH-0000-0000-0001", "\"0\"") == 412)
      #expect(try await set(PayoutBed.account, "\"1\"") == 200)
      #expect(try await set("GH-0000-0000-0001", "\"1\"") == 200)
      #expect(try await set(PayoutBed.account, "\"1\"") == 412)
    }
  }

  @Test("what is no account of Gold Hat's is told so")
  func mistakes() async throws {
    try await withPayouts { payouts in
      let worker = try await payouts.bed.worker()
      for account in [
        "GH-1234-5678-901", "gh-1234-5678-9012", "GH-１234-5678-9012", "GH-1234-5678-9012-3456", "x",
      ] {
        let answer = try await payouts.setAccount(account, of: worker)
        #expect(answer.status == 400 && answer.mistakes == ["/account"], "\(account)")
        #expect(answer.text.contains("no-gold-hat-account"), "\(account)")
      }
    }
  }

  @Test("of many first accounts at once one comes after the other, each in the history")
  func race() async throws {
    try await withPayouts { payouts in
      let (worker, _) = try await payouts.billed(withAccount: false)
      _ = try await atOnce(8) { n in
        async let round: Void = payouts.round()
        let status = try await payouts.setAccount("GH-0000-0000-000\(n)", of: worker).status
        try await round
        return status
      }
      try await payouts.round()
      #expect(try await payouts.status(of: worker) == "paid")
      let histories = try await payouts.bed.database.admin.query(
        "select count(*) from worker_billing.payout_account_history", as: Int.self)
      #expect(histories == [8])
      try await payouts.expectOnceAndInOrder()
    }
  }
}
