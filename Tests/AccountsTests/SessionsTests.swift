import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

@Suite("Sessions")
struct SessionsTests {
  @Test("twenty renewals at once over two replicas are all granted; an ended session has no more")
  func renewal() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      let first = try #require(try await bed.token(jar))
      bed.time.advance(by: 400)
      // Closed by the API that it is behind, and then it must be nobody else's.
      let database = PostgresClient(
        PostgresConfiguration(url: bed.database.url(.app("accounts"))), logger: .silent)
      let replica = AccountsModule(
        database: database, clock: bed.time.clock, configuration: bed.accounts.configuration,
        logger: .silent)
      try await withAPI([replica]) { other in
        let answers = try await atOnce(20) { number in
          try await jar.get("/sign-in/renew", through: number.isMultiple(of: 2) ? bed.api : other)
        }
        #expect(answers.allSatisfy { $0.status == 204 })
        #expect(answers.allSatisfy { $0.headers[values: .setCookie].count == 1 })
        let token = try #require(try await bed.token(jar))
        #expect(token.session == first.session && token.formKey == first.formKey)
        #expect(token.expiresAt > first.expiresAt)
        let id = token.session
        try await bed.accounts.desk.end(id, of: .anybody(), by: "test")
        let over = try await jar.get("/sign-in/renew")
        #expect(over.status == 204 && jar["mcf_session"] == nil)
        #expect(try await bed.browser().get("/sign-in/renew").status == 204)
        #expect(try await bed.browser().get("/sign-in?return=/jobs").status == 303)
      }
    }
  }

  @Test("a renewal that is late ends nothing of who has signed in meanwhile")
  func lateRenewal() async throws {
    try await withAccounts { bed in
      let (jar, late) = (try await bed.signIn(), bed.browser())
      for name in ["mcf_login", "mcf_session"] { late[name] = jar[name] }
      let other = try await bed.begin(jar, "/sign-in?return=/&prompt=select_account")
      _ = try await jar.get(try bed.approve(other, as: "user-2"))
      let answer = try await late.get("/sign-in/renew")
      let cleared = answer.headers[values: .setCookie]
      #expect(cleared.count == 1 && cleared[0].hasPrefix("mcf_session=;"), "\(cleared)")
      // The browser does as it is told, whenever that is, and the next page leads it back.
      jar["mcf_session"] = nil
      #expect(try await jar.get("/sign-in?return=/jobs").headers[.location] == "/jobs")
      #expect(try await bed.token(jar)?.caller.subject == "user-2")
    }
  }

  @Test("clients stay for thirty days, staff for twelve hours, nobody fourteen days unseen")
  func lifetimes() async throws {
    try await withAccounts { bed in
      func lives(_ jar: Jar) async throws -> Bool {
        _ = try await jar.get("/sign-in/renew")
        return jar["mcf_session"] != nil
      }
      let hour: TimeInterval = 3_600
      let (staff, client) = (
        try await bed.signIn(as: UUID().wire, lies: ["role": "manager"]), try await bed.signIn()
      )
      bed.time.advance(by: 12 * hour - 5)
      #expect(try await lives(staff))
      let last = try #require(try await bed.token(staff))
      #expect(last.expiresAt.timeIntervalSince(bed.time.now) <= 5, "no token outlives it by design")
      bed.time.advance(by: 5)
      #expect(try await !lives(staff))
      for _ in 0..<2 {
        bed.time.advance(by: 13 * 24 * hour)
        #expect(try await lives(client))
      }
      bed.time.advance(by: 3 * 24 * hour + 12 * hour)
      #expect(try await !lives(client))
      let idle = try await bed.signIn()
      bed.time.advance(by: 14 * 24 * hour)
      #expect(try await !lives(idle))
      #expect(try await bed.ends() == ["expired", "expired", "expired"])
    }
  }

  @Test("who leaves is out of every session at once, and stays out; a client may look back")
  func leaving() async throws {
    try await withAccounts { bed in
      let (worker, manager) = (UUID.v7(at: bed.time.now), UUID.v7(at: bed.time.now))
      try await bed.tellWorker(worker, "leo@cats.example")
      try await bed.tellManager(manager, "vaska@cats.example")
      try await bed.tellClient(.v7(at: bed.time.now), "hcb-1", active: true, version: 1)
      for _ in 0..<2 { try await bed.signIn(as: worker.wire, lies: ["role": "worker"]) }
      try await bed.signIn(as: manager.wire, lies: ["role": "manager"])
      try await bed.signIn(as: "hcb-1")
      // The same subject in another role is somebody else.
      try await bed.signIn(as: worker.wire)
      try await bed.tellWorker(worker, "leo@cats.example", active: false, version: 2)
      #expect(
        try await bed.ends().sorted() == ["deactivated", "deactivated", "–", "–", "–"].sorted())
      try await bed.tellManager(manager, "vaska@cats.example", active: false, version: 2)
      try await bed.tellClient(.v7(at: bed.time.now), "hcb-1", active: false, version: 2)
      #expect(try await bed.ends().filter { $0 == "deactivated" }.count == 4)
      let jar = bed.browser()
      let refused = try await jar.get(
        try bed.approve(try await bed.begin(jar), as: worker.wire, lies: ["role": "worker"]))
      #expect(refused.status == 403 && refused.text.contains("You were registered here"))
      try await bed.signIn(as: "hcb-1")
    }
  }

  @Test("who has come back since stays in, however late it is heard that they had left")
  func lateEvents() async throws {
    try await withAccounts { bed in
      let worker = UUID.v7(at: bed.time.now)
      try await bed.tellWorker(worker, "leo@cats.example", version: 3)
      try await bed.signIn(as: worker.wire, lies: ["role": "worker"])
      try await bed.tellWorker(worker, "leo@cats.example", active: false, version: 2)
      #expect(try await bed.ends() == ["–"])
      try await bed.tellWorker(worker, "leo@cats.example", active: false, version: 4)
      #expect(try await bed.ends() == ["deactivated"])
    }
  }

  @Test("whose sessions end and who has begun is found by an index, however many there are")
  func indexes() async throws {
    try await withAccounts { bed in
      try await bed.signIn()
      try await bed.database.admin.query(
        """
        insert into accounts.session
               (id, cookie_hash, provider, provider_sub, subject, roles, standings, person, form_key,
                id_token, browser, created_at, seen_at, expires_at)
        select gen_random_uuid(), sha256(n::text::bytea), provider, provider_sub, 'c' || n, roles,
               jsonb_build_array(jsonb_build_object('subject', 'c' || n, 'roles', roles)), person,
               form_key, id_token, browser, created_at, seen_at, expires_at
        from   accounts.session, generate_series(1, 5000) n
        """)
      try await bed.database.admin.query(
        """
        insert into accounts.attempt (id, state_hash, browser_hash, provider, nonce, verifier,
                                      return_to, created_at)
        select gen_random_uuid(), sha256(n::text::bytea), sha256(n::text::bytea), provider, nonce,
               verifier, return_to, created_at
        from   accounts.attempt, generate_series(1, 5000) n
        """)
      try await bed.database.admin.withConnection { connection in
        try await connection.script("analyze accounts.session")
        try await connection.script("analyze accounts.attempt")
        try await connection.script("set plan_cache_mode = force_generic_plan")
        for (name, sql, count, index) in [
          ("ends", EndOfPerson.sql, 6, "session_of_subject"),
          ("begun", FindBegun.sql, 3, "attempt_begun"),
        ] {
          try await connection.script("prepare \(name) as \(sql)")
          let nulls = repeatElement("null", count: count).joined(separator: ", ")
          let explain = PostgresQuery(unescaped: "explain execute \(name)(\(nulls))")
          let plan = try await connection.query(explain, as: String.self).joined(separator: "\n")
          #expect(plan.contains(" \(index) "), "\(plan)")
          #expect(!plan.contains("Seq Scan on session"), "\(plan)")
        }
        // Whose may be anybody's has no plan for all: the database makes one each time.
        try await connection.script("set plan_cache_mode = auto")
        try await connection.script("prepare others as \(EndOthers.sql)")
        for round in 0..<7 {
          let plan = try await connection.query(
            """
            explain execute others
              ('c7', array['client'], 'hcb', 'nobody', gen_random_uuid(), '2027-03-01')
            """, as: String.self
          ).joined(separator: "\n")
          #expect(plan.contains(" session_of_subject "), "\(round) \(plan)")
          #expect(!plan.contains("Seq Scan on session"), "\(round) \(plan)")
        }
      }
    }
  }

  @Test("who is nobody here is told why, and no log has the address")
  func strangers() async throws {
    try await withAccounts({ $0.subject = .email }) { bed in
      let cases: [([String: JSONValue], String)] = [
        (["role": "worker"], "Nobody here is registered with this address"),
        (["role": "worker", "email_verified": false], "is not verified"),
        (["role": "worker", "email": .null], "has no e-mail address"),
        (["role": "gardener"], "Nothing there says what you are here"),
        (["role": "clerk"], "Nobody here is registered"),
      ]
      for (lies, words) in cases {
        let jar = bed.browser()
        let answer = try await jar.get(try bed.approve(try await bed.begin(jar), lies: lies))
        #expect(answer.status == 403 && answer.text.contains(words), "\(words) \(answer.text)")
        #expect(answer.text.contains("prompt=select_account"), "\(words)")
        if lies["email"] == nil {
          #expect(answer.text.contains("At Happy Cat Box you are signed in as murka@cats.example"))
        }
      }
      // Programs are told why, and no address.
      let program = bed.browser()
      let path = try bed.approve(try await bed.begin(program), lies: ["role": "worker"])
      let told = try await program.get(path, accepting: "application/json")
      #expect(told.status == 403 && told["reason"]?.string == "nobody", "\(told.text)")
      #expect(!told.text.contains("murka@"))
      #expect(!bed.log.events.contains { $0.contains("murka@") })
      #expect(bed.log.events.contains { $0.contains("nobody here: unverified") })
      let russian = bed.browser("ru")
      let answer = try await russian.get(
        try bed.approve(try await bed.begin(russian), lies: ["role": "x"]))
      #expect(answer.text.contains("Вас здесь нет"))
    }
  }

  @Test("linked by an address once: what changes at the provider later changes nothing here")
  func pinned() async throws {
    try await withAccounts({ $0.subject = .email }) { bed in
      let (leo, other) = (UUID.v7(at: bed.time.now), UUID.v7(at: bed.time.now))
      try await bed.tellWorker(leo, "Leo@cats.example")
      try await bed.tellWorker(other, "tom@cats.example")
      let worker: [String: JSONValue] = ["role": "worker", "email": "leo@CATS.example"]
      let jar = try await bed.signIn(as: "u-1", lies: worker)
      #expect(try await bed.token(jar)?.caller.subject.text == leo.wire)
      let moved: [String: JSONValue] = ["role": "worker", "email": "tom@cats.example"]
      let again = try await bed.signIn(as: "u-1", lies: moved)
      #expect(try await bed.token(again)?.caller.subject.text == leo.wire)
      // Another user with the address that one had is not him either.
      let third = try await bed.signIn(as: "u-2", lies: moved)
      #expect(try await bed.token(third)?.caller.subject.text == other.wire)
      let links = try await bed.accounts.desk.links(of: .anybody())
      #expect(links.map(\.by) == ["email", "email"])
      try await bed.accounts.desk.unlink(links[0].id, of: .anybody(), by: "test")
      #expect(try await bed.ends() == ["ended_by_person", "ended_by_person", "–"])
      let anew = try await bed.signIn(as: "u-1", lies: moved)
      #expect(try await bed.token(anew)?.caller.subject.text == other.wire)
    }
  }

  @Test("whoever is several chooses, may choose again, and each is a caller of its own")
  func several() async throws {
    try await withAccounts({ provider in
      provider.subject = .email
      provider.may = [.worker, .manager]
    }) { bed in
      let (worker, manager) = (UUID.v7(at: bed.time.now), UUID.v7(at: bed.time.now))
      try await bed.tellWorker(worker, "leo@cats.example")
      try await bed.tellManager(manager, "leo@cats.example")
      let jar = bed.browser()
      let both: [String: JSONValue] = [
        "role": ["manager", "worker", "client"], "email": "leo@cats.example",
      ]
      let back = try await jar.get(try bed.approve(try await bed.begin(jar), lies: both))
      #expect(back.headers[.location] == "/sign-in/switch?return=%2Fjobs")
      #expect(jar["mcf_session"] == nil, "nobody yet")
      let page = try await jar.get("/sign-in/switch?return=/jobs")
      #expect(page.text.contains(">worker</button>") && page.text.contains(">manager</button>"))
      let elsewhere = try await jar.post(
        "/sign-in/switch", [("standing", "0")], headers: ["Sec-Fetch-Site": "cross-site"])
      #expect(elsewhere.status == 403 && jar["mcf_session"] == nil)
      let chosen = try await jar.post("/sign-in/switch", [("standing", "0"), ("return", "/jobs")])
      #expect(chosen.headers[.location] == "/jobs")
      let first = try #require(try await bed.token(jar))
      #expect(first.caller.roles == [.worker] && first.caller.subject.text == worker.wire)
      _ = try await jar.post("/sign-in/switch", [("standing", "1")])
      let second = try #require(try await bed.token(jar))
      #expect(second.caller.roles == [.manager] && second.session == first.session)
      #expect(second.formKey != first.formKey, "forms of the one are not the other's")
      #expect(try await jar.post("/sign-in/switch", [("standing", "2")]).status == 404)
      try await bed.tellWorker(worker, "leo@cats.example", active: false, version: 2)
      #expect(try await jar.post("/sign-in/switch", [("standing", "0")]).status == 403)
      #expect(try await bed.ends() == ["–"], "the manager is none the worse")
    }
  }

  @Test("a provider that may give clients gives clients, whatever it claims")
  func privilege() async throws {
    try await withAccounts({ $0.may = [.client] }) { bed in
      let jar = try await bed.signIn(lies: ["role": ["manager", "client", "clerk"]])
      #expect(try await bed.token(jar)?.caller.roles == [.client])
    }
  }

  @Test("the longest names of four-byte letters still fit a cookie")
  func longest() async throws {
    try await withAccounts { bed in
      let name = JSONValue.string(String(repeating: "𝓜", count: 300))
      let jar = try await bed.signIn(
        as: String(repeating: "s", count: 255),
        lies: [
          "name": name, "given_name": name, "family_name": name,
          "email": .string(String(repeating: "e", count: 240) + "@cats.example"),
          "phone_number": "+7 495 555 00 01 x123456",
        ])
      #expect(try #require(jar["mcf_session"]).utf8.count <= 2_000)
      #expect(try await bed.token(jar) != nil)
      let control = JSONValue.string(String(repeating: "\u{1}", count: 254))
      let odd = try await bed.signIn(as: "odd", lies: ["email": control, "name": name])
      #expect(try await bed.token(odd)?.caller.subject == "odd")
      let other = bed.browser()
      let back = try bed.approve(try await bed.begin(other), lies: ["sub": control])
      #expect(try await other.get(back).status == 400, "it may be nobody's id")
    }
  }

  private func upkeep(_ bed: AccountsBed) async throws {
    await Upkeep(
      database: bed.accounts.database, keys: bed.accounts.keys,
      life: bed.accounts.configuration.life, clock: bed.time.clock, logger: .silent
    ).turn()
  }

  @Test("what was over ninety days ago is forgotten; what nobody has ended is")
  func forgotten() async throws {
    try await withAccounts { bed in
      func count(_ table: String) async throws -> Int {
        try await bed.database.admin.query(
          "select count(*) from accounts.\(unescaped: table)", as: Int.self)[0]
      }
      try await bed.signIn()
      let day: TimeInterval = 86_400
      // Anybody can begin as often as they like; those who came back are told of for longer.
      try await bed.database.admin.query(
        """
        insert into accounts.attempt (id, state_hash, browser_hash, provider, nonce, verifier,
                                      return_to, created_at)
        select gen_random_uuid(), sha256(n::text::bytea), browser_hash, provider, nonce, verifier,
               return_to, created_at
        from   accounts.attempt, generate_series(1, 10001) n
        """)
      bed.time.advance(by: day - 1)
      try await upkeep(bed)
      #expect(try await count("attempt") == 10_002)
      bed.time.advance(by: 2)
      try await upkeep(bed)
      #expect(try await count("attempt") == 1)
      bed.time.advance(by: 14 * day)
      try await upkeep(bed)
      #expect(try await bed.ends() == ["expired"])
      let kept = try await bed.database.admin.query(
        "select id_token is not null or person <> '{}' from accounts.session", as: Bool.self)
      #expect(kept == [false], "of whom it was nothing is needed an hour after the end")
      // What cannot be done keeps nothing else from being done.
      try await bed.database.admin.query("revoke delete on accounts.attempt from accounts_app")
      bed.time.advance(by: 88 * day)
      try await upkeep(bed)
      #expect(try await bed.ends().count == 1, "it ended after fourteen days")
      bed.time.advance(by: 2 * day)
      try await upkeep(bed)
      #expect(try await count("session") == 0)
      #expect(try await count("attempt") == 1)
    }
  }

  @Test("all sessions of a provider's user are theirs, whoever they have chosen to be in them")
  func thief() async throws {
    try await withAccounts({ provider in
      provider.subject = .email
      provider.may = [.worker, .manager]
    }) { bed in
      let (worker, manager) = (UUID.v7(at: bed.time.now), UUID.v7(at: bed.time.now))
      try await bed.tellWorker(worker, "leo@cats.example")
      try await bed.tellManager(manager, "leo@cats.example")
      let both: [String: JSONValue] = ["role": ["manager", "worker"], "email": "leo@cats.example"]
      func enter(_ choice: String?) async throws -> Jar {
        bed.time.advance(by: 0.001)
        let jar = bed.browser()
        _ = try await jar.get(try bed.approve(try await bed.begin(jar), lies: both))
        if let choice { _ = try await jar.post("/sign-in/switch", [("standing", choice)]) }
        return jar
      }
      let owner = try await enter("0")
      for choice in ["0", "1", nil] { _ = try await enter(choice) }
      let tom = UUID.v7(at: bed.time.now)
      try await bed.tellWorker(tom, "tom@cats.example")
      try await bed.signIn(as: "tom", lies: ["role": "worker", "email": "tom@cats.example"])
      try await bed.withReplica { site, _ in
        let page = try await owner.get("/sign-in/sessions", through: site)
        let ends = page.text.matches(of: #/action="\/sign-in\/sessions\/[0-9a-f-]{36}\/end"/#)
        #expect(ends.count == 3, "\(page.text)")
        let token = try #require(
          page.text.firstMatch(of: #/name="form_token" value="([^"]+)"/#)?.1)
        let ended = try await owner.post(
          "/sign-in/sessions/others/end", [("form_token", String(token))], through: site)
        #expect(ended.status == 303)
      }
      let over = "ended_by_person"
      #expect(try await bed.ends() == ["–", over, over, over, "–"])
    }
  }
}
