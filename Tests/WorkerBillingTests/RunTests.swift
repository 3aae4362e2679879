import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

@Suite("R-230, R-250: workers are billed once a period has ended")
struct RunTests {
  @Test("case 7: three done, one failed, one called off, a bonus")
  func month() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      for _ in 0..<3 { try await bed.take(bed.ended(worker: worker)) }
      try await bed.take(bed.ended(.failed, worker: worker))
      try await bed.take(bed.ended(.cancelled, worker: worker))
      let bonus = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        ["worker_id": .string(worker.wire), "amount": "12.34", "reason": "for the vase"],
        headers: ["Idempotency-Key": "b"])
      try #require(bonus.status == 201)
      #expect(try await bed.bill().isEmpty, "the month has not ended")
      bed.goToEnd(ofMonth: 3)
      func expected() async throws -> [String?] {
        let answer = try await bed.api.send(
          .get, "/api/worker-billing/summary", as: Fixture.worker(worker))
        return [answer["expected"]?.string, answer["pays_on"]?.string]
      }
      // the month that is over is the next payout's, until it is billed.
      #expect(try await expected() == ["152.34", "2027-03-31T17:00:00Z"])
      let summary = try #require(try await bed.bill().first)
      #expect(try await expected() == ["0.00", "2027-04-30T17:00:00Z"])
      #expect(summary.figures.invoices == 1 && summary.figures.lines == 5)
      #expect(summary.figures.total == Money(hundredths: 15_234))
      let invoice = try #require(try await bed.invoices(as: Fixture.worker(worker)).first)
      #expect(invoice["number"] == "W-2027-000001" && invoice["due"] == "152.34")
      #expect(invoice["status"] == "due" && invoice["worker_id"] == nil)
      let id = try #require(UUID(uuidString: invoice["id"]?.string ?? ""))
      #expect(try await bed.entries(of: id) == ["invoice earned/payable 15234"])
      let event = try #require(try await bed.issued().first)
      #expect(event["earned"] == "180.00" && event["fines"] == "-40.00")
      #expect(event["bonuses"] == "12.34" && event["due"] == "152.34")
      #expect(event["worker_name"] == "Barsik Paws" && event["lines"] == 5)
      #expect(event["account"] == nil, "none is named")
      // A second run finds nothing to do.
      #expect(try await bed.bill().isEmpty)
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 0, "\(report.faults.first)")
    }
  }

  @Test("case 8: what is below zero is carried to the next month")
  func carried() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      bed.time.set(try #require(Timestamp.parse("2027-02-10T09:00:00Z")))
      try await bed.take(bed.ended(worker: worker))
      for _ in 0..<3 { try await bed.take(bed.ended(.failed, worker: worker)) }
      bed.goToEnd(ofMonth: 2)
      try await bed.bill()
      let february = try #require(try await bed.invoices().first)
      #expect(february["total"] == "-60.00" && february["due"] == "0.00")
      #expect(february["status"] == "carried" && february["carried_out"] == "-60.00")
      #expect(
        try await bed.entries() == [
          "carry_out carried/payable 6000", "invoice payable/earned 6000",
        ])
      let summary = try await bed.api.send(
        .get, "/api/worker-billing/summary", as: Fixture.worker(worker))
      #expect(summary["carried_in"] == "-60.00" && summary["expected"] == "0.00")
      for _ in 0..<2 { try await bed.take(bed.ended(worker: worker)) }
      _ = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        ["worker_id": .string(worker.wire), "amount": "25.50", "reason": "for the vase"],
        headers: ["Idempotency-Key": "b"])
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let march = try #require(try await bed.invoices().first)
      #expect(march["total"] == "145.50" && march["carried_in"] == "-60.00")
      #expect(march["due"] == "85.50" && march["carried_out"] == "0.00")
      let id = try #require(UUID(uuidString: march["id"]?.string ?? ""))
      #expect(
        try await bed.entries(of: id)
          == ["carry_in payable/carried 6000", "invoice earned/payable 14550"])
      let left = try await bed.billing.database.query(
        "select carried from account", as: Int64.self)
      #expect(left == [0])
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("case 4, of months: what comes after the seal is billed with the next, marked as late")
  func late() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let ended = bed.time.now.addingTimeInterval(-780)
      try await bed.take(bed.ended(worker: worker, at: ended))
      try await bed.take(bed.ended(worker: worker))
      bed.goToEnd(ofMonth: 4)
      let summary = try #require(try await bed.bill().first)
      #expect(summary.figures.lateLines == 1 && summary.figures.late == Money(hundredths: 6_000))
      let invoices = try await bed.invoices()
      #expect(invoices.compactMap { $0["total"] } == ["120.00", "60.00"])
      #expect(invoices.compactMap { $0["late_lines"] } == [1, 0])
      let id = try #require(invoices.first?["id"]?.string)
      let lines = try await bed.lines("?invoice=\(id)", as: Fixture.worker(worker))
      #expect(lines.count == 2 && lines.count { $0["late"] == true } == 1)
    }
  }

  @Test("what is still on its way is waited for, and that is told for as long as it lasts")
  func waits() async throws {
    try await withBilling { bed in
      try await bed.fill(1)
      bed.goToEnd(ofMonth: 3)
      let cutoff = bed.time.now.addingTimeInterval(-180)
      var settings = bed.billing.configuration.billing
      settings.grace = 300
      let told = Mutex<[Bool]>([])
      let run = bed.run(settings) { news in
        guard case .waiting(.latecomers(until: let ready), let isNew) = news else { return }
        #expect(ready == cutoff + 300)
        told.withLock { $0.append(isNew) }
        bed.time.advance(by: 50)
      }
      #expect(try await run.run(asOf: bed.time.now).first?.figures.invoices == 1)
      #expect(told.withLock(\.self) == [true, false, false])
    }
  }

  @Test("case 5, of months: runs that were missed are made up, the oldest period first")
  func missed() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker))
      bed.time.set(try #require(Timestamp.parse("2027-04-10T09:00:00Z")))
      try await bed.take(bed.ended(worker: worker))
      bed.time.set(try #require(Timestamp.parse("2027-06-16T09:00:00Z")))
      let summaries = try await bed.bill()
      // May was empty, and has a run too.
      #expect(summaries.map(\.figures.invoices) == [1, 1, 0])
      #expect(summaries.compactMap { $0.figures.first?.number } == [1, 2])
      let days = try await bed.invoices().compactMap { $0["issued_at"]?.string?.prefix(10) }
      #expect(days == ["2027-06-16", "2027-06-16"])
      #expect(try await bed.bill().isEmpty)
    }
  }

  @Test("what ended by a day long ago makes no periods of then")
  func longAgo() async throws {
    try await withBilling { bed in
      let past = try #require(Timestamp.parse("2001-01-01T00:00:00Z"))
      #expect(try await bed.run().run(asOf: past).isEmpty)
      let starts = try await bed.billing.database.query(
        "select starts_at from period", as: Date.self)
      #expect(starts.count == 1 && starts.allSatisfy { $0 > past })
    }
  }

  @Test("a period whose last invoices are of the next year has one digest, in the order of numbers")
  func digestOfTwoYears() async throws {
    try await withBilling { bed in
      bed.time.set(try #require(Timestamp.parse("2027-12-20T09:00:00Z")))
      try await bed.fill(3)
      for _ in 0..<2 { try await bed.take(bed.ended()) }
      bed.goToEnd(ofMonth: 12)
      #expect(try await bed.bill().first?.stuck.count == 2)
      try await bed.database.admin.query(
        """
        insert into worker_billing.person (kind, id, name, first_name, email, active, version)
        select 'worker', party, 'Late Paws', 'Late', 'late@cats.example', true, 1
        from   worker_billing.stuck
        """)
      bed.time.set(try #require(Timestamp.parse("2028-01-02T09:00:00Z")))
      try await bed.bill()
      let numbers = try await bed.invoices().compactMap { $0["number"]?.string }
      #expect(Set(numbers).isSuperset(of: ["W-2027-000003", "W-2028-000001", "W-2028-000002"]))
      let digests = try await bed.database.admin.query(
        """
        select (select digest from worker_billing.billing_run order by period limit 1),
               sha256(string_agg(int8send(number) || uuid_send(party) || int8send(total), ''::bytea
                                 order by year, number))
        from   worker_billing.invoice
        """, as: [UInt8].self, [UInt8].self)
      #expect(digests.count == 1 && digests[0].0 == digests[0].1)
    }
  }

  @Test("events of before the cut-off that have failed are counted, and named with their cause")
  func parked() async throws {
    try await withBilling { bed in
      try await bed.fill(1)
      try await bed.database.admin.query(
        """
        insert into worker_billing.inbox_parked
               (source, slot, position, event_id, type, subject, sequence, time, headers, data,
                parked_at, cause)
        select 'orders', 1, n, md5('event ' || n)::uuid, 'order.finished.v1', n, 1,
               \(bed.time.now)::timestamptz + n * interval '1 s', '{}', '{}', now(), 'cause ' || n
        from   generate_series(1, 12) n
        """)
      bed.goToEnd(ofMonth: 3)
      let summary = try #require(try await bed.bill().first)
      #expect(summary.parked == 12)
      #expect(summary.firstParked.compactMap(\.cause) == (1...10).map { "cause \($0)" })
      #expect(summary.firstParked.allSatisfy { $0.type == "order.finished.v1" })
    }
  }

  @Test("case 23: a number's year is that of business time")
  func year() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      bed.time.set(try #require(Timestamp.parse("2027-12-20T09:00:00Z")))
      try await bed.take(bed.ended(worker: worker))
      bed.time.set(try #require(Timestamp.parse("2027-12-31T21:30:00Z")))
      // Whoever bills may have another zone than who made the period.
      var settings = bed.billing.configuration.billing
      settings.timeZone = "UTC"
      _ = try await bed.run(settings).run(asOf: bed.time.now)
      #expect(try await bed.invoices().first?["number"] == "W-2028-000001")
    }
  }

  @Test("case 20: two of 1 000 are stuck, one not known here, one refused, and stop nobody")
  func stuck() async throws {
    try await withBilling { bed in
      try await bed.fill(1_000)
      try await bed.database.admin.query(
        "delete from worker_billing.person where name = 'Worker 7'")
      try await bed.database.admin.query(
        """
        create function worker_billing.refuse() returns trigger language plpgsql as
        $$ begin raise exception 'too much' using errcode = '22003'; end $$
        """)
      try await bed.database.admin.query(
        """
        create trigger refuse before insert on worker_billing.invoice for each row
        when (new.party_name = 'Worker 11') execute function worker_billing.refuse()
        """)
      bed.goToEnd(ofMonth: 3)
      let first = try #require(try await bed.bill().first)
      #expect(first.figures.invoices == 998 && first.stuck.count == 2)
      #expect(first.stuck.contains { $0.cause.contains("not known here") })
      #expect(first.stuck.contains { $0.cause.contains("22003") })
      // The next run begins with them, in their own period, with the next two numbers.
      try await bed.database.admin.query("drop trigger refuse on worker_billing.invoice")
      try await bed.database.admin.query(
        """
        insert into worker_billing.person (kind, id, name, first_name, email, active, version)
        values ('worker', md5('worker 7')::uuid, 'Worker 7', 'Worker', '7@cats.example', true, 1)
        """)
      let second = try #require(try await bed.bill().first)
      #expect(second.period.id == first.period.id && second.stuck.isEmpty)
      #expect(second.figures.invoices == 1_000)
      let numbers = try await bed.billing.database.query(
        "select number from invoice where party_name in ('Worker 7', 'Worker 11') order by number",
        as: Int64.self)
      #expect(numbers == [999, 1_000])
      #expect(try await bed.issued().count == 1_000)
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("numbers that were tampered with stop the run, and make nobody stuck")
  func wrongNumbers() async throws {
    try await withBilling { bed in
      try await bed.fill(3)
      bed.goToEnd(ofMonth: 3)
      try await bed.billing.database.query("insert into number_series values ('W', 2027, 7)")
      let error = await #expect(throws: PostgresError.self) { try await bed.bill() }
      #expect(error?.constraint == "invoice_gapless")
      let stuck = try await bed.billing.database.query("select count(*) from stuck", as: Int.self)
      #expect(stuck == [0])
      try await bed.billing.database.query("update number_series set last = 0")
      #expect(try await bed.bill().first?.figures.last?.number == 3)
    }
  }

  @Test("case 19: two at once, again and again, come to what one comes to undisturbed")
  func atOnceAsAlone() async throws {
    let count = 150
    let digest = try await digest(of: count) { bed in try await bed.bill() }
    let disturbed = try await self.digest(of: count) { bed in
      _ = try await atOnce(4) { _ in try await bed.bill().count }
    }
    #expect(digest == disturbed)
  }

  @Test("who is billing is known, and since when: not since its connection was made")
  func runner() async throws {
    try await withBilling { bed in
      try await bed.billing.database.withConnection { connection in
        let before = try await connection.query("select clock_timestamp()", as: Date.self)
        #expect(try await connection.execute(TakeRunLock()) == [true])
        let runner = try #require(try await bed.billing.database.readOne(FindRunner()))
        #expect(runner.since >= before[0])
      }
    }
  }

  @Test("those who turn to it without the lock take turns all the same")
  func withoutLock() async throws {
    try await withBilling { bed in
      try await bed.fill(120)
      bed.goToEnd(ofMonth: 3)
      // Each stands for a run whose connection with the lock was lost.
      _ = try await atOnce(3) { _ in
        let run = bed.run()
        for period in try await bed.billing.database.read(FindDuePeriods(asOf: bed.time.now)) {
          try await run.begin(period)
          try await run.issue(period)
        }
      }
      let numbers = try await bed.billing.database.query(
        "select number from invoice order by number", as: Int64.self)
      #expect(numbers == (1...120).map(Int64.init))
      #expect(try await bed.issued().count == 120)
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  private func digest(
    of count: Int, _ body: @escaping @Sendable (Fixture) async throws -> Void
  ) async throws -> [[UInt8]] {
    let found = Found()
    try await withBilling { bed in
      try await bed.fill(count)
      bed.goToEnd(ofMonth: 3)
      try await body(bed)
      let numbers = try await bed.billing.database.query(
        "select number from invoice order by number", as: Int64.self)
      #expect(numbers == (1...Int64(count)).map { $0 })
      #expect(try await bed.issued().count == count)
      let digests = try await bed.billing.database.query(
        "select digest from billing_run", as: [UInt8].self)
      await found.keep(digests)
    }
    return await found.digests
  }
}

private actor Found {
  private(set) var digests: [[UInt8]] = []
  func keep(_ digests: [[UInt8]]) { self.digests = digests }
}
