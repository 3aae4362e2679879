import LocalPostgres
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Commits that wait for a synchronous standby")
struct CommitTests {
  private struct Insert: Statement {
    static let sql = "insert into cat values ('Tom')"
  }

  /// What a test has: a client with one connection, an observer, and the standby.
  private struct Bed {
    let db: PostgresClient
    let admin: PostgresClient
    let standby: AbsentStandby

    func insert(_ acknowledge: @escaping @Sendable () -> Void = {}) async throws {
      try await db.withTransaction { transaction in
        transaction.afterCommit(acknowledge)
        try await transaction.execute(Insert())
      }
    }

    /// Inserts without a COMMIT.
    var byThemselves: [@Sendable () async throws -> Void] {
      [
        { [db] in try await db.execute(Insert()) },
        { [db] in try await db.withConnection { try await $0.script(Insert.sql) } },
      ]
    }

    func count() async throws -> Int { try await admin.query("select 1 from cat") }
  }

  private func withBed(
    configured change: @escaping (inout PostgresConfiguration) -> Void = { _ in },
    _ body: (Bed) async throws -> Void
  ) async throws {
    try await withPrivateServer { server in
      try await server.withClient { (admin) async throws in
        try await admin.query("create table cat (name text)")
        let standby = try await AbsentStandby(demandedBy: admin)
        try await server.withClient(configured: { configuration in
          configuration.leasedConnections = 1
          change(&configuration)
        }) { (db) async throws in
          try await body(Bed(db: db, admin: admin, standby: standby))
        }
      }
    }
  }

  @Test("cancelling the task tells it at once that the outcome is unknown; the commit goes on")
  func cancelled() async throws {
    try await withBed { (bed) async throws in
      let acknowledged = Mutex(0)
      let task = Task { try await bed.insert { acknowledged.withLock { $0 += 1 } } }
      let backend = try await bed.standby.waitingBackend()
      task.cancel()
      #expect(await postgresError { try await task.value }?.code == .outcomeUnknown)
      #expect(try await bed.standby.waiting() == [backend], "nobody has ended its wait")
      #expect(try await bed.count() == 0)
      try await bed.standby.come()
      try await eventually("the commit is acknowledged") { acknowledged.withLock { $0 } == 1 }
      #expect(try await bed.count() == 1)
      #expect(try await bed.db.execute(BackendPID()) == [backend], "the connection is used again")
    }
  }

  @Test("a wait that somebody else has ended is no success, and its connection is not used again")
  func interrupted() async throws {
    try await withBed { (bed) async throws in
      let task = Task { try await bed.insert() }
      let backend = try await bed.standby.waitingBackend()
      try await bed.admin.query("select pg_cancel_backend(\(backend))")
      let error = await postgresError { try await task.value }
      #expect(error?.code == .outcomeUnknown && error?.sqlState?.rawValue == "01000")
      #expect(try await bed.count() == 1, "it is there, and nowhere else")
      #expect(try await bed.db.execute(BackendPID()) != [backend])
    }
  }

  @Test("a server that is silent or stops amid a commit leaves the outcome unknown")
  func lost() async throws {
    try await withBed(configured: { $0.answerTimeout = .seconds(1) }) { (bed) async throws in
      for (n, act) in ([{ try await bed.insert() }] + bed.byThemselves).enumerated() {
        let silent = await postgresError { try await act() }
        #expect(silent?.code == .outcomeUnknown)
        #expect(silent?.detail.contains("not answered in time") == true)
        #expect(try await bed.standby.waiting().count == n + 1, "it waits on")
      }
    }
    try await withBed { (bed) async throws in
      for act in [{ try await bed.insert() }] + bed.byThemselves {
        let task = Task { try await act() }
        let backend = try await bed.standby.waitingBackend()
        try await bed.admin.query("select pg_terminate_backend(\(backend))")
        #expect(await postgresError { try await task.value }?.code == .outcomeUnknown)
      }
    }
  }

  @Test("what commits by itself goes on as well when its task is cancelled")
  func byItselfCancelled() async throws {
    try await withBed(configured: { $0.sharedConnections = 1 }) { (bed) async throws in
      let task = Task { try await bed.db.execute(Insert()) }
      let backend = try await bed.standby.waitingBackend()
      task.cancel()
      #expect(await postgresError { _ = try await task.value }?.code == .outcomeUnknown)
      _ = try await bed.db.read(Echo(value: 1))  // behind the request to interrupt it
      #expect(try await bed.standby.waiting() == [backend], "nobody has ended its wait")
      #expect(try await bed.count() == 0)
      try await bed.standby.come()
      #expect(try await bed.db.execute(BackendPID()) == [backend], "the connection is used again")
      #expect(try await bed.count() == 1)
    }
  }

  @Test("what commits by itself is no success either when somebody has ended its wait")
  func byItself() async throws {
    try await withBed { (bed) async throws in
      for act in bed.byThemselves {
        let task = Task { try await act() }
        let backend = try await bed.standby.waitingBackend()
        try await bed.admin.query("select pg_cancel_backend(\(backend))")
        #expect(await postgresError { try await task.value }?.code == .outcomeUnknown)
      }
    }
  }

  @Test("who answers again waits for what the first had to wait for; who only reads does not")
  func confirmed() async throws {
    try await withBed { (bed) async throws in
      let first = Task { try await bed.insert() }
      let backend = try await bed.standby.waitingBackend()
      try await bed.admin.query("select pg_cancel_backend(\(backend))")
      #expect(await postgresError { try await first.value }?.code == .outcomeUnknown)
      let seen = try await bed.db.withTransaction { try await $0.query("select 1 from cat") }
      #expect(seen == 1)
      let again = Task {
        try await bed.db.withTransaction { transaction in
          transaction.confirmWhatWasRead()
          return try await transaction.query("select 1 from cat")
        }
      }
      _ = try await bed.standby.waitingBackend()
      try await bed.standby.come()
      #expect(try await again.value == 1)
    }
  }
}
