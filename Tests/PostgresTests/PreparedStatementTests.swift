import Postgres
import Synchronization
import TestSupport
import Testing

@Suite("Prepared statements")
struct PreparedStatementTests {
  private struct Star: Statement {
    static let sql = "select * from star"
    static func decode(_ row: inout RowReader) throws -> Int { row.count }
  }

  private struct InsertAll: Statement {
    static let sql = "insert into star values (default) returning *"
    static func decode(_ row: inout RowReader) throws -> Int { row.count }
  }

  private struct Prepared: Statement {
    typealias Row = Int
    static let sql = "select count(*) from pg_prepared_statements where statement = 'select $1'"
  }

  private func withTable(_ body: (PostgresClient) async throws -> Void) async throws {
    try await withClient(configured: {
      $0.leasedConnections = 1
      $0.sharedConnections = 1
    }) { db in
      try await db.query("create table star (id int8 default 1)")
      try await body(db)
    }
  }

  @Test("prepared once a connection")
  func once() async throws {
    try await withTable { (db) async throws in
      for value in 0..<5 { try await db.execute(Echo(value: value)) }
      #expect(try await db.execute(Prepared()) == [1])
    }
  }

  @Test("a table that has changed since (0A000) is no error")
  func outdatedPlan() async throws {
    try await withTable { (db) async throws in
      #expect(try await db.execute(InsertAll()) == [1])
      #expect(try await db.read(Star()) == [1])
      try await db.query("alter table star add name text")
      async let reads = withThrowingTaskGroup(of: [Int].self) { group in
        for _ in 0..<50 { group.addTask { try await db.read(Star()) } }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(try await reads == Array(repeating: [2], count: 50))
      #expect(try await db.execute(InsertAll()) == [2])
      #expect(try await db.read(Star()).count == 2, "the insert ran once")
    }
  }

  @Test("in a transaction it begins once more, whichever connection it gets, and takes effect once")
  func outdatedInTransaction() async throws {
    try await withClient(configured: { $0.leasedConnections = 3 }) { (db) async throws in
      try await db.query("create table star (id int8 default 1)")
      try await prepareEverywhere(connections: 3, db)
      try await db.query("alter table star add name text")
      let runs = Mutex(0)
      let columns = try await db.withTransaction { (transaction) async throws in
        runs.withLock { $0 += 1 }
        try await transaction.execute(Echo(value: 1))
        return try await transaction.one(InsertAll())
      }
      #expect(columns == 2)
      #expect(runs.withLock { $0 } == 2)
      #expect(try await db.read(Star()).count == 1, "the insert took effect once")
    }
  }

  @Test("but not one that reads a snapshot, of which it may have made use already")
  func outdatedInSnapshot() async throws {
    try await withTable { (db) async throws in
      try await prepareEverywhere(connections: 1, db)
      try await db.query("alter table star add name text")
      let error = await postgresError {
        try await db.withTransaction(.repeatableRead) { _ = try await $0.execute(InsertAll()) }
      }
      #expect(error?.sqlState == .featureNotSupported)
    }
  }

  /// Has every leased connection prepare `InsertAll`, and leaves the table empty.
  private func prepareEverywhere(connections: Int, _ db: PostgresClient) async throws {
    let prepared = Mutex(0)
    _ = try await atOnce(connections) { _ in
      try await db.withTransaction { transaction in
        try await transaction.execute(InsertAll())
        prepared.withLock { $0 += 1 }
        try await eventually("all have one") { prepared.withLock { $0 == connections } }
      }
    }
    try await db.query("truncate star")
  }

  @Test("a statement that the server has forgotten (26000) is no error")
  func forgotten() async throws {
    try await withTable { (db) async throws in
      #expect(try await db.execute(Echo(value: 1)) == [1])
      try await db.query("deallocate all")
      #expect(try await db.execute(Echo(value: 2)) == [2])
      try await db.withTransaction { try await $0.execute(Echo(value: 3), Echo(value: 4)) }
    }
  }

  @Test("one that cannot be prepared says where; the next attempt prepares anew")
  func mistake() async throws {
    struct Wrong: Statement {
      static let sql = "select id from sta"
    }
    try await withTable { (db) async throws in
      for _ in 0..<2 {
        let error = await postgresError { _ = try await db.read(Wrong()) }
        #expect(error?.sqlState == .undefinedTable)
        #expect(error?.position == 16)
        #expect(error?.statement == "Wrong")
      }
      let error = await postgresError {
        try await db.withTransaction { try await $0.execute(Echo(value: 1), Wrong(), Star()) }
      }
      #expect(error?.statement == "Wrong")
      try await db.query("create view sta as select id from star")
      #expect(try await db.read(Wrong()).isEmpty)
      #expect(try await db.read(Star()).isEmpty)
    }
  }
}
