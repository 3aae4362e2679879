import FoundationEssentials
import Postgres
import Testing

@Suite("Columns")
struct ColumnsTests {
  private struct Cats: Statement {
    static let sql = """
      select name, age, id, note
      from   (values ('Murka', 3::int8, '0198c000-0000-7000-8000-000000000001'::uuid,
                      '{"a": 1}'::jsonb),
                     ('Ёж',    5,       '0198c000-0000-7000-8000-000000000002', null))
             as cat (name, age, id, note)
      where  $1
      """
    var exist = true
    var bindings: Bindings { [exist] }
  }

  @Test("go back as arrays, undecoded")
  func roundTrip() async throws {
    try await withClient { db in
      let columns = try await db.columns(of: Cats())
      let names = try columns.array(column: 0, of: String.self)
      let ages = try columns.array(column: 1, of: Int64.self)
      let ids = try columns.array(column: 2, of: UUID.self)
      let rows = try await db.query(
        "select * from unnest(\(names), \(ages), \(ids))", as: String.self, Int64.self, UUID.self)
      #expect(rows.map(\.0) == ["Murka", "Ёж"])
      #expect(rows.map(\.1) == [3, 5])
      #expect(rows.map(\.2.uuidString.last) == ["1", "2"])
    }
  }

  @Test("are read cell by cell, and by their bytes")
  func cells() async throws {
    try await withClient { db in
      let columns = try await db.columns(of: Cats())
      #expect(columns.rowCount == 2)
      #expect(try columns.value(row: 1, column: 1, as: Int64.self) == 5)
      var bytes: [Int] = []
      columns.forEach(column: 0) { bytes.append($0.count) }
      #expect(bytes == [5, 4])
      var notes = 0
      columns.forEach(column: 3) { _ in notes += 1 }
      #expect(notes == 1)
    }
  }

  @Test("of no rows are arrays of nothing")
  func empty() async throws {
    try await withClient { db in
      let columns = try await db.columns(of: Cats(exist: false))
      let names = try columns.array(column: 0, of: String.self)
      let count = try await db.query("select cardinality(\(names))::int8", as: Int64.self)
      #expect(count == [0])
    }
  }

  @Test("of another type, or with a null, are no array")
  func mistakes() async throws {
    try await withClient { db in
      let columns = try await db.columns(of: Cats())
      for mistaken in [
        { _ = try columns.array(column: 0, of: Int64.self) },
        { _ = try columns.array(column: 3, of: JSONText.self) },
      ] {
        let error = await postgresError { try mistaken() }
        #expect(error?.code == .decoding)
      }
    }
  }
}

@Suite("A statement whose schema only the run decides")
struct SchemaStatementTests {
  private struct Name: Statement {
    static let sql = "select name from {schema}.cat"
    let schema: String?
    static func decode(_ row: inout RowReader) throws -> String { try row.next() }
  }

  @Test("is prepared for each schema, whose name needs no care")
  func schemas() async throws {
    try await withClient(configured: { $0.leasedConnections = 1 }) { db in
      for schema in ["yard", #"odd "one"#] {
        let quoted = quotedIdentifier(schema)
        try await db.query("create schema \(unescaped: quoted)")
        try await db.query("create table \(unescaped: quoted).cat (name text)")
        try await db.query("insert into \(unescaped: quoted).cat values (\(schema))")
      }
      for _ in 0..<2 {
        for schema in ["yard", #"odd "one"#] {
          #expect(try await db.execute(Name(schema: schema)) == [schema])
        }
      }
      let prepared = try await db.query(
        "select count(*) from pg_prepared_statements where statement like '%.cat'",
        as: Int.self)
      #expect(prepared == [2])
    }
  }
}
