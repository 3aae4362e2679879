import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Transactions")
struct TransactionTests {
  private struct Insert: Statement {
    static let sql = "insert into cat (id) values ($1)"
    let id: Int
    var bindings: Bindings { [id] }
  }

  private struct Count: Statement {
    typealias Row = Int
    static let sql = "select count(*) from cat"
  }

  private struct Refusal: Error {}

  private func withTable(
    configured change: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient) async throws -> Void
  ) async throws {
    try await withClient(configured: change) { db in
      try await db.query("create table cat (id int8 primary key)")
      try await body(db)
    }
  }

  @Test("what the closure did is there when it returns and gone when it throws")
  func commitAndRollback() async throws {
    try await withTable { (db) async throws in
      let count = try await db.withTransaction { (transaction) async throws in
        try await transaction.execute(Insert(id: 1))
        return try await transaction.one(Count())
      }
      #expect(count == 1)
      await #expect(throws: Refusal.self) {
        try await db.withTransaction { (transaction) async throws in
          try await transaction.execute(Insert(id: 2))
          throw Refusal()
        }
      }
      #expect(try await db.readOne(Count()) == 1)
    }
  }

  @Test("what goes before a transaction commits by itself, and its error is told")
  func after() async throws {
    try await withTable { (db) async throws in
      let before = try await db.withTransaction(after: [Insert(id: 1)]) {
        try await $0.one(Count())
      }
      #expect(before == 1)
      await #expect(throws: Refusal.self) {
        try await db.withTransaction(after: [Insert(id: 2)]) { (transaction) async throws in
          try await transaction.execute(Insert(id: 3))
          throw Refusal()
        }
      }
      #expect(try await db.readOne(Count()) == 2)
      let error = await #expect(throws: PostgresError.self) {
        try await db.withTransaction(after: [Insert(id: 2)]) { try await $0.execute(Insert(id: 3)) }
      }
      #expect(error?.sqlState == .uniqueViolation)
      #expect(try await db.readOne(Count()) == 2)
    }
  }

  @Test("nothing of a failed transaction is left when withTransaction throws")
  func rollbackIsAwaited() async throws {
    try await withTable { (db) async throws in
      for id in 0..<50 {
        await #expect(throws: Refusal.self) {
          try await db.withTransaction { (transaction) async throws in
            try await transaction.execute(Insert(id: id))
            throw Refusal()
          }
        }
        // Waits for ever, and so runs into the lock timeout, if the row is still there.
        try await db.withTransaction { try await $0.execute(Insert(id: id)) }
      }
      #expect(try await db.readOne(Count()) == 50)
    }
  }

  @Test("a transaction that swallows a statement's error cannot pretend to have committed")
  func swallowedError() async throws {
    try await withTable { (db) async throws in
      let error = await postgresError {
        try await db.withTransaction { (transaction) async throws in
          try await transaction.execute(Insert(id: 1))
          _ = try? await transaction.execute(Insert(id: 1))
        }
      }
      #expect(error?.code == .rolledBack)
      #expect(try await db.readOne(Count()) == 0)
    }
  }

  @Test("several statements go in one trip and answer in order")
  func pack() async throws {
    try await withTable { (db) async throws in
      let answers = try await db.withTransaction { (transaction) async throws in
        try await transaction.execute(Insert(id: 1), Count(), Echo(value: 7))
      }
      #expect(answers.0.count == 1)
      #expect(answers.1 == [1])
      #expect(answers.2 == [7])
    }
  }

  @Test("enqueued statements are sent with the next trip, at the latest with the commit")
  func enqueue() async throws {
    try await withTable { (db) async throws in
      try await db.withTransaction { (transaction) async throws in
        transaction.enqueue(Insert(id: 1))
        #expect(try await transaction.one(Count()) == 1)
        transaction.enqueue(Insert(id: 2))
        transaction.enqueue(Insert(id: 3))
      }
      #expect(try await db.readOne(Count()) == 3)
    }
  }

  @Test("a failing enqueued statement fails the commit, and nothing stays")
  func enqueuedFailure() async throws {
    try await withTable { (db) async throws in
      let error = await postgresError {
        try await db.withTransaction { (transaction) async throws in
          transaction.enqueue(Insert(id: 1))
          transaction.enqueue(Insert(id: 1))
        }
      }
      #expect(error?.sqlState == .uniqueViolation)
      #expect(error?.statement == "Insert")
      #expect(error?.constraint == "cat_pkey")
      #expect(try await db.readOne(Count()) == 0)
    }
  }

  @Test("afterCommit runs once the commit is acknowledged, never for a rollback")
  func afterCommit() async throws {
    try await withTable { (db) async throws in
      let calls = Mutex<[Int]>([])
      try await db.withTransaction { (transaction) async throws in
        transaction.enqueue(Insert(id: 1))
        transaction.afterCommit { calls.withLock { $0.append(1) } }
        #expect(calls.withLock { $0 } == [])
      }
      _ = try? await db.withTransaction { (transaction) async throws in
        transaction.enqueue(Insert(id: 1))
        transaction.afterCommit { calls.withLock { $0.append(2) } }
      }
      #expect(calls.withLock { $0 } == [1])
    }
  }

  @Test("a transaction without statements needs no connection")
  func empty() async throws {
    try await withClient(configured: { configuration in
      configuration.url = "host=/nowhere"
    }) { (db) async throws in
      #expect(try await db.withTransaction { _ in 5 } == 5)
    }
  }

  @Test("inside a transaction its pool is closed to the task, at once")
  func nestedUse() async throws {
    try await withTable(configured: { $0.leasedConnections = 1 }) { (db) async throws in
      try await db.withTransaction { (transaction) async throws in
        try await transaction.execute(Insert(id: 1))
        let uses: [() async throws -> Void] = [
          { _ = try await db.read(Count()) },
          { try await db.execute(Insert(id: 2)) },
          { try await db.query("select 1") },
          { try await db.withTransaction { _ in } },
          { try await db.withConnection { _ in } },
        ]
        for use in uses { #expect(await postgresError(use)?.code == .nestedUse) }
      }
      #expect(try await db.read(Count()) == [1])
    }
  }

  @Test("another pool may be used inside, and a task that outlives the transaction may use it")
  func notNested() async throws {
    try await withTable { (db) async throws in
      try await withClient { (other) async throws in
        let task = try await db.withTransaction { (transaction) async throws in
          try await transaction.execute(Insert(id: 1))
          #expect(try await other.read(Echo(value: 3)) == [3])
          return Task {
            try await eventually("the transaction is over") {
              (try? await db.read(Count())) == [1]
            }
          }
        }
        try await task.value
      }
    }
  }

  @Test("a transaction kept beyond its closure refuses to work")
  func escaped() async throws {
    try await withTable { (db) async throws in
      let kept = try await db.withTransaction { $0 }
      #expect(await postgresError { try await kept.execute(Insert(id: 1)) }?.code == .closed)
    }
  }

  @Test("serialization failures are tried again when asked for, and only then")
  func retries() async throws {
    try await withTable { (db) async throws in
      try await db.execute(Insert(id: 0))
      @Sendable func move(_ attempts: Int) async throws {
        try await db.withTransaction(.serializable, retries: attempts) {
          (transaction) async throws in
          let count = try await transaction.one(Count()) ?? 0
          _ = try await transaction.execute(Insert(id: count))
        }
      }
      try await withThrowingTaskGroup { group in
        for _ in 0..<6 { group.addTask { _ = try await move(1_000) } }
        try await group.waitForAll()
      }
      #expect(try await db.readOne(Count()) == 7)
    }
  }

  @Test("modes: read only refuses writes, repeatable read keeps its snapshot")
  func modes() async throws {
    try await withTable { (db) async throws in
      let error = await postgresError {
        try await db.withTransaction(.readOnly) { try await $0.execute(Insert(id: 1)) }
      }
      #expect(error?.sqlState == .readOnlyTransaction)
      try await withClient { (other) async throws in
        let level = try await other.withTransaction(.repeatableRead) {
          try await $0.query("show transaction_isolation", as: String.self)
        }
        #expect(level == ["repeatable read"])
      }
    }
  }

  @Test("a deadlock is tried again when asked for")
  func deadlock() async throws {
    try await withTable { (db) async throws in
      try await db.query("insert into cat values (1), (2)")
      let deadlock = Deadlock()
      try await withThrowingTaskGroup { group in
        group.addTask { try await deadlock.lock(1, then: 2, db) }
        group.addTask { try await deadlock.lock(2, then: 1, db) }
        try await group.waitForAll()
      }
      #expect(deadlock.attempts.withLock { $0 } == 3)
    }
  }

  /// Two tasks that each hold a row before they ask for the other's.
  private final class Deadlock: Sendable {
    let holders = Mutex<Set<Int>>([])
    let attempts = Mutex(0)
    let hasCommitted = Mutex(false)

    func lock(_ first: Int, then second: Int, _ db: PostgresClient) async throws {
      try await db.withTransaction(retries: 1) { transaction in
        let attempt = attempts.withLock { attempts in
          attempts += 1
          return attempts
        }
        // Who was refused could take its row again before the other has noticed that it is free, and
        // they would meet once more.
        if attempt > 2 {
          try await eventually("the other is through") { hasCommitted.withLock { $0 } }
        }
        try await transaction.query("select from cat where id = \(first) for update")
        holders.withLock { _ = $0.insert(first) }
        try await eventually("both hold one row") { holders.withLock { $0.count == 2 } }
        try await transaction.query("select from cat where id = \(second) for update")
      }
      hasCommitted.withLock { $0 = true }
    }
  }
}
