import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import Synchronization
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

@Suite("R-230, case 19: a run that is broken off is gone on with, and comes to the same")
struct InterruptedTests {
  private static let count = 40

  /// Small chunks, so that there is much to break off in between.
  private static func run(
    _ bed: Fixture, tell: @escaping @Sendable (RunNews) async -> Void = { _ in }
  ) -> BillingRun {
    var run = bed.run(tell: tell)
    run.chunk = 3...5
    return run
  }

  @Test("told to end at each of its steps, one after the other")
  func cancelled() async throws {
    let alone = try await Self.outcome { bed in
      _ = try await Self.run(bed).run(asOf: bed.time.now)
    }
    let broken = try await Self.outcome { bed in
      // Each run gets a step further than the one before, until one comes to the end.
      for step in 1...100 where try await !Self.ends(bed, at: step) {}
    }
    #expect(broken == alone)
  }

  /// - Returns: whether it came to its end before that many steps.
  private static func ends(_ bed: Fixture, at step: Int) async throws -> Bool {
    let (steps, reached) = (Steps(step), AsyncStream.makeStream(of: Void.self))
    let task = Task {
      defer { reached.continuation.finish() }
      _ = try await run(bed) { _ in
        guard steps.isReached else { return }
        reached.continuation.yield()
        // Broken off here, whenever that comes.
        await forever()
      }.run(asOf: bed.time.now)
    }
    for await _ in reached.stream {
      task.cancel()
      break
    }
    if case .success = await task.result { return true }
    return false
  }

  /// Until the task is cancelled.
  private static func forever() async {
    let (never, continuation) = AsyncStream.makeStream(of: Void.self)
    for await _ in never {}
    withExtendedLifetime(continuation) {}
  }

  @Test("its connections cut again and again, wherever it is")
  func cut() async throws {
    let alone = try await Self.outcome { bed in
      _ = try await Self.run(bed).run(asOf: bed.time.now)
    }
    let broken = try await Self.outcome { bed in
      for round in 1...60 {
        let steps = Steps(round)
        let run = Self.run(bed) { _ in
          if steps.isReached { try? await Self.cutConnections(bed) }
        }
        if (try? await run.run(asOf: bed.time.now)) != nil, steps.isLeft { break }
      }
    }
    #expect(broken == alone)
  }

  private static func cutConnections(_ bed: Fixture) async throws {
    _ = try await bed.database.admin.query(
      """
      select pg_terminate_backend(pid)
      from   pg_stat_activity
      where  datname = current_database() and usename = 'worker_billing_app'
      """, as: Bool.self)
  }

  @Test("lines, corrections and bonuses go on while it runs, and none is lost or on two invoices")
  func besideHandlers() async throws {
    try await withBilling { bed in
      try await bed.fill(Self.count)
      let orders = try await bed.lines("?limit=200").compactMap { line in
        UUID(uuidString: line["id"]?.string ?? "")
      }
      bed.goToEnd(ofMonth: 3)
      try await withThrowingTaskGroup { group in
        group.addTask { () async throws -> Void in
          _ = try await Self.run(bed).run(asOf: bed.time.now)
        }
        for order in orders.prefix(20) {
          group.addTask { () async throws -> Void in
            #expect(try await bed.takeBack(order).status == 201)
            let late = bed.time.now.addingTimeInterval(-600)
            try await bed.take(bed.ended(at: late))
          }
        }
        try await group.waitForAll()
      }
      bed.goToEnd(ofMonth: 4)
      for worker in try await Self.strangers(bed) { try await Self.introduce(worker, bed) }
      _ = try await Self.run(bed).run(asOf: bed.time.now)
      let sums = try await bed.billing.database.query(
        """
        select (select count(*) from billing_line), (select sum(lines)::int8 from invoice),
               (select sum(amount)::int8 from billing_line), (select sum(total)::int8 from invoice)
        """, as: Int64.self, Int64.self, Int64.self, Int64.self)
      let (lines, onInvoices, amount, total) = try #require(sums.first)
      #expect(lines == Int64(Self.count) + 40 && lines == onInvoices && amount == total)
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  private static func strangers(_ bed: Fixture) async throws -> [UUID] {
    try await bed.billing.database.query(
      "select distinct party from billing_line where party not in (select id from person)",
      as: UUID.self)
  }

  private static func introduce(_ worker: UUID, _ bed: Fixture) async throws {
    try await bed.database.admin.query(
      """
      insert into worker_billing.person (kind, id, name, first_name, email, active, version)
      values ('worker', \(worker), 'Late Paws', 'Late', 'late@cats.example', true, 1)
      """)
  }

  /// What is there at the end: the digest, the numbers, how many events; and books in order.
  private static func outcome(
    _ body: @escaping @Sendable (Fixture) async throws -> Void
  ) async throws -> [String] {
    let found = Mutex<[String]>([])
    try await withBilling { bed in
      try await bed.fill(count)
      bed.goToEnd(ofMonth: 3)
      try await body(bed)
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
      let rows = try await bed.database.admin.query(
        """
        select concat_ws(' ', r.digest, r.invoices,
                 (select string_agg(number::text, ',' order by number)
                  from   worker_billing.invoice),
                 (select count(*) from worker_billing.outbox))
        from   worker_billing.billing_run r
        """, as: String.self)
      found.withLock { $0 = rows }
    }
    let outcome = found.withLock { $0 }
    #expect(outcome.count == 1)
    return outcome
  }
}

/// Counts steps down to one.
private final class Steps: Sendable {
  private let left: Mutex<Int>
  init(_ count: Int) { left = Mutex(count) }

  /// Whether this step is the one; the steps behind it are not.
  var isReached: Bool {
    left.withLock {
      $0 -= 1
      return $0 == 0
    }
  }

  /// Whether it has not been reached.
  var isLeft: Bool { left.withLock { $0 > 0 } }
}
