import FoundationEssentials
import LocalPostgres
import Postgres
import TestSupport
import Testing

@Suite("Migrations")
struct MigrationTests {
  @Test("run twice, the second time finding nothing to do")
  func twice() async throws {
    try await withSource { source, server in
      let first = try await source.migrate(server)
      #expect(first.first == "platform/base/001_outbox.sql (accounts)")
      #expect(first.contains("packing/\(try source.files(of: "packing").last ?? "?")"))
      let second = try await source.migrate(server)
      #expect(second == [])
    }
  }

  @Test("run by two at once, each file once")
  func twoAtOnce() async throws {
    try await withSource { source, server in
      async let one = source.migrate(server)
      async let other = source.migrate(server)
      let (a, b) = try await (one, other)
      #expect(a.isEmpty != b.isEmpty)
    }
  }

  @Test("refuse an applied file that was changed, name it, and touch nothing")
  func changedFile() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      try source.append("-- a late thought\n", to: "clients/001_client.sql")
      try source.write("create table more (x int);", to: "clients/900_more.sql")
      let error = await #expect(throws: MigrationError.self) { try await source.migrate(server) }
      #expect(error?.code == .changedFile)
      #expect(error?.file == "clients/001_client.sql")
      #expect(error?.description.contains("clients/001_client.sql") == true)
      try await expectTable("clients.more", false, server)
    }
  }

  @Test("refuse a changed file of the platform, and run a new one in each schema that has its part")
  func platform() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      try source.write("create table more (x int);", to: "platform/photo/900_more.sql")
      let applied = try await source.migrate(server)
      let schemas = ["applicants", "workers", "orders"]
      #expect(applied == schemas.map { "platform/photo/900_more.sql (\($0))" })
      try source.append("-- a late thought\n", to: "platform/photo/900_more.sql")
      let error = await #expect(throws: MigrationError.self) { try await source.migrate(server) }
      #expect(error?.code == .changedFile)
      #expect(error?.file == "platform/photo/900_more.sql")
    }
  }

  @Test("apply new files in order, and refuse one before an applied one")
  func newFiles() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      try source.write("alter table more add y int;", to: "clients/901_b.sql")
      try source.write("create table more (x int);", to: "clients/900_a.sql")
      let applied = try await source.migrate(server)
      #expect(applied == ["clients/900_a.sql", "clients/901_b.sql"])
      try source.write("select 1;", to: "clients/899_late.sql")
      let error = await #expect(throws: MigrationError.self) { try await source.migrate(server) }
      #expect(error?.code == .lateFile)
      #expect(error?.file == "clients/899_late.sql")
    }
  }

  @Test("leave a later version's files in peace when an earlier one runs")
  func earlierVersion() async throws {
    try await withSource { source, server in
      try source.write("create table more (x int);", to: "clients/900_more.sql")
      try await source.migrate(server)
      try source.remove("clients/900_more.sql")
      #expect(try await source.migrate(server) == [])
    }
  }

  @Test("apply api.sql again when it has changed")
  func publishedViews() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      try source.append(
        "create or replace view clients_api.v2 as select 1 as one;\n", to: "clients/api.sql")
      #expect(try await source.migrate(server) == ["clients/api.sql"])
      #expect(try await source.migrate(server) == [])
      try await expectTable("clients_api.v2", true, server)
    }
  }

  @Test("that break off in a file leave nothing of it, and go on with it later")
  func interrupted() async throws {
    try await withSource { source, server in
      try source.write("create table more (x int);", to: "clients/900_more.sql")
      try source.write("create table half (x int); select 1 / 0;", to: "clients/901_half.sql")
      let error = await #expect(throws: MigrationError.self) { try await source.migrate(server) }
      #expect(error?.code == .failedFile)
      #expect(error?.file == "clients/901_half.sql")
      #expect(error?.description.contains("division by zero") == true)
      try await expectTable("clients.more", true, server)
      try await expectTable("clients.half", false, server)
      try source.write("create table half (x int);", to: "clients/901_half.sql")
      let applied = try await source.migrate(server)
      #expect(applied.first == "clients/901_half.sql")
      #expect(applied.contains("workers/001_worker.sql"))
    }
  }

  @Test("R-072: take the margin off the first pipeline, in place while no order was matched by it")
  func firstPipeline() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      #expect(try await margins(server) == [nil])
    }
  }

  @Test(
    "R-072: take the first pipeline's margin off in a new version where orders were matched by it",
    arguments: [false, true])
  func usedPipeline(isChanged: Bool) async throws {
    try await withSource { source, server in
      try await source.withoutFiles(from: "032", of: "orders") {
        try await source.migrate(server)
        try await server.withClient(.admin) { admin in
          try await admin.query(
            """
            insert into orders.match_trace (order_id, pipeline_version, trace, took_microseconds)
            values (gen_random_uuid(), 1, '{}', 1)
            """)
          if isChanged {
            try await admin.query(
              """
              insert into orders.pipeline (version, steps, created_at, created_by)
              select 2, jsonb_set(steps, '{5,margin}', '0.2'), created_at, 'boss'
              from   orders.pipeline
              """)
          }
        }
      }
      try await source.migrate(server)
      // Whatever managers have changed stays as they want it.
      #expect(try await margins(server) == ["0.1", isChanged ? "0.2" : nil])
    }
  }

  /// The margins of all versions of the pipeline.
  private func margins(_ server: TestServer) async throws -> [String?] {
    try await server.withClient(.admin) {
      try await $0.query(
        "select steps #>> '{5,margin}' from orders.pipeline order by version", as: String?.self)
    }
  }

  @Test("tell service types of one name apart: the first on offer keeps it")
  func serviceTypeNames() async throws {
    try await withSource { source, server in
      try await source.withoutFiles(from: "032", of: "orders") {
        try await source.migrate(server)
        _ = try await server.withClient(.admin) {
          try await $0.query(
            """
            insert into orders.service_type (id, name, description, duration_minutes, active,
                   lead_minutes, horizon_days, travel_minutes, created_at)
            select gen_random_uuid(), repeat('n', 100), '', 60, n <> 2, 0, 60, 0,
                   now() + make_interval(secs => n)
            from   generate_series(1, 4) n
            """)
        }
      }
      try await source.migrate(server)
      try await server.withClient(.admin) {
        let types = try await $0.query(
          "select name, version from orders.service_type order by created_at",
          as: String.self, Int64.self)
        #expect(types.map(\.1) == [1, 1, 2, 2])
        #expect(types[0].0 == types[1].0)
        #expect(Set(types.map(\.0)).count == 3)
      }
    }
  }

  @Test("run a file named concurrently outside a transaction")
  func concurrently() async throws {
    try await withSource { source, server in
      try source.write("create table more (x int);", to: "clients/900_more.sql")
      try source.write(
        "create index concurrently more_x on more (x);", to: "clients/901_more_concurrently.sql")
      try await source.migrate(server)
      try await expectTable("clients.more_x", true, server)
      try source.write("create index concurrently more_y on more (x);", to: "clients/902_y.sql")
      let error = await #expect(throws: MigrationError.self) { try await source.migrate(server) }
      #expect(error?.file == "clients/902_y.sql")
    }
  }

  @Test("that break off while building an index clear it away and build it anew")
  func interruptedIndex() async throws {
    try await withSource { source, server in
      try source.write(
        "create table more (x int); insert into more values (1), (1);",
        to: "clients/900_more.sql")
      let index = "create unique index concurrently more_x on more (x);"
      try source.write(index, to: "clients/901_more_concurrently.sql")
      let error = await #expect(throws: MigrationError.self) { try await source.migrate(server) }
      #expect(error?.code == .failedFile)
      try await server.withClient(.admin) { admin in
        let valid = try await admin.query(Self.isValid, as: Bool.self)
        #expect(valid == [false])
        try await admin.query("truncate clients.more")
        try await source.migrate(server)
        let now = try await admin.query(Self.isValid, as: Bool.self)
        #expect(now == [true])
      }
    }
  }

  @Test("touch no index but the one that the file makes")
  func othersIndex() async throws {
    try await withSource { source, server in
      try source.write(
        "create table more (x int); insert into more values (1), (1);",
        to: "clients/900_more.sql")
      try await source.migrate(server)
      try await server.withClient(.admin) { admin in
        // As one that is just being made by hand.
        await #expect(throws: PostgresError.self) {
          try await admin.query("create unique index concurrently by_hand on clients.more (x)")
        }
        try source.write(
          "create index concurrently more_x on more (x);", to: "clients/901_x_concurrently.sql")
        try await source.migrate(server)
      }
      try await expectTable("clients.more_x", true, server)
      try await expectTable("clients.by_hand", true, server)
    }
  }

  @Test("that were killed between an index and its record find that nothing is left to do")
  func unrecordedIndex() async throws {
    try await withSource { source, server in
      try source.write("create table more (x int);", to: "clients/900_more.sql")
      try source.write(
        "create index concurrently more_x on more (x);", to: "clients/901_x_concurrently.sql")
      try await source.migrate(server)
      try await server.withClient(.admin) {
        _ = try await $0.query("delete from clients.migration where file like '901%'")
      }
      #expect(try await source.migrate(server) == ["clients/901_x_concurrently.sql"])
    }
  }

  @Test("take turns, whichever databases their admins connect to")
  func differentAdmins() async throws {
    try await withSource { source, server in
      try await server.postgres.withAdmin { admin in
        for name in ["a", "b", "c"] {
          try await admin.query("create database \(unescaped: name)")
        }
      }
      let databases = ["a", "b", "c", "postgres"]
      let applied = try await atOnce(8) { number in
        try await source.migrate(server, from: databases[number % 4])
      }
      #expect(applied.count { !$0.isEmpty } == 1)
    }
  }

  @Test("take any password of the admin's, as libpq does")
  func adminsPassword() async throws {
    var options = ServerOptions(maxConnections: 30, fsync: false)
    options.port = try freePort()
    try await withServer(options) { server in
      for password in ["p@ss w%rd", "que?stion", "quo'te", "back\\slash", "sla/sh&co:lon#", "ünï"] {
        try await server.postgres.withAdmin { admin in
          let literal = password.replacing("'", with: "''")
          try await admin.query("alter role postgres password '\(unescaped: literal)'")
        }
        for url in try adminURLs(server.postgres, password) {
          #expect(try await migrator(admin: url).run() == [], "\(url)")
        }
      }
    }
  }

  /// Ways to write where an admin with a password connects.
  private func adminURLs(_ server: LocalPostgres, _ password: String) throws -> [String] {
    let encoded = password.utf8.map { "%" + String(Int($0) + 0x100, radix: 16).dropFirst() }
    let place = "127.0.0.1:\(server.options.port ?? 0)/postgres"
    return [
      try #require(server.tcpURL(database: "postgres", user: "postgres", password: password)),
      "postgresql://postgres:\(encoded.joined())@\(place)",
      "postgres://postgres:\(encoded.joined())@\(place)?sslmode=disable",
      // Not as it should be written, but libpq takes it.
    ] + (password.contains("?") ? ["postgres://postgres:\(password)@\(place)"] : [])
  }

  @Test("refuse a core database in another encoding, and say how it is made")
  func encoding() async throws {
    try await withSource { source, server in
      try await server.postgres.withAdmin { admin in
        try await admin.query(
          "create database mcf_core encoding 'LATIN1' locale 'C' template template0")
      }
      let error = await #expect(throws: PostgresError.self) { try await source.migrate(server) }
      #expect(error?.detail.contains("encoding is LATIN1") == true)
    }
  }

  private static let isValid: PostgresQuery = """
    select indisvalid from pg_index where indexrelid = 'clients.more_x'::regclass
    """

  @Test("give way to a transaction that holds a lock, and try again")
  func locked() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      try source.write("alter table client add more int;", to: "clients/900_more.sql")
      try await server.withClient(.admin) { admin in
        try await server.withClient(.admin) { holder in
          async let applied = source.migrate(server)
          try await holder.withTransaction { transaction in
            try await transaction.query("lock table clients.client in row exclusive mode")
            let first = try await eventually("the first try") { try await waiting(admin) }
            try await eventually("the second try") {
              try await waiting(admin).map { $0 != first } ?? false
            }
          }
          #expect(try await applied == ["clients/900_more.sql"])
        }
      }
    }
  }

  @Test("whose connection is killed in the middle can be run again")
  func killed() async throws {
    try await withSource { source, server in
      try await source.migrate(server)
      try source.write(
        "create table more (x int); alter table client add more int;", to: "clients/900_more.sql")
      try await server.withClient(.admin) { admin in
        try await server.withClient(.admin) { holder in
          async let applied = source.migrate(server)
          try await holder.withTransaction { transaction in
            try await transaction.query("lock table clients.client in row exclusive mode")
            try await eventually("waiting for the lock") { try await waiting(admin) != nil }
            try await admin.query(
              """
              select pg_terminate_backend(pid) from pg_stat_activity
              where application_name = 'mcf migrate' and wait_event_type = 'Lock'
              """)
          }
          do {
            Issue.record("went on and applied \(try await applied)")
          } catch let error as MigrationError {
            #expect(error.code == .interrupted && error.file == "clients/900_more.sql")
            #expect(error.description.contains("start again"))
            #expect(error.description.contains("57P01"))
          }
        }
      }
      try await expectTable("clients.more", false, server)
      #expect(try await source.migrate(server) == ["clients/900_more.sql"])
    }
  }

  /// When the migrator's statement that waits for a lock began.
  private func waiting(_ admin: PostgresClient) async throws -> Date? {
    try await admin.query(
      """
      select query_start from pg_stat_activity
      where application_name = 'mcf migrate' and wait_event_type = 'Lock'
      """, as: Date.self
    ).first
  }

  @Test(
    "belong to the service's owner, not to who ran them",
    arguments: try clusterLayout().databaseNames)
  func ownership(_ database: DatabaseName) async throws {
    try await withDatabase(database) { db in
      let strangers = try await db.admin.query(
        """
        select c.oid::regclass::text
        from   pg_class c
        join   pg_namespace n on n.oid = relnamespace
        where  nspname !~ '^pg_'
        and    nspname not in ('information_schema', 'extensions')
        and    relowner::regrole::text <> regexp_replace(nspname, '_api$', '') || '_owner'
        """, as: String.self)
      #expect(strangers == [])
    }
  }

  private func expectTable(_ name: String, _ there: Bool, _ server: TestServer) async throws {
    try await server.withClient(.admin) {
      let found = try await $0.query("select to_regclass(\(name)) is not null", as: Bool.self)
      #expect(found == [there], "\(name)")
    }
  }
}

