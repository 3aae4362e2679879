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

@Suite("R-230: a run can be seen before it is made")
struct ForecastTests {
  @Test("it says what the run then comes to, and writes nothing")
  func sameAsRun() async throws {
    try await withBilling { bed in
      try await bed.fill(8)
      let poor = try await bed.worker()
      try await bed.take(bed.ended(.failed, worker: poor))
      try await bed.take(bed.ended())  // of somebody who is not known here
      for last: Int64 in [1, 2] {
        let rich = try await bed.worker()
        for earning in [Money.mostBooked.hundredths - 1, last] {
          try await bed.take(bed.ended(worker: rich, earning: earning))
        }
      }
      let named = try await bed.billing.database.query(
        "select id from person where name = 'Worker 1'", as: UUID.self)[0]
      _ = try await bed.api.send(
        .put, "/api/worker-billing/payout-account", as: Fixture.worker(named),
        ["account": "GH-1234-5678-9042"])
      bed.goToEnd(ofMonth: 3)
      let before = try await Self.rows(bed)
      let rows = Rows()
      let forecast = try #require(
        try await bed.run().forecast(asOf: bed.time.now) { rows.add($0) }.first)
      #expect(try await Self.rows(bed) == before)
      #expect(forecast.invoices == 10 && forecast.stuck.count == 2 && forecast.below == 1)
      #expect(forecast.belowTotal == Money(hundredths: -4_000) && forecast.withoutWay == 8)
      #expect(forecast.former == nil && !forecast.isSealed && rows.count == 12)
      let summary = try #require(try await bed.bill().first)
      let figures = summary.figures
      #expect(summary.withoutWay == forecast.withoutWay)
      #expect(figures.invoices == forecast.invoices && figures.lines == forecast.lines)
      #expect(figures.total == forecast.total && figures.due == forecast.due)
      #expect(figures.below == forecast.below && figures.belowTotal == forecast.belowTotal)
      #expect(summary.stuck.map(\.party) == forecast.stuck.map(\.party))
      #expect(summary.stuck.map(\.cause) == forecast.stuck.map(\.cause))
      #expect(
        Set(summary.stuck.map(\.cause)) == [
          "is not known here yet", "comes to more than an entry of the ledger may have",
        ])
    }
  }

  @Test("beside the run before: who is new, who is gone, the largest changes first")
  func compared() async throws {
    try await withBilling { bed in
      try await bed.fill(15)
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let workers = try await bed.billing.database.query(
        "select id from person where kind = 'worker' order by name", as: UUID.self)
      for (n, worker) in workers.dropFirst(3).enumerated() {
        try await bed.take(bed.ended(worker: worker, price: Int64(10_000 * (n + 2))))
      }
      let march = bed.time.now.addingTimeInterval(-600)
      try await bed.take(bed.ended(worker: workers[5], at: march))
      try await bed.take(bed.ended(at: march))  // of somebody who would be stuck
      let new = try await bed.worker()
      try await bed.take(bed.ended(worker: new))
      bed.goToEnd(ofMonth: 4)
      let forecast = try #require(try await bed.run().forecast(asOf: bed.time.now).first)
      #expect(forecast.former?.invoices == 15 && forecast.again == 12)
      #expect(forecast.invoices - forecast.again == 1)
      #expect(forecast.lateLines == 1 && forecast.late == Money(hundredths: 6_000))
      #expect(forecast.changes.count == 10)
      let changes = forecast.changes.map(\.change)
      #expect(changes == changes.sorted { $0.magnitude > $1.magnitude })
      #expect(changes.first.map { $0 > 70_000 } == true, "\(changes)")
      // What is billed is not due any more; who is stuck is.
      try await bed.bill()
      let rest = try await bed.run().forecast(asOf: bed.time.now)
      #expect(rest.map(\.invoices) == [0] && rest.map(\.stuck.count) == [1])
    }
  }

  @Test("of periods that were missed, each with what the one before leaves, as a run does")
  func missed() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try await bed.take(bed.ended(.failed, worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.take(bed.ended(.failed, worker: worker))
      bed.goToEnd(ofMonth: 4)
      for _ in 0..<2 { try await bed.take(bed.ended(worker: worker)) }
      bed.goToEnd(ofMonth: 5)
      let forecasts = try await bed.run().forecast(asOf: bed.time.now)
      #expect(forecasts.map(\.carriedIn.hundredths) == [0, -4_000, -8_000])
      #expect(forecasts.map(\.due.hundredths) == [0, 0, 4_000])
      let figures = try await bed.bill().map(\.figures)
      #expect(forecasts.map(\.carriedIn) == figures.map(\.carriedIn))
      #expect(forecasts.map(\.due) == figures.map(\.due))
    }
  }

  @Test("of a period that has not ended, as it stands")
  func ahead() async throws {
    try await withBilling { bed in
      try await bed.fill(2)
      #expect(try await bed.run().forecast(asOf: bed.time.now).isEmpty)
      let end = try #require(Timestamp.parse("2027-03-31T21:00:00Z"))
      #expect(try await bed.run().forecast(asOf: end).first?.invoices == 2)
    }
  }

  /// How many rows of each table that a run writes.
  private static func rows(_ bed: Fixture) async throws -> [Int] {
    let tables = [
      "invoice", "billing_run", "stuck", "number_series", "ledger_entry", "outbox",
      "period where closing_at is not null",
    ]
    let counts = tables.map { "select count(*) from worker_billing.\($0)" }
    return try await bed.database.admin.query(
      PostgresQuery(unescaped: counts.joined(separator: " union all ")), as: Int.self)
  }
}

private final class Rows: Sendable {
  private let seen = Mutex(0)
  var count: Int { seen.withLock { $0 } }
  func add(_ rows: [ForecastRow]) { seen.withLock { $0 += rows.count } }
}
