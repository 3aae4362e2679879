import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-250, R-260: payslips")
struct PayslipTests {
  @Test("its worker and managers see it, for another worker it is not there")
  func rights() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let id = try #require(try await bed.invoices().first?["id"]?.string)
      let path = "/api/worker-billing/invoices/\(id)"
      let own = try await bed.api.send(.get, path, as: Fixture.worker(worker))
      #expect(own.status == 200 && own["worker_name"] == nil)
      let manager = try await bed.api.send(.get, path, as: Fixture.manager)
      #expect(manager["worker_name"] == "Barsik Paws" && manager["lines"] == 1)
      let other = Fixture.worker(UUID())
      #expect(try await bed.api.send(.get, path, as: other).status == 404)
      #expect(try await bed.invoices(as: other) == [])
      let lines = "/api/worker-billing/lines?invoice=\(id)"
      #expect(try await bed.api.send(.get, lines, as: other).status == 404)
      #expect(try await bed.api.browser(as: other).get("/earnings/\(id)").status == 404)
    }
  }

  @Test("a list by status and time, page by page, and as CSV")
  func list() async throws {
    try await withBilling { bed in
      try await bed.fill(5)
      let poor = try await bed.worker()
      try await bed.take(bed.ended(.failed, worker: poor))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      #expect(try await bed.invoices("?status=due").count == 5)
      #expect(try await bed.invoices("?status=carried").count == 1)
      #expect(try await bed.invoices("?status=paid") == [])
      #expect(try await bed.invoices("?to=2027-03-31T17:03:00Z") == [])
      #expect(try await bed.invoices("?worker=\(poor.wire)").count == 1)
      var (numbers, query) = ([String](), "?limit=4")
      while true {
        let answer = try await bed.api.send(
          .get, "/api/worker-billing/invoices\(query)", as: Fixture.manager)
        numbers += (answer["items"]?.array ?? []).compactMap { $0["number"]?.string }
        guard let cursor = answer["next_cursor"]?.string else { break }
        query = "?limit=4&cursor=\(cursor)"
      }
      #expect(Set(numbers).count == 6 && numbers.count == 6)
      let csv = try await bed.api.send(
        .get, "/api/worker-billing/invoices", as: Fixture.manager,
        headers: ["Accept": "text/csv"])
      #expect(csv.text.split(separator: "\r\n").count == 7 && csv.text.contains("-40.00"))
    }
  }

  @Test("found by a part of the worker's name or e-mail, of three letters at least")
  func found() async throws {
    try await withBilling { bed in
      try await bed.fill(2)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      for (sought, numbers) in [("WORKER%201", 1), ("@cats", 2), ("nobody", 0)] {
        #expect(try await bed.invoices("?q=\(sought)").count == numbers, "\(sought)")
      }
      let short = try await bed.api.send(
        .get, "/api/worker-billing/invoices?q=wo", as: Fixture.manager)
      #expect(short.mistakes == ["?q"])
    }
  }

  @Test("the page names number, month, each line and the sums, in the reader's language")
  func page() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker, price: 200_000))
      try await bed.take(bed.ended(.failed, worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let browser = bed.api.browser(as: Fixture.worker(worker))
      let earnings = try await browser.get("/earnings")
      let link = try #require(
        earnings.text.firstMatch(of: #/href="(/earnings/[0-9a-f-]+)">W-2027-000001/#))
      let payslip = try await browser.get(String(link.1))
      for part in [
        "<h1>Payslip W-2027-000001</h1>", "Barsik Paws", "Sunday, 28 February 2027, 20:00",
        "Wednesday, 31 March 2027, 20:00", "Tidying", "1\u{202F}200.00", "\u{2212}40.00",
        "1\u{202F}160.00", "will be paid",
      ] { #expect(payslip.text.contains(part), "\(part)") }
      #expect(!payslip.text.contains("2\u{202F}000"), "the price")
      #expect(!payslip.text.contains("Payments"), "nothing is paid yet")
      let russian = try await bed.api.browser(as: Fixture.worker(worker), language: "ru")
        .get(String(link.1))
      for part in ["Расчётный листок", "1\u{202F}160,00", "будет выплачено"] {
        #expect(russian.text.contains(part), "\(part)")
      }
    }
  }

  @Test(
    "it is a sheet like an invoice: from whom, the lines before the sums, and what was paid where")
  func paid() async throws {
    var configuration = WorkerBillingConfiguration()
    configuration.address = "1 Cushion Street; 101000 Moscow"
    try await withPayouts(configuration: configuration) { payouts in
      let (worker, invoice) = try await payouts.billed()
      let path = "/earnings/\(invoice.wire)"
      func page(_ language: String = "en") async throws -> TestAnswer {
        try await payouts.bed.api.browser(as: Fixture.worker(worker), language: language).get(path)
      }
      try await payouts.round()
      let paid = try await page()
      #expect(
        paid.missing([
          "<article class=\"sheet\">", "<div>1 Cushion Street</div>", "Payments", "Paid to …42",
          "Wednesday, 31 March 2027, 20:03", ">\u{2212}60.00<",
        ]) == [])
      let order = ["Tidying", "To be paid", "Paid to …42", "Left to be paid"]
      let places = order.compactMap { paid.text.firstRange(of: $0)?.lowerBound }
      #expect(places.count == order.count && places == places.sorted())
      payouts.bank.move("\(invoice.wire).1", to: .back(cause: "account_closed"))
      let notice = payouts.bank.notice(invoice.wire)
      _ = try await payouts.bed.api.send(
        .post, "/api/worker-billing/notices/gold-hat", as: nil, notice.body,
        headers: notice.headers)
      try await payouts.round()
      let back = try await page("ru")
      #expect(back.missing(["Выплачено на …42", "Вернулось с …42", ">60,00<"]) == [])
    }
  }
}