extension LocalPostgres {
  fileprivate func withAdmin(_ body: (PostgresClient) async throws -> Void) async throws {
    try await withPostgresClient(PostgresConfiguration(url: url(database: "postgres")), body)
  }
}

/// A copy of the `sql` folder that a test may change, and an empty server.
func withSource(
  _ body: (MigrationSource, TestServer) async throws -> Void
) async throws {
  try await withServer(migrated: false) { server in
    let source = MigrationSource(folder: server.postgres.folder + "/sql")
    try FileManager.default.copyItem(atPath: sqlFolder(), toPath: source.folder)
    try await body(source, server)
  }
}

struct MigrationSource: Sendable {
  let folder: String

  @discardableResult
  func migrate(
    _ server: TestServer, from database: String = "postgres"
  ) async throws -> [String] {
    try await migrator(admin: server.url(.admin, database: database), folder: folder).run()
  }

  func files(of service: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(service)")
      .filter { $0.first?.isNumber == true }.sorted()
  }

  func write(_ sql: String, to path: String) throws {
    let file = URL(filePath: "\(folder)/\(path)")
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(sql.utf8).write(to: file)
  }

  func read(_ path: String) -> String {
    let sql = FileManager.default.contents(atPath: "\(folder)/\(path)") ?? Data()
    return String(decoding: sql, as: UTF8.self)
  }

  /// Lets files of a service from one on come later than the others.
  func withoutFiles(
    from number: String, of service: String, _ body: () async throws -> Void
  ) async throws {
    let later = try files(of: service).filter { $0 >= number }.map { path in
      (path, FileManager.default.contents(atPath: "\(folder)/\(service)/\(path)") ?? Data())
    }
    for (path, _) in later { try remove("\(service)/\(path)") }
    try await body()
    for (path, sql) in later {
      try write(String(decoding: sql, as: UTF8.self), to: "\(service)/\(path)")
    }
  }

  func append(_ sql: String, to path: String) throws { try write(read(path) + sql, to: path) }

  func remove(_ path: String) throws {
    try FileManager.default.removeItem(atPath: "\(folder)/\(path)")
  }
}
