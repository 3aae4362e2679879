import Testing

@testable import Postgres

@Suite("What is said to a commit")
struct CommitAnswerTests {
  @Test("are believed if the server says COMMIT and in no other case")
  func tags() async throws {
    try await withClient { (db) async throws in
      #expect(try await code(of: "commit", db) == nil)
      #expect(try await code(of: "rollback", db) == .rolledBack)
      #expect(try await code(of: "select 1", db) == .outcomeUnknown)
      #expect(try await code(of: "begin", db) == .outcomeUnknown)
      #expect(throws: PostgresError.self) { try Answers().requireCommit() }
    }
  }

  /// What becomes of a commit that is answered as if it had been `sql`.
  private func code(of sql: String, _ db: PostgresClient) async throws -> PostgresError.Code? {
    let job = Job(
      pool: db.pool, lease: Lease(), work: .one(BoundStatement(PostgresQuery(unescaped: sql))),
      options: .alone)
    var answers = Answers()
    answers.append(try await db.answer(to: job))
    do {
      try answers.requireCommit()
      return nil
    } catch {
      return error.code
    }
  }

  @Test("of a script's transaction are believed by the same rule")
  func script() async throws {
    try await withClient { (db) async throws in
      try await db.withConnection { connection in
        try await connection.script("begin; create table kept (id int8)")
        try await connection.commit()
        try await connection.script("begin")
        _ = try? await connection.script("select 1 / 0")
        await #expect(throws: PostgresError.self) { try await connection.commit() }
      }
      #expect(try await db.query("select to_regclass('kept') is not null", as: Bool.self) == [true])
    }
  }
}
