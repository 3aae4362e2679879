import FoundationEssentials
import Postgres
import TestSupport
import Testing

@Suite("A part of the platform that is younger than a schema that has its table")
struct AdoptedPartTests {
  @Test("counts as applied there, makes the same table elsewhere, and goes on in both")
  func adoptedPart() async throws {
    try await withSource { source, server in
      try source.write(#"{"platform": ["webhook"]}"#, to: "den/schema.json")
      try source.write("create table cat (id int8);", to: "den/001_cat.sql")
      let first = try await source.migrate(server)
      let others = ["client_billing", "den", "worker_billing"]
      #expect(
        first.filter { $0.contains("webhook") }
          == others.map { "platform/webhook/001_webhook.sql (\($0))" })
      try source.write("alter table webhook add more int;", to: "platform/webhook/900_more.sql")
      let next = ["client_billing", "den", "packing", "worker_billing"].map {
        "platform/webhook/900_more.sql (\($0))"
      }
      #expect(try await source.migrate(server) == next)
      #expect(try await source.migrate(server) == [])
      let own = try await webhooks(server, "packing", .of("packing"))
      #expect(own.count == 6)
      #expect(try await webhooks(server, "den", DatabaseName(rawValue: "mcf_den")) == own)
    }
  }

  /// What a schema's table of webhooks consists of, but for its name.
  private func webhooks(
    _ server: TestServer, _ schema: String, _ database: DatabaseName
  ) async throws -> [String] {
    let found = try await server.withClient(.admin, database: database) {
      try await $0.query(
        """
        select attname || ' ' || format_type(atttypid, atttypmod) || attnotnull from pg_attribute
        where  attrelid = to_regclass(\(schema) || '.webhook') and attnum > 0
        union all
        select pg_get_indexdef(indexrelid) from pg_index
        where  indrelid = to_regclass(\(schema) || '.webhook')
        union all
        select acl::text from pg_class, unnest(relacl) acl
        where  oid = to_regclass(\(schema) || '.webhook') and acl::text like '%\\_app=%'
        """, as: String.self)
    }
    return found.map { $0.replacing(schema, with: "it") }.sorted()
  }
}
