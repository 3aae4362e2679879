import Glibc
import LocalPostgres
import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Lost connections and servers that go away")
struct FaultTests {
  private final class Load: Sendable {
    let isOver = Atomic(false)
    let successes = Atomic(0)
    let codes = Mutex<Set<PostgresError.Code>>([])
  }

  /// Ends every backend of the application.
  private func terminate(_ application: String, by db: PostgresClient) async throws -> Int {
    try await db.query(
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = \(application)
      """, as: Bool.self
    ).count
  }

  private func uniqueName() -> String { "fault-\(UInt64.random(in: 0..<UInt64.max))" }

  private struct WaitForLock: Statement {
    static let sql = "select pg_advisory_xact_lock_shared(4712)"
  }

  private enum Read: CaseIterable {
    case shared, alone, adHoc

    func rows(_ db: PostgresClient) async throws -> Int {
      switch self {
      case .shared: try await db.read(WaitForLock()).count
      case .alone: try await db.readAlone(WaitForLock()).count
      case .adHoc:
        try await db.readAlone(
          "select 1 from pg_advisory_xact_lock_shared(4712)", as: Int32.self
        ).count
      }
    }
  }

  @Test("a read that loses its connection is sent once more", arguments: Read.allCases)
  private func readSurvives(_ way: Read) async throws {
    let name = uniqueName()
    try await withClient { (observer) async throws in
      try await withClient(configured: {
        $0.applicationName = name
        $0.readTimeout = .seconds(300)
      }) { (db) async throws in
        for _ in 0..<5 {
          try await observer.withConnection { connection in
            try await connection.query("select pg_advisory_lock(4712)")
            async let read = way.rows(db)
            try await eventually("the read waits") {
              try await observer.query(
                """
                select 1 from pg_stat_activity
                where application_name = \(name) and wait_event = 'advisory'
                """, as: Int32.self
              ).count == 1
            }
            #expect(try await terminate(name, by: observer) > 0)
            try await connection.query("select pg_advisory_unlock(4712)")
            #expect(try await read == 1)
          }
        }
      }
    }
  }

  @Test("a transaction that loses its connection fails with the server's reason")
  func transactionFails() async throws {
    let name = uniqueName()
    try await withClient { (observer) async throws in
      try await withClient(configured: { $0.applicationName = name }) { (db) async throws in
        for _ in 0..<10 {
          let errors = Mutex<[PostgresError]>([])
          let error = await postgresError {
            try await db.withTransaction { transaction in
              try await transaction.execute(Echo(value: 1))
              _ = try await terminate(name, by: observer)
              do { try await transaction.execute(Nap(seconds: 60)) } catch {
                if let error = error as? PostgresError { errors.withLock { $0 = [error] } }
              }
              try await transaction.execute(Echo(value: 2))
            }
          }
          #expect(error?.code == .connectionLost)
          #expect(errors.withLock { $0.first?.code } == .connectionLost)
          #expect(try await db.withTransaction { try await $0.one(Echo(value: 3)) } == 3)
        }
      }
    }
  }

  @Test(
    "restarts under load: errors while it is down, all well afterwards",
    arguments: [
      LocalPostgres.StopMode.fast, .immediate,
    ])
  func restart(_ mode: LocalPostgres.StopMode) async throws {
    try await withPrivateServer { server in
      try await server.withClient { db in
        try await db.query("create table cat (id int8)")
        let load = Load()
        try await withThrowingTaskGroup { group in
          for number in 0..<24 {
            group.addTask {
              while !load.isOver.load(ordering: .relaxed) {
                do {
                  if number % 2 == 0 {
                    _ = try await db.read(Echo(value: number))
                  } else {
                    try await db.withTransaction {
                      try await $0.query("insert into cat values (\(number))")
                    }
                  }
                  load.successes.add(1, ordering: .relaxed)
                } catch let error as PostgresError {
                  load.codes.withLock { _ = $0.insert(error.code) }
                }
              }
            }
          }
          for _ in 0..<2 {
            let before = load.successes.load(ordering: .relaxed)
            try await eventually("work is done") {
              load.successes.load(ordering: .relaxed) > before + 500
            }
            try await server.restart(mode)
          }
          let before = load.successes.load(ordering: .relaxed)
          try await eventually("work is done again") {
            load.successes.load(ordering: .relaxed) > before + 500
          }
          load.isOver.store(true, ordering: .relaxed)
          try await group.waitForAll()
        }
        let allowed: Set<PostgresError.Code> = [
          .connectionLost, .connectFailed, .acquireTimeout, .outcomeUnknown,
        ]
        #expect(load.codes.withLock { $0 }.isSubset(of: allowed))
        #expect(try await db.read(Echo(value: 1)) == [1])
      }
    }
  }

  @Test("a server that owes an answer and says nothing is given up")
  func silent() async throws {
    try await withClient(configured: {
      $0.answerTimeout = .seconds(2)
      $0.readTimeout = .seconds(300)
    }) { (db) async throws in
      let committing = await [
        postgresError { try await db.execute(Nap(seconds: 300)) },
        postgresError {
          try await db.withConnection { try await $0.script("select pg_sleep(300)") }
        },
      ]
      let others = await [
        postgresError { try await db.readAlone(Nap(seconds: 300)) },
        postgresError { try await db.withTransaction { try await $0.execute(Nap(seconds: 300)) } },
        postgresError { try await db.read(Nap(seconds: 300)) },
      ]
      #expect(committing.map { $0?.code } == [.outcomeUnknown, .outcomeUnknown])
      #expect(others.map { $0?.code } == [.connectionLost, .connectionLost, .connectionLost])
      for error in committing + others {
        #expect(error?.detail.contains("not answered in time") == true)
      }
    }
  }

  @Test("a server that has nothing to answer, or is about it, is waited for")
  func slow() async throws {
    try await withClient(configured: { $0.answerTimeout = .seconds(2) }) { (db) async throws in
      try await db.withConnection { idle in
        let before = try await idle.query("select pg_backend_pid()", as: Int32.self)
        try await db.withConnection { busy in
          try await busy.script(
            "select repeat('x', 10000), pg_sleep(0.5) from generate_series(1, 6)")
        }
        #expect(try await idle.query("select pg_backend_pid()", as: Int32.self) == before)
      }
    }
  }

  @Test("a cancelled task does not wait for a server that hangs")
  func hanging() async throws {
    try await withPrivateServer { server in
      try await server.withClient { (db) async throws in
        let nap = Task { try await db.readAlone(Nap(seconds: 300)) }
        let postmaster = try await server.withClient { (observer) async throws in
          try await eventually("the nap has begun") {
            try await observer.query(
              "select 1 from pg_stat_activity where wait_event = 'PgSleep'") == 1
          }
          return try await observer.query(
            "select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int4", as: Int32.self)[0]
        }
        kill(postmaster, SIGSTOP)
        defer { kill(postmaster, SIGCONT) }
        nap.cancel()
        #expect(await postgresError { try await nap.value }?.code == .cancelled)
      }
    }
  }

  @Test("a cancelled task does not wait for a backend that hangs while its server lives")
  func hangingBackend() async throws {
    try await withPrivateServer { server in
      try await server.withClient(configured: {
        $0.leasedConnections = 1
        $0.answerTimeout = .seconds(60)
      }) { (db) async throws in
        let nap = Task { try await db.withTransaction { try await $0.execute(Nap(seconds: 300)) } }
        let backend = try await server.withClient { (observer) async throws in
          try await eventually("the nap has begun") {
            try await observer.query(
              "select pid from pg_stat_activity where wait_event = 'PgSleep'", as: Int32.self
            ).first
          }
        }
        kill(backend, SIGSTOP)
        defer { kill(backend, SIGCONT) }
        nap.cancel()
        #expect(await postgresError { try await nap.value }?.code == .cancelled)
        kill(backend, SIGCONT)
        #expect(try await db.execute(BackendPID()) == [backend], "and then it is used again")
      }
    }
  }

  @Test("a stopped server is an error at once; started again, it is used again")
  func stopped() async throws {
    try await withPrivateServer { server in
      try await server.withClient { (db) async throws in
        #expect(try await db.read(Echo(value: 1)) == [1])
        try await server.stop()
        for _ in 0..<3 {
          let error = await postgresError { try await db.execute(Echo(value: 1)) }
          #expect([.connectFailed, .connectionLost].contains(error?.code))
        }
        try await server.launch()
        try await eventually("it answers again") {
          (try? await db.read(Echo(value: 2))) == [2]
        }
      }
    }
  }
}
