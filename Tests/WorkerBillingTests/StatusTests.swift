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
  private static func status(_ bed: Fixture) async throws -> BillingStatus {
    try #require(
      try await bed.billing.database.readOne(ReadBillingStatus(at: bed.time.now)))
  }

  @Test("nothing yet; due; two hours late; billed; somebody stuck")
  func status() async throws {
    try await withBilling { bed in
      let fresh = try await Self.status(bed)
      #expect(fresh.last == nil && fresh.next == nil && !fresh.needsSomebody)
      try await bed.fill(4)
      let present = try await Self.status(bed)
      #expect(present.next.map(Timestamp.format) == "2027-03-31T17:00:00Z")
      bed.goToEnd(ofMonth: 3)
      let due = try await Self.status(bed)
      #expect(due.overdue == 1 && due.late == 0 && !due.needsSomebody)
      bed.time.advance(by: 7_200)
      #expect(try await Self.status(bed).needsSomebody, "two hours late")
      try await bed.bill()
      let billed = try await Self.status(bed)
      #expect(billed.last?.invoices == 4 && billed.finishedAt == bed.time.now)
      #expect(billed.overdue == 0 && !billed.needsSomebody)
      let waiting = try #require(billed.unpaid[.waiting])
      #expect(waiting.invoices == 4 && waiting.left == billed.last?.total)
      try await bed.take(bed.ended())
      bed.goToEnd(ofMonth: 4)
      try await bed.bill()
      let stuck = try await Self.status(bed)
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
      let carried = try await Self.status(bed)
      #expect(carried.carried == Money(hundredths: -4_000) && carried.unpaid.isEmpty)
      try await bed.database.admin.query("update worker_billing.account set carried = -1")
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 1, "\(report.faults.first)")
      try await bed.billing.ledger.note(report, by: "a test", at: bed.time.now)
      let touched = try await Self.status(bed)
      #expect(touched.faults == 1 && touched.needsSomebody)
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
