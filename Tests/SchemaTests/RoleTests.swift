import Glibc
import LocalPostgres
import Outbox
import Postgres
import TestSupport
import Testing

@Suite("Roles of a migrated cluster")
struct RoleTests {
  @Test("settings and connection limits are those of the architecture")
  func settings() async throws {
    let limits = ConnectionLimits(replicas: 1, of: try clusterLayout())
    try await withServer { server in
      try await server.withClient(.admin) { admin in
        for service in try Home.all.map(\.service) {
          let app = try await role("\(service)_app", admin)
          #expect(
            app.settings == [
              "idle_in_transaction_session_timeout=10s", "lock_timeout=2s",
              "search_path=\(service)", "statement_timeout=5s",
            ])
          #expect(app.limit == limits.application)
          #expect(app.canLogIn && !app.isPowerful)
          let owner = try await role("\(service)_owner", admin)
          #expect(owner.settings == ["lock_timeout=3s", "search_path=\(service)"])
          #expect(!owner.isPowerful)
        }
        let relay = try await role("mcf_relay", admin)
        #expect(
          relay.settings == [
            "enable_seqscan=off", "idle_in_transaction_session_timeout=10s", "jit=off",
            "lock_timeout=2s", "plan_cache_mode=force_generic_plan", "statement_timeout=60s",
          ])
        #expect(relay.limit == limits.relay)
        for reader in ["clients_reader", "workers_reader"] {
          #expect(try await role(reader, admin).canLogIn == false)
        }
      }
    }
  }

  @Test("limits leave room for an update of all processes at once, and for people")
  func rollingUpdate() throws {
    let layout = try clusterLayout()
    for replicas in [1, 2, 7] {
      let limits = ConnectionLimits(replicas: replicas, of: layout)
      let process = PostgresConfiguration(url: "").mostConnections
      let relay = PostgresConfiguration.relay(url: "").mostConnections * layout.databases.count
      #expect(process == 12)
      #expect(limits.application - 2 * replicas * process >= process)
      #expect(limits.relay - 2 * replicas * relay >= relay)
      // As PortalRoleTests has it of the only one.
      let callers = layout.schemas.flatMap(\.callers).count
      #expect(
        limits.total
          == layout.schemas.count * limits.application + callers * limits.caller + limits.relay)
    }
  }

  @Test("limits that nobody names are those of two replicas, or as they were if these are higher")
  func unnamedLimits() async throws {
    try await withServer(migrated: false) { server in
      let url = server.url(.admin, database: "postgres")
      func limits() async throws -> [Int] {
        try await server.withClient(.admin) { admin in
          [
            try await role("orders_app", admin).limit, try await role("mcf_relay", admin).limit,
          ]
        }
      }
      let layout = try clusterLayout()
      func expected(_ replicas: Int) -> [Int] {
        let limits = ConnectionLimits(replicas: replicas, of: layout)
        return [limits.application, limits.relay]
      }
      try await migrator(admin: url, replicas: nil).run()
      #expect(try await limits() == expected(ConnectionLimits.replicas))
      for replicas in [5, nil] {
        try await migrator(admin: url, replicas: replicas).run()
        #expect(try await limits() == expected(5))
      }
      try await migrator(admin: url, replicas: 1).run()
      #expect(try await limits() == expected(1))
      let (most, room) = try await migrator(admin: url).connections()
      #expect(most == ConnectionLimits(replicas: 1, of: layout).total)
      #expect(room == 97)
    }
  }

  @Test("an admin who is no superuser, but may make roles and databases, migrates as well")
  func lesserAdmin() async throws {
    try await withServer(migrated: false) { server in
      try await withPostgresClient(.init(url: server.url(.admin, database: "postgres"))) {
        // As managed clusters have it, whose extensions are trusted.
        try await $0.query("create role lesser login createrole createdb")
      }
      let url = server.url(DatabaseRole(rawValue: "lesser"), database: "postgres")
      #expect(try await !migrator(admin: url, replicas: 5).run().isEmpty)
      #expect(try await migrator(admin: url, replicas: nil).run() == [])
    }
  }

  @Test("only `orders` is a member of anything: of the two readers")
  func memberships() async throws {
    try await withServer { server in
      try await server.withClient(.admin) { admin in
        let rows = try await admin.query(
          """
          select member::regrole::text || ' in ' || roleid::regrole::text
          from   pg_auth_members
          where  member::regrole::text !~ '^pg_'
          order  by 1
          """, as: String.self)
        #expect(rows == ["orders_app in clients_reader", "orders_app in workers_reader"])
      }
    }
  }

  @Test("PUBLIC can do nothing, and a stranger not even connect")
  func nothingForPublic() async throws {
    try await withServer { server in
      try await server.withClient(.admin) { _ = try await $0.query("create role stranger login") }
      for database in try clusterLayout().databaseNames {
        try await server.withClient(.admin, database: database) { admin in
          let grants = try await admin.query(
            PostgresQuery(unescaped: Self.publicGrants), as: String.self)
          #expect(grants == [])
        }
        try await expectNoEntry(DatabaseRole(rawValue: "stranger"), to: database, of: server)
      }
    }
  }

  @Test("a service connects to the database that its schema lies in, and to no other")
  func connections() async throws {
    try await withServer { server in
      for home in try Home.all {
        for role in [home.app, home.owner] {
          try await server.withClient(role, database: home.database) {
            _ = try await $0.query("select 1")
          }
          for database in try clusterLayout().databaseNames where database != home.database {
            try await expectNoEntry(role, to: database, of: server)
          }
        }
      }
    }
  }

  private func expectNoEntry(
    _ role: DatabaseRole, to database: DatabaseName, of server: TestServer
  ) async throws {
    let error = await #expect(throws: PostgresError.self) {
      try await server.withClient(role, database: database) { _ = try await $0.query("select 1") }
    }
    #expect(error?.detail.contains("permission denied for database") == true)
  }

  @Test("passwords come from the environment, the others stay")
  func passwords() async throws {
    try await withServer(migrated: false) { server in
      let url = server.url(.admin, database: "postgres")
      let given = Migrator.passwords(in: [
        "MCF_CLIENTS_APP_PASSWORD": "it's \\ secret", "MCF_RELAY_PASSWORD": "r",
        "MCF_HOST": "h", "MCF_ODD-ONE_PASSWORD": "x",
      ])
      #expect(given == ["clients_app": "it's \\ secret", "mcf_relay": "r"])
      try await migrator(admin: url, passwords: given).run()
      try await migrator(admin: url).run()
      try await server.withClient(.admin) { admin in
        let withPassword = try await admin.query(
          """
          select rolname::text from pg_authid
          where rolpassword like 'SCRAM-SHA-256$%' order by 1
          """, as: String.self)
        #expect(withPassword == ["clients_app", "mcf_relay"])
      }
    }
  }

  @Test("a password lets its role in by TCP, and nothing else does")
  func passwordByTCP() async throws {
    var options = ServerOptions(maxConnections: 30, fsync: false)
    options.port = try freePort()
    try await withServer(options, migrated: false) { server in
      let url = server.url(.admin, database: "postgres")
      try await migrator(admin: url, passwords: ["orders_app": "purr ' \\"]).run()
      try await connect(server.tcpURL(.app("orders"), password: "purr ' \\"))
      for (role, password) in [
        (DatabaseRole.app("orders"), "hiss"), (.app("clients"), ""), (.admin, ""),
      ] {
        let error = await #expect(throws: PostgresError.self) {
          try await connect(server.tcpURL(role, password: password))
        }
        #expect(error?.code == .connectFailed)
      }
    }
  }

  private func connect(_ url: String?) async throws {
    try await withPostgresClient(PostgresConfiguration(url: #require(url))) {
      try await $0.query("select 1")
    }
  }

  private struct Role {
    let settings: [String]
    let limit: Int
    let canLogIn: Bool
    let isPowerful: Bool
  }

  private func role(_ name: String, _ admin: PostgresClient) async throws -> Role {
    let rows = try await admin.query(
      """
      select array(select unnest(rolconfig) order by 1), rolconnlimit::int8, rolcanlogin,
             rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication
      from   pg_roles
      where  rolname = \(name)
      """, as: [String].self, Int.self, Bool.self, Bool.self)
    let row = try #require(rows.first)
    return Role(settings: row.0, limit: row.1, canLogIn: row.2, isPowerful: row.3)
  }

  /// Whatever the grantee 0, PUBLIC, has in a database outside Postgres's own schemas.
  static let publicGrants = """
    with mine as (select oid, nspname, nspacl, nspowner
                  from   pg_namespace
                  where  nspname !~ '^pg_' and nspname <> 'information_schema'),
         acl as (select 'database' as kind, datname::text as name,
                        coalesce(datacl, acldefault('d', datdba)) as acl
                 from   pg_database where datname = current_database()
                 union all
                 select 'schema', nspname, coalesce(nspacl, acldefault('n', nspowner)) from mine
                 union all
                 select 'relation', c.oid::regclass::text,
                        coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char",
                                                    relowner))
                 from   pg_class c join mine on mine.oid = relnamespace
                 union all
                 select 'function', p.oid::regprocedure::text,
                        coalesce(proacl, acldefault('f', proowner))
                 from   pg_proc p join mine on mine.oid = pronamespace)
    select kind || ' ' || name || ': ' || privilege_type
    from   acl, aclexplode(acl)
    where  grantee = 0
    order  by 1
    """
}

/// A port that was free a moment ago.
func freePort() throws -> Int {
  let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
  defer { close(descriptor) }
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = inet_addr("127.0.0.1")
  var length = socklen_t(MemoryLayout<sockaddr_in>.size)
  let bound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
      bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
    }
  }
  try #require(bound)
  return Int(UInt16(bigEndian: address.sin_port))
}
