import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-232, R-250, R-270: what managers see and do about workers' money")
struct DeskPageTests {
  private static let second = Caller(subject: "second", roles: [.manager])

  private static func desk(_ bed: Fixture, as caller: Caller = Fixture.manager) -> TestBrowser {
    bed.api.browser(as: caller)
  }

  @Test("a failed payout says why and when it is tried next, and is sent now, once")
  func failed() async throws {
    try await withPayouts([.declines("limit_reached", isFinal: false)]) { payouts in
      let bed = payouts.bed
      let (worker, invoice) = try await payouts.billed()
      try await payouts.round()
      let browser = Self.desk(bed)
      let list = try await browser.get("/earnings")
      #expect(
        list.missing([
          "Payouts", "Barsik Paws", "W-2027-000001", "60.00", "failed", "today",
          "the limit at Gold Hat is reached; next try: 1 April 2027, 20:03",
          "/earnings/workers/\(worker.wire)",
        ]) == [])
      let russian = try await bed.api.browser(as: Fixture.manager, language: "ru").get("/earnings")
      #expect(russian.text.contains("исчерпан предел в Gold Hat") && russian.text.contains("60,00"))
      let path = "/earnings/\(invoice.wire)/send"
      #expect(list.links("send") == [path])
      let page = try await browser.get(path)
      #expect(page.text.contains("…42") && page.text.contains("Send now"))
      for _ in 0..<2 {
        let sent = try await browser.press(path, key: "one")
        #expect(sent.status == 303 && sent.headers[.location] == "/earnings?notice=sent")
      }
      try await payouts.round()
      #expect(try await payouts.tries() == ["1 declined", "2 succeeded"])
      #expect(try await browser.get("/earnings").text.contains("No payout has failed."))
      let late = try await browser.press(path)
      #expect(late.status == 409 && late.text.contains("There is nothing left to be paid"))
      // The payslip is the worker's, and leads back to the worker's page.
      let payslip = try await browser.get("/earnings/\(invoice.wire)")
      #expect(payslip.text.contains("/earnings/workers/\(worker.wire)"))
    }
  }

  @Test("who has no account is in a list of their own")
  func noAccount() async throws {
    try await withPayouts { payouts in
      _ = try await payouts.billed(withAccount: false)
      try await payouts.round()
      let list = try await Self.desk(payouts.bed).get("/earnings?tab=no-account")
      #expect(list.text.contains("Barsik Paws") && list.text.contains("60.00"))
      #expect(list.links("send") == [])
      let failed = try await Self.desk(payouts.bed).get("/earnings")
      #expect(failed.text.contains("No payout has failed."))
      // Two of five parts are about invoices; this one alone has something.
      #expect(list.text.ranges(of: #"<span class="count">1</span>"#).count == 1)
    }
  }

  @Test("a bonus shows what comes of it, is given once, and above the limit by two")
  func bonus() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker))
      let browser = Self.desk(bed)
      let path = "/earnings/workers/\(worker.wire)/bonus"
      #expect(
        try await browser.get("/earnings/workers/\(worker.wire)").links("bonus") == [path])
      let wrong = try await browser.press(path, [("amount", "0"), ("reason", "")])
      #expect(wrong.status == 400 && wrong.text.contains("Amount: this has to be from"))
      #expect(wrong.text.contains("Reason: "), "all mistakes at once")
      var fields = [("amount", "12.34"), ("reason", "for the vase")]
      let shown = try await browser.press(path, fields, key: "b")
      #expect(shown.status == 200 && shown.text.contains("paid as 72.34; without it, as 60.00"))
      #expect(shown.text.contains("It is booked at once."))
      #expect(try await bed.lines().count == 1, "nothing is done before it is confirmed")
      fields.append(("confirmed", "true"))
      let keyless = try await browser.submit(path, fields)
      #expect(keyless.status == 400 && keyless.text.contains("This form came without its key"))
      for _ in 0..<2 {
        let given = try await browser.press(path, fields, key: "b")
        #expect(given.headers[.location] == "/earnings/workers/\(worker.wire)?notice=booked")
      }
      #expect(try await bed.lines().compactMap { $0["amount"] }.contains("12.34"))
      #expect(try await bed.lines().count == 2)
      fields[0].1 = "1000.01"
      let above = try await browser.press(path, Array(fields.dropLast()))
      #expect(
        above.text.contains("above 1\u{202F}000.00: nothing is booked before another manager"))
      let proposed = try await browser.press(path, fields)
      #expect(proposed.headers[.location]?.hasSuffix("notice=proposed") == true)
      #expect(try await bed.lines().count == 2)
    }
  }

  @Test("what waits is approved by another manager, whose refusals are told in words")
  func proposals() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let proposed = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        ["worker_id": .string(worker.wire), "amount": "2000.00", "reason": "for the vase"],
        headers: ["Idempotency-Key": "p"])
      let id = try #require(proposed["id"]?.string)
      let (approve, withdraw) = (
        "/earnings/proposals/\(id)/approve", "/earnings/proposals/\(id)/withdraw"
      )
      let own = try await Self.desk(bed).get("/earnings?tab=proposals")
      #expect(own.text.contains("another manager has to approve it"))
      #expect(own.links("approve") == [] && own.links("withdraw") == [withdraw])
      let refused = try await Self.desk(bed).press(approve)
      #expect(refused.status == 409 && refused.text.contains("Somebody else has to agree"))
      let browser = Self.desk(bed, as: Self.second)
      let list = try await browser.get("/earnings?tab=proposals")
      #expect(list.links("approve") == [approve] && list.text.contains("2\u{202F}000.00"))
      #expect(try await browser.get(approve).text.contains("for the vase"))
      let done = try await browser.press(approve)
      #expect(done.headers[.location] == "/earnings?tab=proposals&notice=approved")
      #expect(try await bed.lines().count == 1)
      #expect(
        try await browser.get("/earnings?tab=proposals").text.contains("Nothing waits for a second")
      )
      let late = try await browser.press(withdraw)
      #expect(late.status == 409 && late.text.contains("Somebody was faster"))
      let kept = try await bed.billing.database.query(
        "select who || ' ' || act || ' ' || why from refusal order by 1",
        as: String.self)
      #expect(kept == ["manager:boss approved four-eyes", "manager:second withdrawn wrong-state"])
    }
  }

  @Test("a line is taken back whole, once, and stands among the corrections with who and why")
  func takeBack() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let order = try await bed.take(bed.ended(.failed, worker: worker, reason: "worker_no_show"))
      let browser = Self.desk(bed)
      let page = try await browser.get("/earnings/workers/\(worker.wire)")
      let path = "/earnings/lines/\(order.wire)/take-back"
      #expect(page.missing(["failed: the worker did not check in", "\u{2212}40.00"]) == [])
      #expect(page.text.contains("barsik@cats.example") && page.links("take-back") == [path])
      #expect(try await browser.get(path).text.contains("paid as 0.00; without it, as 0.00"))
      #expect(try await browser.press(path, [("reason", "")]).status == 400)
      let done = try await browser.press(path, [("reason", "a sick cat")])
      #expect(done.headers[.location] == "/earnings/workers/\(worker.wire)?notice=booked")
      let again = try await browser.press(path, [("reason", "a sick cat")])
      #expect(again.status == 409 && again.text.contains("more than is left of this line"))
      let after = try await browser.get("/earnings/workers/\(worker.wire)")
      #expect(after.text.contains("taken back: a sick cat") && after.text.contains(">taken back<"))
      // What took it back can itself be taken back.
      #expect(after.links("take-back").count == 1)
      let corrections = try await browser.get("/earnings?tab=corrections")
      #expect(
        corrections.missing(["Barsik Paws", "Tidying", "a sick cat", "boss", ">40.00"]) == [])
    }
  }

  @Test("a difference is settled with what came of it, once")
  func differences() async throws {
    try await withBilling { bed in
      let id = UUID()
      try await bed.database.admin.query(
        """
        insert into worker_billing.difference
               (id, adapter, what, reference, key, theirs, found_at)
        values (\(id), 'gold_hat', 'unknown_here', 'tr-1', 'x.1', 6000, \(bed.time.now))
        """)
      let browser = Self.desk(bed)
      let path = "/earnings/differences/\(id.wire)/settle"
      let list = try await browser.get("/earnings?tab=differences")
      #expect(list.text.contains("A payment that nobody here asked for"))
      #expect(list.text.contains("Gold Hat") && list.links("settle") == [path])
      let mistaken = try await browser.press(path, [("why", "")])
      #expect(mistaken.status == 400 && mistaken.text.contains("What came of it: "))
      let settled = try await browser.press(path, [("why", "a test transfer")])
      #expect(settled.headers[.location] == "/earnings?tab=differences&notice=settled")
      #expect(try await browser.press(path, [("why", "again")]).status == 409)
      let empty = try await browser.get("/earnings?tab=differences")
      #expect(empty.text.contains("lists and the books agree"))
    }
  }

  @Test("a worker is found by a part of name or e-mail, of three letters at least")
  func search() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let browser = Self.desk(bed)
      for sought in ["arsi", "BARSIK%40", "paws"] {
        let found = try await browser.get("/earnings?q=\(sought)")
        #expect(found.text.contains(#"href="/earnings/workers/\#(worker.wire)""#), "\(sought)")
      }
      #expect(try await browser.get("/earnings?q=nobody").text.contains("Nobody is found"))
      let short = try await browser.get("/earnings?q=ba")
      #expect(short.status == 400 && short.text.contains("at least 3 characters"))
      #expect(try await browser.get("/earnings?tab=unpaid").status == 400, "the clients' part")
    }
  }

  @Test("pages are for managers who are active, and what is not there is 404")
  func access() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let line = try await bed.take(bed.ended(worker: worker))
      let gone = UUID.v7(at: bed.time.now)
      try await bed.database.admin.query(
        """
        insert into worker_billing.person (kind, id, name, first_name, email, active, version)
        values ('manager', \(gone), 'Old Boss', 'Old', 'old@cats.example', false, 1)
        """)
      let callers: [Caller?] = [
        nil, Fixture.worker(worker), Caller(subject: "c", roles: [.client]),
        Caller(subject: gone.wire, roles: [.manager]), Fixture.manager,
      ]
      let differences = try await bed.api.pageDifferences(
        callers,
        [
          "/earnings": [303, 200, 403, 403, 200],
          "/earnings/\(UUID().wire)": [303, 404, 403, 403, 404],
          "/earnings/workers/\(worker.wire)": [303, 403, 403, 403, 200],
          "/earnings/workers/\(UUID().wire)": [303, 403, 403, 403, 404],
          "/earnings/workers/\(worker.wire)/bonus": [303, 403, 403, 403, 200],
          "/earnings/lines/\(line.wire)/take-back": [303, 403, 403, 403, 200],
          "/earnings/\(UUID().wire)/send": [303, 403, 403, 403, 404],
          "/earnings/proposals/\(UUID().wire)/approve": [303, 403, 403, 403, 404],
          "/earnings/proposals/\(UUID().wire)/withdraw": [303, 403, 403, 403, 404],
          "/earnings/differences/\(UUID().wire)/settle": [303, 403, 403, 403, 404],
        ])
      #expect(differences == [])
      let forbidden = try await Self.desk(bed, as: Fixture.worker(worker)).press(
        "/earnings/workers/\(worker.wire)/bonus",
        [("amount", "1.00"), ("reason", "x"), ("confirmed", "true")])
      #expect(forbidden.status == 403)
      #expect(try await bed.lines().count == 1)
    }
  }

  @Test("no state, act, difference or part goes without words")
  func words() throws {
    let texts = try EarningsPages.pages().texts
    let keys =
      InvoiceStatus.allCases.map { "desk_status_\($0.rawValue)" }
      + Difference.Kind.allCases.map { "desk_difference_\($0.rawValue)" }
      + ["bonus", "correction"].map { "desk_act_\($0)" }
      + DeskPart.allCases.flatMap { ["desk_\($0.rawValue)", "desk_nothing_\($0.rawValue)"] }
      + PayStatus.allCases.map { "pay_\($0.rawValue)" }
    #expect(texts.wordless(keys) == [])
  }
}
