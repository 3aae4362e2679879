import LocalPostgres
import Postgres
import TestSupport
import Testing

@Suite("A database that takes no writes for a while")
struct ReadOnlySpellTests {
  private struct Insert: Statement {
    static let sql = "insert into cat values ('Tom')"
  }

  @Test("sessions begun meanwhile do not outlive it; reading goes on")
  func spell() async throws {
    try await withPrivateServer { server in
      try await server.withClient { (admin) async throws in
        try await admin.query("create table cat (name text)")
        try await server.withClient { (db) async throws in
          func writes() async throws -> Bool {
            do {
              try await db.execute(Insert())
              try await db.withTransaction { try await $0.execute(Insert()) }
              return true
            } catch let error as PostgresError where error.sqlState == .readOnlyTransaction {
              return false
            }
          }
          #expect(try await writes())
          try await admin.query("alter database postgres set default_transaction_read_only = on")
          #expect(try await writes(), "what was begun before may still write")
          try await end(admin)
          try await eventually("writes are refused") { (try? await writes()) == false }
          #expect(try await db.execute(Echo(value: 1)) == [1])
          #expect(try await db.read(Echo(value: 1)) == [1])
          try await admin.query("alter database postgres reset default_transaction_read_only")
          try await eventually("it writes again") { try await writes() }
        }
      }
    }
  }

  /// Ends every session but that of `admin`.
  private func end(_ admin: PostgresClient) async throws {
    try await admin.query(
      """
      select pg_terminate_backend(pid) from pg_stat_activity
      where backend_type = 'client backend' and pid <> pg_backend_pid()
      """)
  }

  @Test("after one refusal or one farewell no session that stands is used again")
  func allAtOnce() async throws {
    try await withPrivateServer { server in
      try await server.withClient { (admin) async throws in
        try await server.withClient(configured: { $0.applicationName = "cats" }) {
          (db) async throws in
          func backends() async throws -> [Int32] {
            try await admin.query(
              "select pid from pg_stat_activity where application_name = 'cats' order by 1",
              as: Int32.self)
          }
          let refusal: @Sendable () async throws -> Void = {
            _ = try await db.withTransaction(.readOnly) { try await $0.one(Refused()) }
          }
          let farewell: @Sendable () async throws -> Void = { () async throws in
            _ = try await db.execute(EndItself())
          }
          let acts = [(refusal, SQLState.readOnlyTransaction), (farewell, .adminShutdown)]
          for (act, sqlState) in acts {
            let before = try await db.withConnection { (one) async throws in
              try await one.query("select 1")
              return try await db.withConnection { (two) async throws in
                try await two.query("select 1")
                return try await backends()
              }
            }
            #expect(before.count >= 2)
            #expect(await postgresError { try await act() }?.sqlState == sqlState)
            try await eventually("all are gone") {
              try await Set(backends()).isDisjoint(with: before)
            }
          }
        }
      }
    }
  }

  private struct Refused: Statement {
    static let sql = "create table no ()"
  }

  private struct EndItself: Statement {
    static let sql = "select pg_terminate_backend(pg_backend_pid())"
  }
}
