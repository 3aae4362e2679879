import Postgres
import TestSupport
import Testing

@Suite("A connection to oneself")
struct ConnectionTests {
  @Test("afterwards the session is as new")
  func sessionIsReset() async throws {
    try await withClient(configured: { $0.leasedConnections = 1 }) { (db) async throws in
      try await db.withConnection { connection in
        try await connection.execute(Echo(value: 1))
        try await connection.script("set work_mem = '77MB'; create temp table scratch (id int8)")
        try await connection.query("select pg_advisory_lock(77)")
        try await connection.script("begin; insert into scratch values (1)")
      }
      let state = try await db.query(
        """
        select current_setting('work_mem'), to_regclass('scratch')::text,
               (select count(*) from pg_locks where locktype = 'advisory' and objid = 77)
        """, as: String.self, String?.self, Int.self)
      #expect(state.first.map { $0 == ("4MB", nil, 0) } == true)
      #expect(try await db.execute(Echo(value: 2)) == [2])
    }
  }

  @Test("a script runs as one transaction and names its error's place")
  func script() async throws {
    try await withClient { (db) async throws in
      try await db.withConnection { (connection) async throws in
        let error = await postgresError {
          try await connection.script("create table half (id int8); select 1/0; select 2")
        }
        #expect(error?.sqlState?.rawValue == "22012")
        #expect(
          try await connection.query("select to_regclass('half') is null", as: Bool.self) == [true]
        )
      }
    }
  }

  @Test("a script that wants to copy is an error, not a hang", arguments: ["stdin", "stdout"])
  func copyInScript(_ direction: String) async throws {
    try await withClient { (db) async throws in
      let error = await postgresError {
        try await db.withConnection { connection in
          try await connection.script("create temp table x (id int8)")
          try await connection.script(
            direction == "stdin" ? "copy x from stdin" : "copy (select 1) to stdout")
        }
      }
      #expect(error?.code == .outcomeUnknown, "what it did before, it may have committed")
      #expect(try await db.execute(Echo(value: 2)) == [2])
    }
  }

  @Test("what is broken off may have happened, unless it is said to be a read")
  func brokenOff() async throws {
    try await withClient { (db) async throws in
      let end: PostgresQuery = "select pg_terminate_backend(pg_backend_pid())"
      try await db.withConnection { connection in
        let error = await postgresError { _ = try await connection.read(end, as: Bool.self) }
        #expect(error?.code == .connectionLost)
      }
      try await db.withConnection { connection in
        let error = await postgresError { _ = try await connection.query(end, as: Bool.self) }
        #expect(error?.code == .outcomeUnknown)
      }
    }
  }

  @Test("a primary that is asked for as read-write serves shared reads, too")
  func readWritePrimary() async throws {
    try await withClient { db in
      var configuration = db.configuration
      configuration.url += " target_session_attrs=read-write"
      configuration.acquireDeadline = .seconds(3_600)
      try await withPostgresClient(configuration, logger: .silent) { (primary) async throws in
        #expect(try await primary.execute(Echo(value: 1)) == [1])
        #expect(try await primary.read(Echo(value: 2)) == [2])
        let readOnly = try await primary.read(IsReadOnly())
        #expect(readOnly == [true])
      }
    }
  }
}

private struct IsReadOnly: Statement {
  typealias Row = Bool
  static let sql = "select current_setting('transaction_read_only')::bool"
}
