import Postgres
import Testing

@Suite("Reads on shared connections")
struct ReadTests {
  private struct Series: Statement {
    static let sql = "select n, repeat('x', $2) from generate_series(1, $1) n"
    let rows: Int32
    let width: Int32
    var bindings: Bindings { [rows, width] }
    static func decode(_ row: inout RowReader) throws -> (Int, String) {
      (try row.next(), try row.next())
    }
  }

  private struct Divide: Statement {
    typealias Row = Int
    static let sql = "select 100 / $1"
    let by: Int
    var bindings: Bindings { [by] }
  }

  @Test("10 000 concurrent queries over 8 connections each get their own answer")
  func tenThousand() async throws {
    try await withClient(configured: {
      $0.sharedConnections = 8
      $0.applicationName = "ten-thousand"
      $0.acquireDeadline = .seconds(60)
    }) { (db) async throws in
      try await withThrowingTaskGroup { group in
        for value in 0..<10_000 {
          group.addTask {
            let answer = try await db.readOne(Echo(value: value))
            #expect(answer == value)
          }
        }
        try await group.waitForAll()
      }
      let connections = try await db.query(
        "select count(*) from pg_stat_activity where application_name = 'ten-thousand'",
        as: Int.self)
      #expect(connections[0] <= 9)
    }
  }

  @Test("one statement's error stays its own")
  func errorsStayApart() async throws {
    try await withClient(configured: { $0.sharedConnections = 1 }) { (db) async throws in
      try await withThrowingTaskGroup { group in
        for by in 0..<300 {
          group.addTask {
            if by % 3 == 0 {
              let error = await postgresError { _ = try await db.read(Divide(by: 0)) }
              #expect(error?.sqlState?.rawValue == "22012")
            } else {
              let answer = try await db.read(Divide(by: by))
              #expect(answer == [100 / by])
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test("results larger than any buffer arrive whole")
  func largeResults() async throws {
    try await withClient(configured: { $0.readTimeout = .seconds(60) }) { (db) async throws in
      async let wide = db.read(Series(rows: 1, width: 50_000_000))
      async let long = db.read(Series(rows: 500_000, width: 20))
      async let small = db.read(Echo(value: 1))
      let answers = try await (wide, long, small)
      #expect(answers.0.first?.1.utf8.count == 50_000_000)
      #expect(answers.1.map(\.0) == Array(1...500_000))
      #expect(answers.2 == [1])
    }
  }

  @Test("parameters larger than any buffer arrive whole")
  func largeParameters() async throws {
    try await withClient { (db) async throws in
      let text = String(repeating: "cat🐈", count: 2_000_000)
      let lengths = try await withThrowingTaskGroup(of: Int32.self) { group in
        for _ in 0..<4 {
          group.addTask { try await db.query("select length(\(text))", as: Int32.self)[0] }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(lengths == Array(repeating: 8_000_000, count: 4))
    }
  }

  @Test("the server refuses writes and row locks there")
  func readOnly() async throws {
    struct Make: Statement {
      static let sql = "create table never (id int8)"
    }
    try await withClient { (db) async throws in
      let error = await postgresError { _ = try await db.read(Make()) }
      #expect(error?.sqlState == .readOnlyTransaction)
      #expect(error?.statement == "Make")
    }
  }

  @Test("a slow read is interrupted by the read timeout")
  func readTimeout() async throws {
    try await withClient(configured: { $0.readTimeout = .milliseconds(50) }) { (db) async throws in
      let error = await postgresError { _ = try await db.read(Nap(seconds: 60)) }
      #expect(error?.sqlState == .queryCanceled)
      #expect(error?.code == .server)
    }
  }

  @Test("the connection string's own options hold beside those of the shared connections")
  func ownOptions() async throws {
    let change: (inout PostgresConfiguration) -> Void = { configuration in
      configuration.url += " options='-c work_mem=77MB'"
      configuration.readTimeout = .seconds(7)
    }
    try await withClient(configured: change) { (db) async throws in
      for (name, value) in [("work_mem", "77MB"), ("statement_timeout", "7s")] {
        #expect(try await db.readOne(Setting(name: name)) == value)
      }
      #expect(try await db.execute(Setting(name: "work_mem")) == ["77MB"])
    }
  }

  private struct Setting: Statement {
    typealias Row = String
    static let sql = "select current_setting($1)"
    let name: String
    var bindings: Bindings { [name] }
  }

  @Test("readOne: the first row, or nil")
  func readOne() async throws {
    try await withClient { (db) async throws in
      #expect(try await db.readOne(Series(rows: 2, width: 0))?.0 == 1)
      #expect(try await db.readOne(Series(rows: 0, width: 0))?.0 == nil)
    }
  }
}
