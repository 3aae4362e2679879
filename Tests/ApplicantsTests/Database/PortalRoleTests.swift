import Postgres
import TestSupport
import Testing

@Suite("R-081: the portal's role may call the functions made for it, and nothing else")
struct PortalRoleTests {
  @Test("case 20: these functions, and no other one of ours")
  func functions() async throws {
    try await withHiring { bed in
      let found = try await bed.admin.query(
        """
        select p.oid::regproc::text
        from   pg_proc p
        where  pronamespace not in ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
        and    has_function_privilege('applicants_portal_app', p.oid, 'execute')
        order  by 1
        """, as: String.self)
      #expect(
        found.filter { $0.contains("applicants") } == [
          "applicants_api.v1_act", "applicants_api.v1_details", "applicants_api.v1_hand_in",
          "applicants_api.v1_keep_photo", "applicants_api.v1_paper", "applicants_api.v1_photo",
          "applicants_api.v1_question", "applicants_api.v1_save", "applicants_api.v1_start",
          "applicants_api.v1_state", "applicants_api.v1_submit", "applicants_api.v1_vacancies",
        ])
      // What the bed itself has made is anybody's.
      #expect(found.count == 12 + 3)
    }
  }

  @Test("each of them runs as the tables' owner, with a path that nobody else can put a table into")
  func pinned() async throws {
    try await withHiring { bed in
      let found = try await bed.admin.query(
        """
        select p.oid::regproc::text
        from   pg_proc p
        where  pronamespace = 'applicants_api'::regnamespace
        and    not (prosecdef
                    and proowner = 'applicants_owner'::regrole
                    and proconfig is not distinct from array['search_path=pg_catalog, pg_temp'])
        """, as: String.self)
      #expect(found == [])
      // Whoever calls what forgets runs it as the owner, too.
      let owners = try await bed.admin.query(
        """
        select proname::text
        from   pg_proc
        where  pronamespace = 'applicants'::regnamespace
        and    has_function_privilege('applicants_app', oid, 'execute')
        order  by 1
        """, as: String.self)
      #expect(owners == ["drop_unconfirmed", "each_once", "erase", "trim_answers"])
    }
  }

  @Test("every table, sequence and view is refused to it, whatever it tries")
  func tables() async throws {
    try await withHiring { bed in
      let relations = try await bed.admin.query(
        """
        select c.oid::regclass::text, relkind = 'S',
               (select quote_ident(attname) from pg_attribute
                where attrelid = c.oid and attnum > 0 and attgenerated = ''
                order by attnum limit 1)
        from   pg_class c
        where  relkind in ('r', 'v', 'p', 'm', 'S')
        and    relnamespace in ('applicants'::regnamespace, 'applicants_api'::regnamespace)
        """, as: String.self, Bool.self, String.self)
      #expect(relations.count > 30)
      for (name, isSequence, column) in relations {
        // Named in full, so that it is the right that is missing and not the name.
        let name = "applicants.\(name.split(separator: ".").last ?? "")"
        let tries =
          isSequence
          ? ["select nextval('\(name)')", "select last_value from \(name)"]
          : [
            "select * from \(name)", "insert into \(name) default values",
            "update \(name) set \(column) = \(column)", "delete from \(name)", "truncate \(name)",
            "drop table \(name)",
          ]
        for sql in tries { await expectRefused(sql, bed.portal) }
      }
    }
  }

  @Test("nor makes it anything, not even for the time being")
  func makes() async throws {
    try await withHiring { bed in
      for sql in [
        "create temporary table x (y int)", "create table x (y int)",
        "create table applicants.x (y int)", "create schema x",
        "create function applicants_api.x() returns int language sql return 1",
        "set role applicants_owner", "set role applicants_app", "create role x",
        "select applicants.linked('\\x00', now())",
        "select applicants.erase(gen_random_uuid(), now())",
        "select pg_read_file('/etc/passwd')", "copy (select 1) to program 'cat'",
      ] {
        await expectRefused(sql, bed.portal)
      }
      // As a temporary table would stand before the others.
      let mayShadow = try await bed.value(
        "select has_database_privilege('applicants_portal_app', current_database(), 'temporary')",
        as: Bool.self)
      #expect(!mayShadow)
    }
  }

  @Test("it waits for little, and is few")
  func bounds() async throws {
    let limits = ConnectionLimits(replicas: 2, of: try clusterLayout())
    #expect(limits.caller == 8 * 5)
    try await withServer { server in
      try await server.withClient(.admin) { admin in
        let settings = try await admin.query(
          """
          select unnest(rolconfig) from pg_roles
          where  rolname = 'applicants_portal_app' order by 1
          """,
          as: String.self)
        #expect(
          settings == [
            "idle_in_transaction_session_timeout=2s", "lock_timeout=500ms",
            "search_path=applicants_api", "statement_timeout=2s",
          ])
        let rights = try await admin.query(
          """
          select rolconnlimit::int8, rolcanlogin,
                 rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication
                 or exists (select from pg_auth_members where member = r.oid)
          from   pg_roles r
          where  rolname = 'applicants_portal_app'
          """, as: Int.self, Bool.self, Bool.self)
        let least = ConnectionLimits(replicas: 1, of: try clusterLayout())
        #expect(rights.map(\.0) == [least.caller] && rights[0].1 && !rights[0].2)
        let reader = try await admin.query(
          "select count(*) from pg_roles where rolname = 'applicants_reader'", as: Int.self)
        #expect(reader == [0], "nobody reads what is published for callers")
      }
      for database in try clusterLayout().databaseNames where database != .of("applicants") {
        let error = await #expect(throws: PostgresError.self) {
          try await server.withClient(HiringBed.portal, database: database) {
            _ = try await $0.query("select 1")
          }
        }
        #expect(error?.detail.contains("permission denied for database") == true)
      }
    }
  }
}
