import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Outbox

@Suite("What is not the events' fault")
struct EnvironmentTests {
  let keys = (0..<5).map { _ in UUID() }

  /// Ways to be in a handler's way.
  enum Trouble: String, CaseIterable, Sendable {
    case locked, readOnly, noConnections, slow
  }

  @Test("parks nothing, and all is handled when it is over", arguments: Trouble.allCases)
  func nothingParked(_ trouble: Trouble) async throws {
    try await withDatabase(.of("packing")) { db in
      try await db.makeEffects()
      try await db.deliverPayments(keys: keys, versions: 1...3)
      for _ in 0..<4 {
        let error = try await fail(of: trouble, in: db)
        #expect(Blame(error) == .environment)
      }
      #expect(try await db.parked().isEmpty)
      #expect(try await db.effects().isEmpty)
      let started = try await db.admin.query(
        "select max(started) from packing.inbox_slot", as: Int32.self)
      #expect(started == [0], "nobody is suspected either")
      try await db.consumer(.noting).drain()
      for key in keys { #expect(try await db.effects()[key] == [1, 2, 3]) }
    }
  }

  private func fail(of trouble: Trouble, in db: TestDatabase) async throws -> any Error {
    switch trouble {
    case .locked:
      return try await db.admin.withTransaction {
        try await $0.query("lock table packing.effect in access exclusive mode")
        return try await drain(db, "-c lock_timeout=50ms")
      }
    case .readOnly: return try await drain(db, "-c default_transaction_read_only=on")
    case .slow:
      return try await db.admin.withTransaction {
        try await $0.query("lock table packing.effect in access exclusive mode")
        return try await drain(db, "-c statement_timeout=50ms")
      }
    case .noConnections:
      try await limit(connections: 0, db)
      let error = try await drain(db, "")
      try await limit(connections: -1, db)
      return error
    }
  }

  /// The error of a consumer whose connections have these options.
  private func drain(_ db: TestDatabase, _ options: String) async throws -> any Error {
    var configuration = PostgresConfiguration(
      url: db.url(.app("packing")) + " options='\(options)'")
    configuration.acquireDeadline = options.isEmpty ? .milliseconds(200) : .seconds(60)
    configuration.readTimeout = .seconds(60)
    return try await withPostgresClient(configuration, logger: .silent) { client in
      try #require(
        await #expect(throws: (any Error).self) {
          try await InboxConsumer([.noting], database: client, logger: .silent).drain()
        })
    }
  }

  private func limit(connections: Int, _ db: TestDatabase) async throws {
    try await db.admin.query(
      """
      alter database \(unescaped: db.name) connection limit \(unescaped: "\(connections)")
      """)
  }
}
