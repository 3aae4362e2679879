import Postgres
import TestSupport
import Testing

/// A table or view of a service, partitions included, as the catalog knows it.
struct Relation {
  let name: String
  let schema: String
  let isView: Bool
  let column: String

  func belongs(to home: Home) -> Bool { home.service == schema }

  /// Without its schema, and a child of a ring without its number.
  var kind: String {
    let table = name.split(separator: ".").last ?? ""
    return table.last?.isNumber == true ? table.dropLast() + "N" : String(table)
  }

  var read: String { "select * from \(name)" }

  /// By what each needs.
  var writes: [String: String] {
    var writes = [
      "insert": "insert into \(name) default values",
      "update": "update \(name) set \(column) = \(column)", "delete": "delete from \(name)",
    ]
    if !isView { writes["truncate"] = "truncate \(name)" }
    return writes
  }

  static func all(in database: TestDatabase) async throws -> [Relation] {
    try await database.admin.query(
      """
      select c.oid::regclass::text, nspname::text, relkind = 'v',
             (select quote_ident(attname) from pg_attribute
              where attrelid = c.oid and attnum > 0 and attgenerated = '' and attidentity = ''
              order by attnum limit 1)
      from   pg_class c
      join   pg_namespace n on n.oid = relnamespace
      where  relkind in ('r', 'v', 'p', 'm', 'f')
      and    nspname !~ '^pg_'
      and    nspname not in ('information_schema', 'extensions')
      order  by 1
      """, as: String.self, String.self, Bool.self, String.self
    ).map { Relation(name: $0.0, schema: $0.1, isView: $0.2, column: $0.3) }
  }
}

/// Runs it and records an issue unless it is refused with 42501.
func expectRefused(_ sql: String, _ client: PostgresClient) async {
  do {
    try await client.query(PostgresQuery(unescaped: sql))
    Issue.record("allowed: \(sql)")
  } catch let error as PostgresError {
    #expect(error.sqlState == .insufficientPrivilege, "\(sql): \(error.detail)")
  } catch {
    Issue.record(error)
  }
}
