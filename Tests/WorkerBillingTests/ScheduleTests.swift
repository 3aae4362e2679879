import Contracts
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

@Suite("R-225, R-230: who bills, when, and what it tells")
struct ScheduleTests {
  private static func schedule(_ bed: Fixture, isOn: Bool = true) -> BillingSchedule {
    var settings = bed.billing.configuration.billing
    settings.isScheduled = isOn
    return BillingSchedule(
      of: WorkerBillingModule.self, in: bed.billing.database, settings, clock: bed.time.clock,
      logger: .silent)
  }

  @Test("since when a period is due is shown although billing fails")
  func shown() async throws {
    let registry = PrometheusRegistry()
    try await withBilling { bed in
      try await bed.fill(1)
      try await bed.database.admin.query(
        "revoke insert on worker_billing.billing_run from worker_billing_app")
      bed.goToEnd(ofMonth: 3)
      let running = Task {
        await withMetricsFactory(registry) { await Self.schedule(bed).run() }
      }
      try await eventually {
        registry.text.contains(#"mcf_billing_period_overdue_seconds{side="workers"} 180"#)
          && registry.text.contains(#"outcome="failed""#)
      }
      running.cancel()
      await running.value
    }
  }

  @Test("who is stuck is tried again after an hour")
  func stuck() async throws {
    try await withBilling { bed in
      try await bed.fill(2)
      try await bed.database.admin.query(
        "update worker_billing.person set kind = 'manager' where name = 'Worker 1'")
      bed.goToEnd(ofMonth: 3)
      let (schedule, registry) = (Self.schedule(bed), PrometheusRegistry())
      await withMetricsFactory(registry) { await schedule.bill() }
      #expect(registry.text.contains(#"_runs_total{side="workers",outcome="stuck"} 1"#))
      #expect(try await bed.invoices().count == 1)
      try await bed.database.admin.query("update worker_billing.person set kind = 'worker'")
      await schedule.bill()
      #expect(try await bed.invoices().count == 1, "too early")
      bed.time.advance(by: 3_600)
      await schedule.bill()
      #expect(try await bed.invoices().count == 2)
      let left = try await bed.billing.database.query("select count(*) from stuck", as: Int.self)
      #expect(left == [0])
    }
  }

  private static func runs(_ bed: Fixture) async throws -> Int {
    try await bed.billing.database.query(
      "select count(*) from billing_run where finished_at is not null", as: Int.self)[0]
  }

  @Test("it bills at the cut-off, once, however many replicas look; not told to, it only shows")
  func onAndOff() async throws {
    let registry = PrometheusRegistry()
    try await withBilling { bed in
      try await bed.fill(3)
      bed.goToEnd(ofMonth: 3)
      let running = Task {
        await withMetricsFactory(registry) { await Self.schedule(bed, isOn: false).run() }
      }
      try await eventually { registry.text.contains(#"overdue_seconds{side="workers"} 180"#) }
      running.cancel()
      await running.value
      #expect(try await Self.runs(bed) == 0)
      try await withMetricsFactory(registry) {
        _ = try await atOnce(5) { _ in await Self.schedule(bed).bill() }
        await Self.schedule(bed).bill()
      }
      #expect(registry.text.contains(#"_runs_total{side="workers",outcome="done"} 1"#))
      #expect(try await Self.runs(bed) == 1)
      #expect(try await bed.invoices().count == 3)
    }
  }

  @Test("whoever does not want to wait is told who is at it; whoever waits goes on afterwards")
  func turns() async throws {
    try await withBilling { bed in
      try await bed.fill(3)
      bed.goToEnd(ofMonth: 3)
      let waiting = AsyncStream.makeStream(of: Void.self)
      try await bed.billing.database.withConnection { (other: Connection) async throws -> Void in
        #expect(try await other.execute(TakeRunLock()).first == true)
        let error = await #expect(throws: BillingUnderWay.self) {
          try await bed.run().run(asOf: bed.time.now, mayWait: false)
        }
        #expect(error?.runner != nil, "\(String(describing: error))")
        #expect(try await Self.runs(bed) == 0)
      }
      try await withThrowingTaskGroup { group in
        try await bed.billing.database.withConnection { (other: Connection) async throws -> Void in
          #expect(try await other.execute(TakeRunLock()).first == true)
          group.addTask { () async throws -> Void in
            // Whatever becomes of it, nobody waits for it any longer.
            defer { waiting.continuation.finish() }
            let run = bed.run { news in
              if case .waiting(.turn, _) = news { waiting.continuation.yield() }
            }
            #expect(try await run.run(asOf: bed.time.now).count == 1)
          }
          for await _ in waiting.stream { break }
          #expect(try await Self.runs(bed) == 0)
        }
        try await group.waitForAll()
      }
      #expect(try await Self.runs(bed) == 1)
    }
  }

  @Test("what has arrived and is not handled yet is waited for, and then is on the invoice")
  func unhandled() async throws {
    // Nothing runs here that would handle it.
    try await withPayouts { payouts in
      let bed = payouts.bed
      let worker = try await bed.worker()
      try await bed.take(bed.ended(worker: worker))
      let ended = bed.ended(worker: worker)
      bed.goToEnd(ofMonth: 3)
      let event = try await Self.arrive(bed, ended)
      let waiting = AsyncStream.makeStream(of: Int.self)
      let run = bed.run { news in
        if case .waiting(.events(let count, _), _) = news { waiting.continuation.yield(count) }
      }
      async let summaries = Self.end(
        waiting.continuation,
        after: {
          try await run.run(asOf: bed.time.now)
        })
      for await count in waiting.stream {
        #expect(count == 1)
        break
      }
      try await bed.take(ended)
      try await bed.database.admin.query(
        "update worker_billing.inbox_slot set position = 1 where slot = \(event)")
      #expect(try await summaries.first?.figures.lines == 2)
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("it is waited for 15 minutes at most; then billing goes on, and says how many are left")
  func unhandledForLong() async throws {
    try await withPayouts { payouts in
      let bed = payouts.bed
      try await bed.fill(1)
      let ended = bed.ended()
      bed.goToEnd(ofMonth: 3)
      _ = try await Self.arrive(bed, ended)
      let begun = bed.time.now
      let waited = Mutex<[TimeInterval]>([])
      let run = bed.run { news in
        guard case .waiting(.events(1, until: let deadline), _) = news else { return }
        #expect(deadline == begun + 900)
        waited.withLock { $0.append(bed.time.now.timeIntervalSince(begun)) }
        bed.time.advance(by: 450)
      }
      let summary = try #require(try await run.run(asOf: begun).first)
      #expect(waited.withLock(\.self) == [0, 450])
      #expect(summary.unhandled == 1 && summary.figures.lines == 1)
    }
  }

  /// Whatever becomes of `work`, nobody waits for it any longer.
  private static func end<T: Sendable>(
    _ waiting: AsyncStream<Int>.Continuation, after work: () async throws -> T
  ) async throws -> T {
    defer { waiting.finish() }
    return try await work()
  }

  /// An event lies in the inbox, and nobody has handled it.
  private static func arrive(_ bed: Fixture, _ order: OrderFinished) async throws -> Int {
    try await bed.database.admin.query(
      """
      insert into worker_billing.inbox_slot (source, slot) values ('orders', 3)
      """)
    try await bed.database.admin.query(
      """
      insert into worker_billing.inbox
             (source, slot, position, event_id, type, subject, sequence, time, headers, data)
      values ('orders', 3, 1, gen_random_uuid(), 'order.finished.v1',
              \(order.facts.orderID.wire), 2, \(order.endedAt), '{}', '{}')
      """)
    return 3
  }
}
