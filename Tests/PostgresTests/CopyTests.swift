import Postgres
import TestSupport
import Testing

@Suite("COPY in")
struct CopyTests {
  private struct Rows: AsyncSequence {
    struct Mistake: Error {}
    typealias Element = Bindings
    var count: Int32
    var failsAt: Int32?

    struct AsyncIterator: AsyncIteratorProtocol {
      let rows: Rows
      var number: Int32 = 0
      mutating func next() async throws -> Bindings? {
        number += 1
        if number == rows.failsAt { throw Mistake() }
        guard number <= rows.count else { return nil }
        return [number, number % 3 == 0 ? nil : "cat \(number)" as String?]
      }
    }

    func makeAsyncIterator() -> AsyncIterator { AsyncIterator(rows: self) }
  }

  private func withTable(_ body: (PostgresClient, String) async throws -> Void) async throws {
    let table = "copy\(UInt64.random(in: 0..<UInt64.max))"
    try await withClient(configured: { $0.leasedConnections = 1 }) { db in
      try await db.query("create table \(unescaped: table) (id int4 primary key, name text)")
      try await body(db, table)
    }
  }

  private func count(_ table: String, _ db: PostgresClient) async throws -> [Int] {
    try await db.query("select count(*) from \(unescaped: table)", as: Int.self)
  }

  @Test("many rows go in whole, nulls too")
  func many() async throws {
    try await withTable { (db, table) async throws in
      let copied = try await db.copy(
        into: table, columns: ["id", "name"], rows: Rows(count: 200_000))
      #expect(copied == 200_000)
      let kept = try await db.query(
        """
        select count(*), count(name), sum(id), bool_and(name is null or name = 'cat ' || id)
        from \(unescaped: table)
        """, as: Int.self, Int.self, Int.self, Bool.self)
      #expect(kept.first.map { $0 == (200_000, 133_334, 20_000_100_000, true) } == true)
      #expect(try await db.copy(into: table, columns: ["id", "name"], rows: Rows(count: 0)) == 0)
    }
  }

  @Test("when the rows end with an error, nothing goes in and the connection is free again")
  func sourceFails() async throws {
    try await withTable { (db, table) async throws in
      await #expect(throws: Rows.Mistake.self) {
        try await db.copy(
          into: table, columns: ["id", "name"], rows: Rows(count: 100_000, failsAt: 50_000))
      }
      #expect(try await count(table, db) == [0])
    }
  }

  @Test("the server's errors are told: a duplicate, a missing table, a wrong type")
  func serverRefuses() async throws {
    try await withTable { (db, table) async throws in
      try await db.query("insert into \(unescaped: table) values (70000)")
      let duplicate = await postgresError {
        try await db.copy(into: table, columns: ["id", "name"], rows: Rows(count: 100_000))
      }
      #expect(duplicate?.sqlState == .uniqueViolation)
      let missing = await postgresError {
        try await db.copy(into: "nowhere", columns: ["id", "name"], rows: Rows(count: 1))
      }
      #expect(missing?.sqlState == .undefinedTable)
      let type = await postgresError {
        try await db.copy(into: table, columns: ["name", "id"], rows: Rows(count: 1))
      }
      #expect(type?.sqlState?.errorClass == "22")
      let width = await postgresError {
        try await db.copy(into: table, columns: ["id"], rows: Rows(count: 1))
      }
      #expect(width?.code == .protocolViolation)
      #expect(try await count(table, db) == [1])
    }
  }

  @Test("a cancelled copy leaves nothing behind")
  func cancelled() async throws {
    try await withTable { (db, table) async throws in
      let task = Task {
        try await db.copy(into: table, columns: ["id", "name"], rows: Rows(count: .max))
      }
      try await withClient { observer in
        try await eventually("the copy runs") {
          try await observer.query(
            "select 1 from pg_stat_progress_copy where relid = \(table)::regclass", as: Int32.self
          ).count == 1
        }
      }
      task.cancel()
      #expect(await postgresError { try await task.value }?.code == .cancelled)
      #expect(try await count(table, db) == [0])
    }
  }
}
