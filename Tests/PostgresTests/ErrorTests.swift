import FoundationEssentials
import Postgres
import Testing

@Suite("Errors")
struct ErrorTests {
  @Test("carry SQLSTATE, statement and constraint, and leak no value when printed")
  func noLeak() async throws {
    struct Insert: Statement {
      static let sql = "insert into secret (name) values ($1)"
      let name: String
      var bindings: Bindings { [name] }
    }
    try await withClient { (db) async throws in
      try await db.withConnection { (connection) async throws in
        try await connection.query(
          """
          create temp table secret
            (name text constraint secret_length check (length(name) < 9))
          """)
        let error = await postgresError {
          try await connection.execute(Insert(name: "tom's diary"))
        }
        let known = try #require(error)
        #expect(known.code == .server)
        #expect(known.sqlState == .checkViolation)
        #expect(known.sqlState?.errorClass == "23")
        #expect(known.statement == "Insert")
        #expect(known.constraint == "secret_length")
        #expect(known.table == "secret")
        #expect(known.detail.contains("diary"))
        for text in ["\(known)", String(reflecting: known), known.description] {
          #expect(!text.contains("diary"))
          #expect(text.contains("23514") && text.contains("secret_length"))
        }
      }
    }
  }

  @Test("a row that is not what decode expects names the column, not its value")
  func decoding() async throws {
    struct Wrong: Statement {
      static let sql = "select 1::int8, 'diary'::text as name, null::text"
      static func decode(_ row: inout RowReader) throws -> Int {
        _ = try row.next(as: Int.self)
        return try row.next()
      }
    }
    try await withClient { (db) async throws in
      let error = await postgresError { _ = try await db.read(Wrong()) }
      #expect(error?.code == .decoding)
      #expect(error?.statement == "Wrong")
      #expect(error?.detail == "column 2 (name): a Int cannot be read from type oid 25")
      #expect(error?.detail.contains("diary") == false)
      let null = await postgresError {
        _ = try await db.query("select null::text", as: String.self)
      }
      #expect(null?.detail.contains("null") == true)
      let missing = await postgresError {
        _ = try await db.query("select 1::int8", as: Int.self, Int.self)
      }
      #expect(missing?.code == .decoding)
      let narrow = await postgresError {
        _ = try await db.query("select 70000::int4", as: Int16.self)
      }
      #expect(narrow?.code == .decoding)
    }
  }
}
