import FoundationEssentials
import Postgres
import TestSupport
import Testing

/// A cluster that the version before the platform's own sequences of migrations made, with rows.
@Suite("A cluster of the former version")
struct FormerVersionTests {
  /// Those of its services: others have come since. Each has a dump in the folder `former`.
  fileprivate static let databases = ["mcf_core", "mcf_managers", "mcf_packing"]

  @Test("is migrated without losing a row, and is then like a new one")
  func migrated() async throws {
    try await withServer(migrated: false) { server in
      try await server.restoreFormerVersion()
      let before = try await rows(server)
      #expect(before["orders.orders"] == 3)
      let applied = try await migrator(admin: server.url(.admin, database: "postgres")).run()
      #expect(applied.contains("orders/037_drop_manager.sql"))
      // Tables have come since.
      #expect(try await rows(server).filter { before[$0.key] != nil } == before)
      #expect(try await migrator(admin: server.url(.admin, database: "postgres")).run() == [])
      try await withServer { fresh in
        for database in try clusterLayout().databaseNames {
          let (old, new) = (
            try await shape(server, database), try await shape(fresh, database)
          )
          #expect(old.subtracting(new) == [], "only where the former version was: \(database)")
          #expect(new.subtracting(old) == [], "only in a new one: \(database)")
        }
      }
    }
  }

  @Test("keeps the limits that were given by --replicas, in the numbers of today")
  func limits() async throws {
    try await withServer(migrated: false) { server in
      try await server.restoreFormerVersion()
      // As five replicas of processes with eleven connections had it.
      _ = try await server.withClient(.admin) {
        try await $0.query("alter role orders_app connection limit 121")
      }
      try await migrator(admin: server.url(.admin, database: "postgres"), replicas: nil).run()
      let limits = ConnectionLimits(replicas: 5, of: try clusterLayout())
      try await server.withClient(.admin) { admin in
        let found = try await admin.query(
          "select distinct rolconnlimit::int8 from pg_roles where rolname like '%\\_app' order by 1",
          as: Int.self)
        #expect(found == [limits.caller, limits.application])
      }
    }
  }

  /// How many rows each table has, by its name.
  private func rows(_ server: TestServer) async throws -> [String: Int64] {
    var rows: [String: Int64] = [:]
    for database in Self.databases {
      try await server.withClient(.admin, database: DatabaseName(rawValue: database)) { admin in
        let counts = try await admin.query(
          """
          select c.oid::regclass::text,
                 (xpath('/row/n/text()', query_to_xml(
                    format('select count(*) as n from %s', c.oid::regclass), false, true, ''
                 )))[1]::text::int8
          from   pg_class c
          join   pg_namespace n on n.oid = relnamespace
          where  relkind = 'r'
          and    relname <> 'migration'
          and    nspname !~ '^pg_'
          and    nspname <> 'information_schema'
          """, as: String.self, Int64.self)
        for (table, count) in counts { rows[table] = count }
      }
    }
    return rows
  }

  /// What a database consists of, a line a thing, in no order.
  private func shape(_ server: TestServer, _ database: DatabaseName) async throws -> Set<String> {
    try await server.withClient(.admin, database: database) {
      Set(try await $0.query(PostgresQuery(unescaped: Self.shape), as: String.self))
    }
  }

  private static let shape = """
    with mine as (select oid, nspname, nspowner, nspacl
                  from   pg_namespace
                  where  nspname !~ '^pg_' and nspname not in ('information_schema', 'extensions')),
         relation as (select c.oid, c.oid::regclass::text as name, relkind, relowner, relacl,
                             reloptions
                      from   pg_class c join mine on mine.oid = relnamespace)
    select format('schema %s of %s: %s', nspname, nspowner::regrole, acl)
    from   mine, unnest(coalesce(nspacl, '{}')) acl
    union all
    select format('relation %s (%s) of %s with %s', name, relkind, relowner::regrole, reloptions)
    from   relation
    union all
    select format('grant on %s: %s', name, acl)
    from   relation, unnest(coalesce(relacl, '{}')) acl
    union all
    select format('column %s.%s %s %s %s %s %s', name, attname, format_type(atttypid, atttypmod),
                  attnotnull, attgenerated, attacl, pg_get_expr(adbin, adrelid))
    from   relation
    join   pg_attribute a on attrelid = relation.oid and attnum > 0 and not attisdropped
    left   join pg_attrdef d on adrelid = attrelid and adnum = attnum
    where  relkind <> 'i'
    union all
    select format('constraint %s: %s', conname, pg_get_constraintdef(c.oid))
    from   pg_constraint c join mine on mine.oid = connamespace
    union all
    select 'index ' || pg_get_indexdef(oid) from relation where relkind = 'i'
    union all
    select format('view %s: %s', name, pg_get_viewdef(oid)) from relation where relkind = 'v'
    union all
    select format('function %s: %s', p.oid::regprocedure, prosrc)
    from   pg_proc p join mine on mine.oid = pronamespace
    union all
    select format('by default %s: %s', defaclrole::regrole, defaclacl) from pg_default_acl
    """
}

extension TestServer {
  fileprivate func restoreFormerVersion() async throws {
    try await restore("roles", into: "postgres")
    for name in FormerVersionTests.databases {
      try await withPostgresClient(.init(url: url(.admin, database: "postgres"))) {
        try await $0.query(
          """
          create database \(unescaped: name) encoding 'UTF8' locale 'C.UTF-8' template template0
          """)
      }
      try await restore(name, into: name)
    }
  }

  private func restore(_ dump: String, into database: String) async throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "former")
      .appending(path: "\(dump).sql")
    let sql = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try await withPostgresClient(.init(url: url(.admin, database: database))) { client in
      try await client.withConnection { try await $0.script(sql) }
    }
  }
}
