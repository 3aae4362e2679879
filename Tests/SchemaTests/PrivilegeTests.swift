import Postgres
import TestSupport
import Testing

@Suite("Invariant 2: what is not its own is refused to an application role")
struct PrivilegeTests {
  static let roles: [DatabaseRole] = [.clientsApp, .workersApp, .ordersApp]

  @Test("every write on every table and view of other services", arguments: roles)
  func foreignWrites(_ role: DatabaseRole) async throws {
    try await withDatabase { db in
      let foreign = try await relations(db).filter { !$0.belongs(to: role) }
      try #require(foreign.count > 15)
      for relation in foreign {
        for sql in relation.writes { await expectRefused(sql, db.client(role)) }
      }
    }
  }

  @Test("reading every table of other services; `orders` reads the two views", arguments: roles)
  func foreignReads(_ role: DatabaseRole) async throws {
    try await withDatabase { db in
      for relation in try await relations(db) where !relation.belongs(to: role) {
        let sql = "select * from \(relation.name)"
        if role == .ordersApp && relation.isView {
          try await db.ordersApp.query(PostgresQuery(unescaped: sql))
        } else {
          await expectRefused(sql, db.client(role))
        }
      }
    }
  }

  @Test("reading through a reader's view, with a lock on it", arguments: ["update", "share"])
  func lockThroughView(_ lock: String) async throws {
    try await withDatabase { db in
      await expectRefused("select * from clients_api.v1_client for \(lock)", db.ordersApp)
      await expectRefused("select * from workers_api.v1_worker for \(lock)", db.ordersApp)
    }
  }

  @Test("writing its own tables beyond what its rules need")
  func ownTables() async throws {
    let refused: [(DatabaseRole, [String])] = [
      (.clientsApp, ["delete from clients.client", "select * from clients.migration"]),
      (
        .workersApp,
        ["delete from workers.worker", "delete from photo", "update photo set bytes = ''"]
      ),
      (
        .ordersApp,
        [
          "delete from orders.orders", "delete from orders.service_type",
          "update orders.order_history set note = 'x'", "delete from orders.order_history",
          "update orders.match_trace set trace = '{}'", "delete from orders.pipeline",
          "update orders.pipeline set steps = '[]'", "delete from orders.outbox",
        ]
      ),
    ]
    try await withDatabase { db in
      for (role, statements) in refused {
        for sql in statements { await expectRefused(sql, db.client(role)) }
      }
    }
  }

  @Test("truncating, altering, dropping or making anything at all", arguments: roles)
  func definitions(_ role: DatabaseRole) async throws {
    try await withDatabase { db in
      for relation in try await relations(db) {
        if !relation.isView { await expectRefused("truncate \(relation.name)", db.client(role)) }
        let kind = relation.isView ? "view" : "table"
        await expectRefused("drop \(kind) \(relation.name)", db.client(role))
        await expectRefused("alter \(kind) \(relation.name) rename to x", db.client(role))
      }
      for sql in [
        "create schema x", "create table x (y int)", "create table public.x (y int)",
        "create temporary table x (y int)", "create extension hstore schema orders",
        "create role x", "create database x", "set role clients_owner",
        "select pg_read_file('/etc/passwd')", "copy orders.orders to program 'cat'",
      ] {
        await expectRefused(sql, db.client(role))
      }
    }
  }

  @Test("the relay: every business table, and every write but its own")
  func relay() async throws {
    try await withDatabase { db in
      for relation in try await relations(db) {
        if !relation.name.contains("outbox") {
          await expectRefused("select * from \(relation.name)", db.client(.relay))
        }
        if !relation.name.hasSuffix("outbox_destination") {
          for sql in relation.writes where !sql.hasPrefix("truncate") {
            await expectRefused(sql, db.client(.relay))
          }
        }
      }
    }
  }

  private func expectRefused(_ sql: String, _ client: PostgresClient) async {
    do {
      try await client.query(PostgresQuery(unescaped: sql))
      Issue.record("allowed: \(sql)")
    } catch let error as PostgresError {
      #expect(error.sqlState == .insufficientPrivilege, "\(sql): \(error.detail)")
    } catch {
      Issue.record(error)
    }
  }

  /// All tables and views of the services, partitions included, from the catalog.
  private func relations(_ db: TestDatabase) async throws -> [Relation] {
    try await db.admin.query(
      """
      select c.oid::regclass::text, nspname::text, relkind = 'v',
             (select quote_ident(attname) from pg_attribute
              where attrelid = c.oid and attnum > 0 and attgenerated = ''
              order by attnum limit 1)
      from   pg_class c
      join   pg_namespace n on n.oid = relnamespace
      where  relkind in ('r', 'v', 'p', 'm', 'f')
      and    nspname in ('clients', 'clients_api', 'workers', 'workers_api', 'orders')
      order  by 1
      """, as: String.self, String.self, Bool.self, String.self
    ).map { Relation(name: $0.0, schema: $0.1, isView: $0.2, column: $0.3) }
  }
}

private struct Relation {
  let name: String
  let schema: String
  let isView: Bool
  let column: String

  func belongs(to role: DatabaseRole) -> Bool { role.rawValue == schema + "_app" }

  var writes: [String] {
    [
      "insert into \(name) default values", "update \(name) set \(column) = \(column)",
      "delete from \(name)",
    ] + (isView ? [] : ["truncate \(name)"])
  }
}
