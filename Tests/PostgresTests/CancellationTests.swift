import Postgres
import TestSupport
import Testing

@Suite("Cancelled tasks")
struct CancellationTests {
  private func isNapping(_ db: PostgresClient, _ mark: String) async throws -> Bool {
    try await db.query(
      "select 1 from pg_stat_activity where state = 'active' and application_name = \(mark) and query like '%pg_sleep%' and pid <> pg_backend_pid()",
      as: Int32.self
    ).count > 0
  }

  private func withMarkedDatabase(
    _ body: (PostgresClient, _ observer: PostgresClient, _ mark: String) async throws -> Void
  ) async throws {
    let mark = "cancel-\(UInt64.random(in: 0..<UInt64.max))"
    try await withClient { (observer) async throws in
      try await withClient(configured: {
        $0.applicationName = mark
        $0.leasedConnections = 1
        $0.sharedConnections = 1
        $0.readTimeout = .seconds(30)
      }) { (db) async throws in
        try await body(db, observer, mark)
      }
    }
  }

  @Test("a read is given up at once, and the connection goes on")
  func sharedRead() async throws {
    try await withMarkedDatabase { db, observer, mark in
      let task = Task { try await db.read(Nap(seconds: 2)) }
      try await eventually("the nap has begun") { try await isNapping(observer, mark) }
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
      #expect(try await isNapping(observer, mark), "the answer is thrown away, not prevented")
      #expect(try await db.read(Echo(value: 1)) == [1])
    }
  }

  @Test("a statement on a leased connection is cancelled on the server")
  func leasedStatement() async throws {
    try await withMarkedDatabase { db, observer, mark in
      let task = Task { try await db.readAlone(Nap(seconds: 600)) }
      try await eventually("the nap has begun") { try await isNapping(observer, mark) }
      let before = try await observer.query(
        "select pid from pg_stat_activity where application_name = \(mark) and query like '%pg_sleep%'",
        as: Int32.self)
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
      try await eventually("it is interrupted") { try await !isNapping(observer, mark) }
      #expect(try await db.execute(BackendPID()) == before, "the connection is used again")
    }
  }

  @Test("a cancelled transaction is rolled back, which withTransaction does not wait for")
  func transaction() async throws {
    try await withMarkedDatabase { db, observer, mark in
      try await db.query("create temp table lost (id int8)")
      let task = Task {
        try await db.withTransaction { (transaction) async throws in
          try await transaction.query("select pg_advisory_xact_lock(4711)")
          try await transaction.execute(Nap(seconds: 600))
        }
      }
      try await eventually("the nap has begun") { try await isNapping(observer, mark) }
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
      try await eventually("its lock is free") {
        try await observer.query("select pg_try_advisory_xact_lock(4711)", as: Bool.self) == [true]
      }
      #expect(try await db.withTransaction { try await $0.one(Echo(value: 2)) } == 2)
    }
  }

  @Test("a task that waits for a connection stops waiting")
  func waiting() async throws {
    try await withMarkedDatabase { db, observer, mark in
      let holder = Task { try await db.readAlone(Nap(seconds: 600)) }
      try await eventually("the nap has begun") { try await isNapping(observer, mark) }
      let waiting = Task { try await db.execute(Echo(value: 1)) }
      waiting.cancel()
      #expect(await postgresError { _ = try await waiting.value }?.code == .cancelled)
      holder.cancel()
      #expect(await postgresError { _ = try await holder.value }?.code == .cancelled)
      #expect(try await db.execute(Echo(value: 1)) == [1])
    }
  }

  @Test("a task cancelled beforehand sends nothing")
  func beforehand() async throws {
    try await withClient { (db) async throws in
      let task = Task {
        withUnsafeCurrentTask { $0?.cancel() }
        return try await db.execute(Nap(seconds: 600))
      }
      #expect(await postgresError { _ = try await task.value }?.code == .cancelled)
    }
  }

  @Test("a storm of cancellations leaves every connection usable")
  func storm() async throws {
    try await withClient(configured: { $0.acquireDeadline = .seconds(300) }) { (db) async throws in
      try await withThrowingTaskGroup { group in
        for round in 0..<400 {
          group.addTask {
            let task = Task {
              if round % 2 == 0 {
                try await db.withTransaction { (transaction) async throws in
                  try await transaction.execute(Echo(value: round))
                  try await transaction.execute(Nap(seconds: 0.001))
                }
              } else {
                _ = try await db.read(Nap(seconds: 0.001))
              }
            }
            if round % 3 > 0 {
              for _ in 0..<round { await Task.yield() }
              task.cancel()
            }
            do { try await task.value } catch let error as PostgresError {
              // A commit that was sent is out of the task's hands.
              let wasCommitting = error.code == .outcomeUnknown && round % 2 == 0
              #expect(error.code == .cancelled || wasCommitting)
            }
          }
        }
        try await group.waitForAll()
      }
      try await withThrowingTaskGroup { group in
        for value in 0..<100 {
          group.addTask {
            let executed = try await db.execute(Echo(value: value))
            let read = try await db.read(Echo(value: value))
            #expect(executed == [value] && read == [value])
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
