import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("Reads that travel together")
struct BatchTests {
  /// The same for all reads of one implicit transaction.
  private struct TransactionStart: Statement {
    typealias Row = Date
    static let sql = "select transaction_timestamp()"
  }

  private struct Divide: Statement {
    typealias Row = Int
    static let sql = "select 100 / $1"
    let by: Int
    var bindings: Bindings { [by] }
  }

  private struct Missing: Statement {
    static let sql = "select from missing"
  }

  private struct WaitForLock: Statement {
    static let sql = "select pg_advisory_xact_lock_shared(4713)"
  }

  /// A client whose reads all go over one connection.
  private func withOneConnection(
    readTimeout: Duration = .seconds(60), name: String = "mcf",
    _ body: (PostgresClient) async throws -> Void
  ) async throws {
    try await withClient(configured: {
      $0.sharedConnections = 1
      $0.readTimeout = readTimeout
      $0.acquireDeadline = .seconds(300)
      $0.applicationName = name
    }) { try await body($0) }
  }

  @Test("those that come together share a transaction, never more than sixteen")
  func together() async throws {
    try await withOneConnection { (db) async throws in
      try await eventually("some have travelled together") {
        let starts = try await withThrowingTaskGroup(of: Date?.self) { group in
          for _ in 0..<200 { group.addTask { try await db.readOne(TransactionStart()) } }
          return try await group.reduce(into: []) { $0.append($1) }
        }
        let batches = Dictionary(grouping: starts) { $0 }.values.map(\.count)
        #expect(batches.allSatisfy { $0 <= 16 })
        return batches.contains { $0 > 1 }
      }
    }
  }

  @Test("among many that fail, each fails as it would alone, and the others are answered")
  func failingNeighbours() async throws {
    try await withOneConnection(readTimeout: .seconds(1)) { (db) async throws in
      try await withThrowingTaskGroup { group in
        for number in 1...400 { group.addTask { try await check(number, db) } }
        try await group.waitForAll()
      }
    }
  }

  /// Every eighth read divides by zero, is misspelt, or is cancelled; three take too long.
  private func check(_ number: Int, _ db: PostgresClient) async throws {
    switch number % 8 {
    case 0:
      let error = await postgresError { try await db.read(Divide(by: 0)) }
      #expect(error?.sqlState?.rawValue == "22012" && error?.statement == "Divide")
    case 1:
      let error = await postgresError { try await db.read(Missing()) }
      #expect(error?.sqlState == .undefinedTable && error?.statement == "Missing")
    case 2 where number % 160 == 2:
      let error = await postgresError { try await db.read(Nap(seconds: 60)) }
      #expect(error?.sqlState == .queryCanceled && error?.statement == "Nap")
    case 3:
      let task = Task { try await db.read(Divide(by: number)) }
      task.cancel()
      switch await task.result {
      case .success(let answer): #expect(answer == [100 / number])
      case .failure(let error): #expect((error as? PostgresError)?.code == .cancelled)
      }
    default: #expect(try await db.read(Divide(by: number)) == [100 / number])
    }
  }

  @Test("the read timeout counts for each, not for the batch")
  func timeoutOfItsOwn() async throws {
    try await withOneConnection(readTimeout: .seconds(1)) { (db) async throws in
      try await withThrowingTaskGroup { group in
        for _ in 0..<12 { group.addTask { _ = try await db.read(Nap(seconds: 0.2)) } }
        try await group.waitForAll()
      }
    }
  }

  @Test("a connection lost amid a batch: all of it is answered by the next one")
  func lostConnection() async throws {
    let name = "batch-\(UInt64.random(in: 0..<UInt64.max))"
    try await withClient { (observer) async throws in
      try await withOneConnection(name: name) { (db) async throws in
        try await observer.withConnection { connection in
          try await connection.query("select pg_advisory_lock(4713)")
          async let answers = withThrowingTaskGroup(of: Int.self) { group in
            for number in 0..<60 {
              group.addTask {
                if number % 20 == 0 { return try await db.read(WaitForLock()).count }
                return try await db.readOne(Divide(by: 100)) ?? 0
              }
            }
            return try await group.reduce(0, +)
          }
          try await eventually("the batch waits, and has been ended") {
            try await observer.query(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = \(name) and wait_event = 'advisory'
              """, as: Bool.self) == [true]
          }
          try await connection.query("select pg_advisory_unlock(4713)")
          #expect(try await answers == 60)
        }
      }
    }
  }
}
