import Contracts
import FoundationEssentials
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import Outbox

@Suite("Several consumers")
struct ShareTests {
  let keys = (0..<12).map { _ in UUID() }
  let versions = 1...40 as ClosedRange<Int64>

  @Test("invariant 4: each event takes effect once and in order, whoever is cancelled on the way")
  func cancelled() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await withThrowingTaskGroup { group in
        for _ in 0..<3 { group.addTask { try await startAndCancel(in: db) } }
        for version in versions {
          try await db.deliverPayments(keys: keys, versions: version...version)
        }
        try await group.waitForAll()
      }
      try await check(db)
    }
  }

  @Test("invariant 4: whichever connections break")
  func terminated() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: versions)
      let group = ServiceGroup(
        services: (0..<3).map { _ in db.consumer(.noting, batch: 5) }, logger: .silent)
      try await withThrowingTaskGroup { tasks in
        tasks.addTask { try await group.run() }
        try await eventually("everything handled", within: .seconds(60)) {
          try await db.admin.query(
            """
            select pg_terminate_backend(pid) from pg_stat_activity
            where  datname = current_database() and usename = 'packing_app' and random() < 0.1
            """)
          return try await isDrained(db)
        }
        await group.triggerGracefulShutdown()
        try await tasks.waitForAll()
      }
      try await check(db)
    }
  }

  @Test("write nothing when there is nothing to do")
  func idle() async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: 1...1)
      try await db.consumer(.noting).drain()
      try await db.admin.query(
        "revoke insert, update, delete on all tables in schema packing from packing_app")
      try await db.consumer(.noting).drain()
    }
  }

  /// Starts one consumer after the other, each for a while by chance, until all is done.
  private func startAndCancel(in db: TestDatabase) async throws {
    var longest = 50
    while try await !isDrained(db) {
      let run = Task { try await db.consumer(.noting, batch: 5).run() }
      try await Task.sleep(for: .milliseconds(Int.random(in: 0...longest)))
      run.cancel()
      _ = await run.result
      longest += 25
    }
  }

  private func isDrained(_ db: TestDatabase) async throws -> Bool {
    let figures = try await InboxFigures.measure("packing", in: db.client(.relay))
    let sum = figures.reduce(0) { $0 + $1.delivered }
    let waiting = figures.reduce(0) { $0 + $1.waiting }
    guard sum == Int64(keys.count * versions.count), waiting == 0 else { return false }
    return try await db.parked().isEmpty
  }

  private func check(_ db: TestDatabase) async throws {
    let effects = try await db.effects()
    for key in keys { #expect(effects[key] == Array(versions)) }
    #expect(try await db.parked().isEmpty)
  }
}
