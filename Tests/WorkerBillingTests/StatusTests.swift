import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

@Suite("R-230: how billing stands, and what is kept of a run")
struct StatusTests {
  @Test("nothing yet; due; two hours late; billed; somebody stuck")
  func status() async throws {
    try await withBilling { bed in
      let fresh = try await bed.status()
      #expect(fresh.last == nil && !fresh.needsSomebody)
      #expect(Timestamp.format(fresh.next) == "2027-03-31T17:00:00Z")
      try await bed.fill(4)
      let present = try await bed.status()
      #expect(present.next == fresh.next)
      bed.goToEnd(ofMonth: 3)
      let due = try await bed.status()
      #expect(due.overdue == 1 && due.late == 0 && !due.needsSomebody)
      // Nobody has made that period yet.
      #expect(Timestamp.format(due.next) == "2027-04-30T17:00:00Z")
      bed.time.advance(by: 7_200)
      #expect(try await bed.status().needsSomebody, "two hours late")
      try await bed.bill()
      let billed = try await bed.status()
      #expect(billed.last?.invoices == 4 && billed.finishedAt == bed.time.now)
      #expect(billed.overdue == 0 && !billed.needsSomebody)
      let waiting = try #require(billed.unpaid[.waiting])
      #expect(waiting.invoices == 4 && waiting.left == billed.last?.total)
      try await bed.take(bed.ended())
      bed.goToEnd(ofMonth: 4)
      try await bed.bill()
      let stuck = try await bed.status()
      #expect(stuck.stuck == 1 && stuck.needsSomebody && stuck.last?.invoices == 0)
    }
  }

  @Test("below zero is told, and a ledger that somebody touched asks for somebody")
  func books() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(.failed, worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let carried = try await bed.status()
      #expect(carried.carried == Money(hundredths: -4_000) && carried.unpaid.isEmpty)
      try await bed.database.admin.query("update worker_billing.account set carried = -1")
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 1, "\(report.faults.first)")
      try await bed.billing.ledger.note(report, by: "a test", at: bed.time.now)
      let touched = try await bed.status()
      #expect(touched.faults == 1 && touched.needsSomebody)
    }
  }

  @Test("who makes the next period by another rule is told when it ends")
  func rule() async throws {
    try await withBilling { bed in
      try await bed.fill(1)
      bed.goToEnd(ofMonth: 3)
      var settings = bed.billing.configuration.billing
      settings.cutoff = try #require(CutoffRule("day-15 20:00"))
      let rules: [(CutoffRule?, String)] = [
        (nil, "2027-04-30T17:00:00Z"), (settings.cutoff, "2027-04-15T17:00:00Z"),
      ]
      for (rule, next) in rules {
        let status = try await bed.billing.database.readOne(
          ReadBillingStatus(at: bed.time.now, rule: rule, settings: settings))
        #expect(status.map { Timestamp.format($0.next) } == next)
      }
    }
  }

  @Test("a try that nobody knows anything of for an hour asks for somebody; a failure is told")
  func tries() async throws {
    try await withPayouts([.losesAnswer, .declines("account_closed", isFinal: true)]) { payouts in
      payouts.bank.isDeaf = true
      let (worker, _) = try await payouts.billed()
      try await payouts.round()
      payouts.time.advance(by: 3_600)
      let unknown = try await payouts.bed.status()
      #expect(unknown.unknown.tries == 1 && unknown.unknown.age == 3_600)
      #expect(!unknown.needsSomebody)
      #expect(unknown.unpaid[.underWay]?.invoices == 1 && unknown.failure == nil)
      payouts.time.advance(by: 1)
      #expect(try await payouts.bed.status().needsSomebody)
      payouts.bank.isDeaf = false
      try await payouts.round()
      try await payouts.bed.take(payouts.bed.ended(worker: worker))
      payouts.bed.goToEnd(ofMonth: 4)
      try await payouts.bed.bill()
      try await payouts.round()
      let failed = try await payouts.bed.status()
      #expect(failed.unknown.tries == 0 && !failed.needsSomebody)
      let failure = try #require(failed.failure)
      #expect(failure.status == .refused && failed.unpaid[.refused]?.invoices == 1)
      #expect("\(failure.destination) \(failure.code.text)" == "…42 account_closed")
    }
  }

  @Test("all invoices of a period are read, page by page, whichever run made them")
  func invoices() async throws {
    try await withBilling { bed in
      try await bed.fill(7)
      let late = UUID()
      try await bed.take(bed.ended(worker: late))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      try await bed.database.admin.query(
        """
        insert into worker_billing.person (kind, id, name, first_name, email, active, version)
        values ('worker', \(late), 'Late Paws', 'Late', 'late@cats.example', true, 1)
        """)
      let summary = try #require(try await bed.bill().first)
      let numbers = try await Self.numbers(of: summary.period, bed)
      #expect(numbers == (1...8).map(Int64.init))
    }
  }

  private static func numbers(of period: DuePeriod, _ bed: Fixture) async throws -> [Int64] {
    let (found, continuation) = AsyncStream.makeStream(of: Invoice.self)
    try await bed.run().invoices(of: period) { page in
      for invoice in page { continuation.yield(invoice) }
    }
    continuation.finish()
    return await found.reduce(into: []) { $0.append($1.number.number) }
  }
}
