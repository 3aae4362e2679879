import ArgumentParser
import ClientBilling
import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing
import WorkerBilling

@testable import Billing
@testable import ServiceKit
@testable import mcf

@Suite("R-230: what `mcf billing` says")
struct BillingTextTests {
  private static let report = report(of: WorkerBillingModule.self)

  private static func report(of bookkeeper: any Bookkeeper.Type) -> RunReport {
    RunReport(
      of: bookkeeper,
      BusinessTime(
        PostgresClient(PostgresConfiguration(url: ""), logger: .silent), zone: "UTC"), "UTC")
  }

  private static let period = DuePeriod(
    id: 1, startsAt: .distantPast, endsAt: .distantFuture, zone: "UTC", isSealed: true)

  private static func summary(
    invoices: Int, stuck: [StuckParty] = [], parked: Int = 0, firstParked: [ParkedEvent] = [],
    unhandled: Int = 0
  ) -> RunSummary {
    let numbers = [1, Int64(invoices)].map { InvoiceNumber(series: "W", year: 2027, number: $0) }
    return RunSummary(
      period: period,
      figures: RunFigures(
        invoices: invoices, first: invoices == 0 ? nil : numbers[0],
        last: invoices == 0 ? nil : numbers[1], lines: 3_402,
        total: Money(hundredths: 61_240_000), carriedIn: Money(hundredths: -22_000),
        due: Money(hundredths: 61_224_000), lateLines: 1, late: Money(hundredths: 28_500),
        below: 2, belowTotal: Money(hundredths: -19_000),
        digest: [0x9f, 0x3a, 0x6c, 0x00, 0xff, 0x10, 0x77]),
      withoutWay: 212, stuck: stuck, parked: parked, firstParked: firstParked,
      unhandled: unhandled, seal: 41)
  }

