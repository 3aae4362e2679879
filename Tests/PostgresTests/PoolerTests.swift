import LocalPostgres
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("A pooler in between")
struct PoolerTests {
  private func client<T>(
    _ url: String, configured change: (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (PostgresClient) async throws -> T
  ) async throws -> T {
    var configuration = PostgresConfiguration(url: url)
    change(&configuration)
    return try await withPostgresClient(configuration, logger: .silent, body)
  }

  @Test(
    "that gives a connection no session of its own is refused at once, with what works",
    arguments: ["transaction", "statement"], [1, 20])
  func refused(_ mode: String, _ size: Int) async throws {
    try await withPooler(mode: mode, size: size) { url in
      for use in ConnectTests.everyUse {
        try await client(url, configured: { $0.acquireDeadline = .seconds(3_600) }) { db in
          let error = await postgresError { try await use(db) }
          #expect(error?.code == .connectFailed)
          #expect(error?.detail.contains("pool_mode = session") == true, "\(error?.detail ?? "")")
          #expect(error?.detail.contains("at least 13 connections") == true)
        }
      }
    }
  }

  @Test("with too few sessions is refused with how many are needed; other clients do not wait")
  func tooSmall() async throws {
    try await withPooler(mode: "session", size: 1) { small in
      try await withPooler(mode: "session") { large in
        try await client(
          small,
          configured: {
            $0.connectTimeout = .seconds(4)
            $0.acquireDeadline = .seconds(60)
          }
        ) { db in
          let isRefused = Mutex(false)
          let refused = Task {
            let error = await postgresError { try await db.execute(Echo(value: 1)) }
            isRefused.withLock { $0 = true }
            return error
          }
          for _ in 0..<10 {
            let answer = try await client(large) { try await $0.execute(Echo(value: 2)) }
            #expect(answer == [2])
          }
          #expect(!isRefused.withLock { $0 })
          #expect(await refused.value?.detail.contains("at least 13 connections") == true)
        }
      }
    }
  }

  @Test("in session mode serves: reads, transactions, notifications, whole sessions")
  func session() async throws {
    try await withPooler(mode: "session") { url in
      try await client(url) { (db) async throws in
        for use in ConnectTests.everyUse { try await use(db) }
        try await db.query("create table cat (id int8)")
        try await db.withTransaction { try await $0.query("insert into cat values (1)") }
        #expect(try await db.query("select id from cat", as: Int.self) == [1])
        let refusal = await postgresError { _ = try await db.read(InsertCat()) }
        #expect(refusal?.sqlState == .readOnlyTransaction)
        var heard = db.listen(to: "purr").makeAsyncIterator()
        #expect(await heard.next() == .listening)
        try await db.query("notify purr, 'loud'")
        #expect(await heard.next() == .notification(payload: "loud"))
      }
    }
  }

  @Test("in session mode is seen through when a statement is to be interrupted")
  func cancelling() async throws {
    try await withPooler(mode: "session") { url in
      try await client(url) { (db) async throws in
        let nap = Task { try await db.readAlone(Nap(seconds: 600)) }
        try await eventually("the nap has begun") {
          try await db.query(
            "select 1 from pg_stat_activity where wait_event = 'PgSleep'", as: Int32.self
          ).count == 1
        }
        nap.cancel()
        #expect(await postgresError { _ = try await nap.value }?.code == .cancelled)
      }
    }
  }

  @Test("that hands a session on with what was prepared in it does no harm")
  func preparedBefore() async throws {
    try await withPooler(mode: "session") { url in
      var backends: Set<Int32> = []
      for _ in 0..<6 {
        try await client(url) { (db) async throws in
          #expect(try await db.execute(Echo(value: 1)) == [1])
          backends.formUnion(try await db.execute(BackendPID()))
        }
      }
      #expect(backends.count < 6, "some session was used twice")
    }
  }
}

private struct InsertCat: Statement {
  static let sql = "insert into cat values (2)"
}
