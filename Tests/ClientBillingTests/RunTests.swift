import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220, R-225: clients are billed once a week has ended")
struct RunTests {
  @Test("case 3: what ends at the cut-off is the next week's")
  func cutoff() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      for (end, week) in [
        ("2027-03-07T16:59:59.999Z", "2027-03-07T17:00:00Z"),
        ("2027-03-07T17:00:00.000Z", "2027-03-14T17:00:00Z"),
      ] {
        try bed.go(to: end)
        let order = try await bed.finish(bed.facts(client: client))
        let line = try await bed.list("lines").first { $0["id"]?.string == order.wire }
        #expect(line?["period"]?["to"]?.string == week)
      }
    }
  }

  @Test("case 4: what comes after the seal is billed with the next week, marked as late")
  func late() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let first = try await bed.list("invoices")
      let ended = try #require(Timestamp.parse("2027-03-07T16:50:00Z"))
      let late = try await bed.finish(bed.facts(client: client, endsAt: ended))
      try bed.go(to: "2027-03-09T09:00:00Z")
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: "2027-03-14T17:03:00Z")
      let summary = try #require(try await bed.bill().first)
      #expect(summary.figures.lateLines == 1 && summary.figures.late == Money(hundredths: 9_500))
      let invoices = try await bed.list("invoices", as: Fixture.client(client))
      #expect(invoices.compactMap { $0["total"] } == ["190.00", "95.00"])
      #expect(invoices.compactMap { $0["late_lines"] } == [1, 0])
      #expect(try await bed.list("invoices").last == first.first)
      let id = try #require(invoices.first?["id"]?.string)
      let lines = try await bed.list("lines", "?invoice=\(id)", as: Fixture.client(client))
      #expect(lines.filter { $0["late"] == true }.compactMap { $0["id"]?.string } == [late.wire])
      #expect(lines.compactMap { $0["invoice"] } == ["C-2027-000002", "C-2027-000002"])
      #expect(try await bed.faults() == 0)
    }
  }

  @Test("case 5: runs that were missed are made up, the oldest week first")
  func missed() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: "2027-03-08T09:00:00Z")
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: "2027-03-16T09:00:00Z")
      let summaries = try await bed.bill()
      #expect(summaries.compactMap { $0.figures.first?.number } == [1, 2])
      let invoices = try await bed.list("invoices").sorted {
        ($0["number"]?.string ?? "") < ($1["number"]?.string ?? "")
      }
      let weeks = invoices.compactMap { $0["period"]?["to"]?.string?.prefix(10) }
      #expect(weeks == ["2027-03-07", "2027-03-14"])
      #expect(invoices.allSatisfy { $0["issued_at"] == "2027-03-16T09:00:00Z" })
      #expect(try await bed.bill().isEmpty)
      #expect(try await bed.faults() == 0)
    }
  }

  @Test("case 6: the week in which the clocks are put forward has 167 hours")
  func shortWeek() async throws {
    var configuration = ClientBillingConfiguration()
    configuration.billing.timeZone = "Europe/Berlin"
    try await withBilling(configuration) { bed in
      try bed.go(to: "2027-03-28T17:59:59.999Z")
      try await bed.finish(bed.facts(client: try await bed.client()))
      let period = try #require(try await bed.list("lines").first?["period"])
      #expect(period["from"] == "2027-03-21T19:00:00Z" && period["to"] == "2027-03-28T18:00:00Z")
    }
  }

  @Test("an invoice, its event, its entries; a second run finds nothing to do")
  func invoice() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      for outcome in OrderOutcome.allCases {
        try await bed.finish(bed.facts(client: client), outcome)
      }
      #expect(try await bed.bill().isEmpty, "the week has not ended")
      try bed.go(to: Fixture.firstSunday)
      let figures = try #require(try await bed.bill().first).figures
      #expect(figures.invoices == 1 && figures.lines == 3 && figures.due.hundredths == 28_500)
      let invoice = try #require(
        try await bed.list("invoices", as: Fixture.client(client)).first)
      #expect(invoice["number"] == "C-2027-000001" && invoice["total"] == "285.00")
      #expect(invoice["due"] == "285.00" && invoice["left"] == "285.00")
      #expect(invoice["status"] == "waiting" && invoice["client_id"] == nil)
      let id = try #require(UUID(uuidString: invoice["id"]?.string ?? ""))
      #expect(try await bed.entries(of: id) == ["invoice due/unbilled 28500"])
      let event = try #require(try await bed.issued().first)
      #expect(event["client_name"] == "Murka Mews" && event["email"] == "murka@cats.example")
      #expect(event["total"] == "285.00" && event["credit_used"] == "0.00")
      #expect(event["due"] == "285.00" && event["lines"] == 3 && event["method"] == nil)
      #expect(try await bed.bill().isEmpty)
      #expect(try await bed.faults() == 0)
    }
  }

  @Test("R-220: found by a part of the client's name or e-mail, of three letters at least")
  func found() async throws {
    try await withBilling { bed in
      let (murka, other) = (try await bed.client(), try await bed.client(name: "Другая Кошка"))
      for client in [murka, other] { try await bed.finish(bed.facts(client: client)) }
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      func names(_ query: String, as caller: Caller = Fixture.manager) async throws -> [String] {
        try await bed.list("invoices", "?q=\(query)", as: caller)
          .map { $0["client_name"]?.string ?? "its own" }
      }
      #expect(try await names("MURKA%20m") == ["Murka Mews"])
      #expect(try await names("%D0%94%D0%A0%D0%A3") == ["Другая Кошка"])
      #expect(try await names("cats.example").count == 2)
      #expect(try await names("m%25w") == [], "it is no pattern")
      #expect(try await names("cats.example&client=\(other.wire)") == ["Другая Кошка"])
      #expect(try await names("cats.example", as: Fixture.client(murka)) == ["its own"])
      let path = "/api/client-billing/invoices?q="
      let short = try await bed.api.send(.get, path + "mu", as: Fixture.manager)
      #expect(short.mistakes == ["?q"])
      let table = try await bed.api.send(
        .get, path + "murka%20m", as: Fixture.manager, headers: ["Accept": "text/csv"])
      #expect(table.text.contains("Murka Mews") && !table.text.contains("Кошка"))
    }
  }

  @Test("case 11, its invoice: credit pays first, and what is left of it stays")
  func credit() async throws {
    try await withBilling { bed in
      let (some, much) = (try await bed.client(), try await bed.client(name: "Rich Puss"))
      try await bed.credit(some, 9_500)
      try await bed.credit(much, 30_000)
      for client in [some, much] {
        for _ in 0..<3 { try await bed.finish(bed.facts(client: client)) }
      }
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      for (client, due, status, left) in [
        (some, "190.00", "waiting", "0.00"), (much, "0.00", "settled", "15.00"),
      ] {
        let own = Fixture.client(client)
        let invoice = try #require(try await bed.list("invoices", as: own).first)
        #expect(invoice["total"] == "285.00" && invoice["due"]?.string == due)
        #expect(invoice["status"]?.string == status)
        let summary = try await bed.api.send(.get, "/api/client-billing/summary", as: own)
        #expect(summary["due"]?.string == due && summary["credit"]?.string == left)
      }
      let event = try #require(
        try await bed.issued().first { $0["client_id"]?.string == some.wire })
      #expect(event["credit_used"] == "95.00" && event["due"] == "190.00")
      let id = try #require(UUID(uuidString: event["id"]?.string ?? ""))
      #expect(
        try await bed.entries(of: id)
          == ["carry_in credit/due 9500", "invoice due/unbilled 28500"])
    }
  }

  @Test("case 20: two of 1 000 are stuck, one not known here, one refused, and stop nobody")
  func stuck() async throws {
    try await withBilling { bed in
      try await bed.fill(1_000)
      let (missing, refused) = (try await bed.id("client 7"), try await bed.id("client 11"))
      try await bed.database.admin.query(
        "delete from client_billing.person where id = \(missing)")
      try await bed.database.admin.query(
        """
        create function client_billing.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'too much' using errcode = '22003'; end $$
        """)
      try await bed.database.admin.query(
        """
        create trigger refuse before insert on client_billing.invoice for each row
        when (new.party_name = 'Client 11') execute function client_billing.refuse()
        """)
      try bed.go(to: Fixture.firstSunday)
      let first = try #require(try await bed.bill().first)
      #expect(first.figures.invoices == 998 && first.figures.last?.number == 998)
      #expect(first.stuck.count == 2)
      #expect(first.stuck.contains { $0.party == missing && $0.cause.contains("not known here") })
      #expect(first.stuck.contains { $0.party == refused && $0.cause.contains("22003") })
      // What is on no invoice is still to be paid.
      let summary = try await bed.api.send(
        .get, "/api/client-billing/summary?client=\(missing.wire)", as: Fixture.manager)
      #expect(summary["charged"] == "95.07" && summary["due"] == "0.00")
      try await bed.database.admin.query("drop trigger refuse on client_billing.invoice")
      try await bed.hear(
        ClientChanged(
          id: missing, externalID: "hcb-7", firstName: "Client", lastName: "7",
          email: "7@cats.example", phone: nil, place: nil, language: nil, active: true, version: 1))
      let second = try #require(try await bed.bill().first)
      #expect(second.period.id == first.period.id && second.stuck.isEmpty)
      #expect(second.figures.invoices == 1_000)
      let numbers = try await bed.billing.database.query(
        "select number from invoice where party in (\(missing), \(refused)) order by number",
        as: Int64.self)
      #expect(numbers == [999, 1_000])
      #expect(try await bed.issued().count == 1_000)
      #expect(try await bed.faults() == 0)
    }
  }

  @Test("a forecast of missed weeks says what a run comes to: credit pays older ones first")
  func weeksMissed() async throws {
    try await withCollecting { collect in
      let client = try await collect.bed.client()
      let orders = [
        try await collect.bed.finish(collect.bed.facts(client: client)),
        try await collect.bed.finish(collect.bed.facts(client: client)),
      ]
      try collect.goToSunday()
      for order in orders { _ = try await collect.takeBack(order) }
      for back in [2, 1] {
        collect.time.advance(by: 7 * 86_400)
        for _ in 0..<back { try await collect.bed.finish(collect.bed.facts(client: client)) }
      }
      collect.time.advance(by: 7 * 86_400)
      let forecasts = try await collect.bed.run().forecast(asOf: collect.bed.time.now)
      #expect(forecasts.map(\.total.hundredths) == [19_000, -19_000, 19_000, 9_500])
      #expect(forecasts.map(\.due.hundredths) == [19_000, 0, 19_000, 9_500])
      let figures = try await collect.bed.bill().map(\.figures)
      #expect(forecasts.map(\.carriedIn) == figures.map(\.carriedIn))
      #expect(forecasts.map(\.due) == figures.map(\.due))
      try await collect.expectInOrder()
    }
  }

  @Test("who comes to more than an entry may have is stuck, and a forecast says so")
  func beyondAnEntry() async throws {
    try await withBilling { bed in
      for last: Int64 in [1, 2] {
        let client = try await bed.client()
        for price in [Money.mostBooked.hundredths - 1, last] {
          try await bed.finish(bed.facts(client: client, price: price, discountPercent: 0))
        }
      }
      try bed.go(to: Fixture.firstSunday)
      let forecast = try #require(try await bed.run().forecast(asOf: bed.time.now).first)
      let summary = try #require(try await bed.bill().first)
      for stuck in [forecast.stuck, summary.stuck] {
        #expect(stuck.map(\.cause) == ["comes to more than an entry of the ledger may have"])
      }
      #expect(forecast.stuck.map(\.party) == summary.stuck.map(\.party))
      #expect(forecast.invoices == 1 && summary.figures.invoices == 1)
      #expect(forecast.total == .mostBooked && summary.figures.total == .mostBooked)
      #expect(try await bed.faults() == 0)
    }
  }

  @Test("who has something to be paid and no way for it is counted, before and after")
  func withoutWay() async throws {
    try await withCollecting { collect in
      let bed = collect.bed
      for hasWay in [true, false] {
        let client = try await bed.client()
        if hasWay { try await collect.method(of: client) }
        try await bed.finish(bed.facts(client: client))
      }
      // One whose credit pays, and who needs none.
      let rich = try await bed.client()
      try await bed.credit(rich, 30_000)
      try await bed.finish(bed.facts(client: rich))
      try collect.goToSunday()
      #expect(try await bed.run().forecast(asOf: bed.time.now).map(\.withoutWay) == [1])
      #expect(try await bed.bill().map(\.withoutWay) == [1])
    }
  }

  @Test("case 23: a number's year is that of business time")
  func year() async throws {
    try await withBilling { bed in
      try bed.go(to: "2027-12-20T09:00:00Z")
      try await bed.finish(bed.facts(client: try await bed.client()))
      try bed.go(to: "2027-12-31T21:30:00Z")
      try await bed.bill()
      #expect(try await bed.list("invoices").first?["number"] == "C-2028-000001")
    }
  }

  @Test("case 19, its small form: four at once come to what one comes to undisturbed")
  func atOnceAsAlone() async throws {
    let digest = try await digest { bed in try await bed.bill() }
    let disturbed = try await self.digest { bed in
      _ = try await atOnce(4) { _ in try await bed.bill().count }
    }
    #expect(!digest.isEmpty && digest == disturbed)
  }

  private func digest(
    _ body: @escaping @Sendable (Fixture) async throws -> Void
  ) async throws -> [[UInt8]] {
    let count = 100
    let found = Mutex<[[UInt8]]>([])
    try await withBilling { bed in
      try await bed.fill(count)
      try bed.go(to: Fixture.firstSunday)
      try await body(bed)
      let numbers = try await bed.billing.database.query(
        "select number from invoice order by number", as: Int64.self)
      #expect(numbers == (1...Int64(count)).map { $0 })
      #expect(try await bed.issued().count == count)
      let digests = try await bed.billing.database.query(
        "select digest from billing_run", as: [UInt8].self)
      found.withLock { $0 = digests }
    }
    return found.withLock { $0 }
  }
}