  @Test("what a period came to")
  func summary() throws {
    let text = Self.report.text(of: Self.summary(invoices: 1_204))
    let lines = text.replacing("\u{202F}", with: " ").split(separator: "\n")
    #expect(
      lines == [
        "Issued 1 204 invoices, W-2027-000001 to W-2027-001204: 3 402 lines, 612 400.00",
        "  −220.00 carried in, −60.00 carried on, 612 240.00 to be paid; "
          + "212 workers without an account",
        "  late from earlier periods: 1 line, 285.00; below zero: 2, −190.00; stuck: 0; "
          + "parked events: 0",
        "  run 9f3a6c00ff10…, seal 41",
      ])
  }

  @Test("of clients: what their credit pays, and what is to be collected")
  func clients() {
    let report = Self.report(of: ClientBillingModule.self)
    let text = report.text(of: Self.summary(invoices: 1)).replacing("\u{202F}", with: " ")
    // 220.00 there, 190.00 more of it, 60.00 left.
    #expect(
      text.contains(
        "\n  350.00 from credit, 612 240.00 to collect; 212 clients without a way to pay\n"))
    var forecast = BillingForecast(Self.period, former: nil)
    forecast.add(Self.row("Murka", 9_500, nil))
    #expect(
      report.text(of: forecast).contains(
        "\n  0.00 of credit there, 95.00 to collect; 1 client without a way to pay\n"))
  }

  @Test("of a period without lines nothing is said but that, and of one where all are stuck who")
  func nothing() {
    #expect(Self.report.text(of: Self.summary(invoices: 0)) == "Nothing to bill")
    let former = FormerRun(period: 1, endsAt: .distantPast, invoices: 0, total: .zero)
    var forecast = BillingForecast(Self.period, former: former)
    #expect(Self.report.text(of: forecast) == "Nothing to bill")
    #expect(ProgressBar(of: 0, "clients") == nil)
    forecast.add(Self.row(nil, 5_000, nil))
    #expect(
      Self.report.text(of: forecast).hasPrefix(
        "Would issue no invoices; would be stuck: 1\n  stuck: "))
  }

  @Test("events that have failed are named, the first of them")
  func parked() throws {
    let id = try #require(UUID(uuidString: "018f0000-0000-7000-8000-0000000000ef"))
    let events = ["no such kind", nil].map {
      ParkedEvent(id: id, type: "order.finished.v1", source: "orders", cause: $0)
    }
    let text = Self.report.text(of: Self.summary(invoices: 0, parked: 14, firstParked: events))
    let lines = text.split(separator: "\n").suffix(3)
    #expect(
      lines == [
        "  parked: \(id.wire) order.finished.v1 of orders: no such kind",
        "  parked: \(id.wire) order.finished.v1 of orders: waits behind another",
        "  parked: 12 more",
      ])
  }

  @Test("who is stuck is listed, and what was not waited for is told")
  func stuck() throws {
    let party = try #require(UUID(uuidString: "018f0000-0000-7000-8000-0000000000ee"))
    let text = Self.report.text(
      of: Self.summary(
        invoices: 0, stuck: [StuckParty(party: party, cause: "is not known here yet")],
        unhandled: 1))
    #expect(text.contains("Issued no invoices; stuck: 1"))
    #expect(text.contains("not waited for any longer: 1 event\n"))
    #expect(text.hasSuffix("stuck: 018f0000-0000-7000-8000-0000000000ee is not known here yet"))
  }

  @Test("a forecast, alone and beside the run before")
  func forecast() throws {
    var alone = BillingForecast(Self.period, former: nil)
    alone.add(Self.row("Barsik", 5_000, nil))
    let first = Self.report.text(of: alone)
    #expect(first.contains("Would issue 1 invoice: 1 line, 50.00\n"))
    #expect(first.hasSuffix("nothing was billed before"))
    var forecast = BillingForecast(
      Self.period,
      former: FormerRun(
        period: 1, endsAt: .distantPast, invoices: 3, total: Money(hundredths: 10_000)))
    for n in 1...12 { forecast.add(Self.row("Cat \(n)", Int64(n) * 1_000, n < 3 ? 9_000 : nil)) }
    forecast.add(Self.row(nil, -4_000, nil))
    let text = Self.report.text(of: forecast).replacing("\u{202F}", with: " ")
    #expect(text.contains("against the run before (100.00): +680 %; new: 10, gone: 1"))
    // Of Cat 1 to 12, all of whom have something to be paid.
    #expect(text.contains("0.00 carried in, 780.00 to be paid; 12 workers without an account\n"))
    // Who would be stuck counts for nothing else, and is listed.
    #expect(text.contains("Would issue 12 invoices: 12 lines, 780.00\n"))
    #expect(text.contains("0 lines, 0.00; below zero: 0, 0.00; would be stuck: 1\n"))
    let table = text.split(separator: "\n").drop { !$0.contains("LARGEST CHANGES") }.dropFirst()
    #expect(table.last?.hasSuffix(" is not known here yet") == true)
    #expect(table.count == 10 + 1 && table.first?.contains("Cat 12") == true)
  }

  private static func row(_ name: String?, _ total: Int64, _ former: Int64?) -> ForecastRow {
    ForecastRow(
      party: UUID(), name: name, lines: 1, lateLines: 0, total: Money(hundredths: total),
      carriedIn: .zero, hasWay: false, formerTotal: former.map { Money(hundredths: $0) })
  }

  @Test("how both sides stand, in lines of 100 columns at most")
  func status() {
    func status(
      _ unpaid: [InvoiceStatus: (invoices: Int, left: Money)], carried: Int64, unknown: Int = 0,
      failure: PayoutFailure? = nil, last: FormerRun? = nil, verifiedAt: Date? = nil,
      seal: Int64? = 41
    ) -> BillingStatus {
      BillingStatus(
        last: last, finishedAt: last?.endsAt, stuck: 0, next: .distantFuture, overdue: 0,
        unpaid: unpaid,
        carried: Money(hundredths: carried), unknown: (tries: unknown, age: 11 * 60),
        failure: failure, proposals: 1, differences: 0, verifiedAt: verifiedAt, verifiedSeal: seal,
        faults: 0, late: 0)
    }
    func sum(_ invoices: Int, _ left: Int64) -> (invoices: Int, left: Money) {
      (invoices: invoices, left: Money(hundredths: left))
    }
    var report = StatusReport()
    report.add(
      status(
        [.waiting: sum(55, 522_500), .underWay: sum(31, 294_500), .noMethod: sum(212, 2_014_000)],
        carried: -131_000, unknown: 2), of: ClientBillingModule.self, local: { _ in nil })
    report.add(
      status(
        [.failed: sum(3, 41_050), .noMethod: sum(10, 122_000)], carried: -22_000,
        failure: PayoutFailure(
          .failed, to: Destination("GH-1234-5678-9042"), code: "limit_reached"),
        last: FormerRun(
          period: 1, endsAt: .distantPast, invoices: 1_204, total: Money(hundredths: 61_240_000)),
        verifiedAt: .distantPast), of: WorkerBillingModule.self, local: Self.local)
    let lines = report.text.replacing("\u{202F}", with: " ").split(separator: "\n")
    #expect(report.isGood && lines.allSatisfy { $0.count <= 100 })
    // Else a terminal that is narrow would show an empty line.
    #expect(!lines.contains { $0.hasSuffix(" ") })
    #expect(
      lines.dropFirst(2) == [
        "workers  Sun 28 Feb 20:00  28 Feb 20:00     1 204  612 400.00      0        0  "
          + "Wed 31 Mar 20:00",
        "UNPAID   waiting 55 · 5 225.00   under way 31 · 2 945.00 (unknown 2, oldest 11 min)",
        "         no method 212 · 20 140.00",
        "PAYOUTS  under way 0   no account 10 · 1 220.00   failed 3 · 410.50 (…42 limit_reached)",
        "OTHER    clients   approvals 1   differences 0   credit 1 310.00   ledger not verified yet",
        "         workers   approvals 1   differences 0   carried −220.00",
        "                   ledger verified 28 Feb 20:00, seal 41, 0 faults",
      ])
    var unsealed = StatusReport()
    unsealed.add(
      status([:], carried: 0, verifiedAt: .distantPast, seal: nil), of: WorkerBillingModule.self,
      local: Self.local)
    #expect(unsealed.text.hasSuffix("ledger verified 28 Feb 20:00, no seal yet, 0 faults"))
  }

  private static func local(_ time: Date) -> LocalTime? {
    time == .distantPast
      ? LocalTime(day: "2027-02-28", weekday: 7, time: "20:00")
      : LocalTime(day: "2027-03-31", weekday: 3, time: "20:00")
  }

  @Test("a bar that says how far it is, how fast it goes and how long it will take")
  func bar() throws {
    var bar = try #require(ProgressBar(of: 50_000, "clients"))
    bar.show(0)
    let text = bar.text(40_512, after: .seconds(8)).replacing("\u{202F}", with: " ")
    #expect(
      text == "███████████████████░░░░░  81 %   40 512 of 50 000 clients   5 064/s   2 s left")
    #expect(bar.text(50_000, after: .seconds(8)).hasPrefix(String(repeating: "█", count: 24)))
  }

  @Test("where there is little room the bar gives way, and what is still too long is cut")
  func room() throws {
    var bar = try #require(ProgressBar(of: 50_000, "clients"))
    bar.show(0)
    func text(in columns: Int) -> String {
      bar.text(40_512, after: .seconds(8), in: columns).replacing("\u{202F}", with: " ")
    }
    let figures = "81 %   40 512 of 50 000 clients   5 064/s   2 s left"
    #expect(text(in: 200) == "███████████████████░░░░░  " + figures)
    #expect(text(in: 60) == "████░░  " + figures && text(in: 60).count == 60)
    #expect(text(in: 40) == figures)
    #expect(figures.fitted(to: 52) == figures && figures.fitted(to: nil) == figures)
    #expect(figures.fitted(to: 31) == "81 %   40 512 of 50 000 client…")
    #expect("".fitted(to: 1) == "")
  }

  @Test("what is waited for, and how many seconds are left")
  func waiting() throws {
    let end = try #require(Timestamp.parse("2027-03-07T17:02:00Z"))
    func texts(_ wait: RunWait, _ left: [Double]) -> [String] {
      left.map {
        wait.text(of: "clients", at: end.addingTimeInterval(-$0))
          .replacing("\u{202F}", with: " ")
      }
    }
    #expect(
      texts(.latecomers(until: end), [3_600, 119.2, 1, 0, -1]) == [
        "Waiting for what is still on its way: 3 600 s left",
        "Waiting for what is still on its way: 120 s left",
        "Waiting for what is still on its way: 1 s left",
        "Waiting for what is still on its way: 0 s left",
        "Waiting for what is still on its way: 0 s left",
      ])
    #expect(
      [1, 1_000].flatMap { texts(.events($0, until: end), [900]) } == [
        "Waiting for 1 event to be handled: 900 s left at most",
        "Waiting for 1 000 events to be handled: 900 s left at most",
      ])
    let runner = Runner(program: "mcf command", process: 7, since: end)
    #expect(
      [runner, nil].flatMap { texts(.turn($0), [0]) } == [
        "Waiting: mcf command, since 2027-03-07T17:02:00Z, is billing clients …",
        "Waiting: somebody is billing clients …",
      ])
  }

  @Test("--as-of takes a day or a time, and nothing else")
  func asOf() throws {
    guard case .day("2027-03-07") = try DayOrTime("2027-03-07", of: "--as-of") else {
      Issue.record("not a day")
      return
    }
    guard case .instant(let time) = try DayOrTime("2027-03-07T17:00:00Z", of: "--as-of") else {
      Issue.record("not a time")
      return
    }
    #expect(Timestamp.format(time) == "2027-03-07T17:00:00Z")
    for wrong in ["", "today", "2027-02-30", "2027-3-7", "2027-03-07 17:00", "7.3.2027"] {
      #expect(throws: ValidationError.self, "\(wrong)") { try DayOrTime(wrong, of: "--as-of") }
    }
  }

  @Test("invoices are a table that programs read, whatever names are")
  func file() throws {
    let path = "/tmp/mcf-\(UUID().wire).csv"
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(FileManager.default.createFile(atPath: path, contents: Data("of before".utf8)))
    let file = try InvoiceFile(path)
    #expect(FileManager.default.contents(atPath: path) == Data("of before".utf8))
    try file.add([Self.row("=1+1", 5_000, nil)])
    try file.add([Self.row("Barsik, \"the\" cat", -4_000, 100)])
    let bytes = try #require(FileManager.default.contents(atPath: path))
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(
      lines.count == 3
        && lines[0].hasSuffix(
          "number,party,name,lines,late_lines,total,carried_in,due,total_before")
    )
    #expect(lines[1].hasPrefix(",") && lines[1].contains(",'=1+1,1,0,50.00,0.00,50.00,"))
    #expect(lines[2].contains("\"Barsik, \"\"the\"\" cat\",1,0,-40.00,0.00,0.00,1.00"))
    #expect(throws: Failure.self) { try InvoiceFile("/nowhere/x.csv") }
  }
}
