import Contracts
import FoundationEssentials
import HTTPTypes
import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

@Suite("Signing out")
struct SigningOutTests {
  @Test("here and at the provider, which leads back; where it has no end, the page says so")
  func out() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      let stolen = try #require(jar["mcf_login"])
      let foreign = try await jar.post("/sign-in/out", headers: ["Sec-Fetch-Site": "cross-site"])
      #expect(foreign.status == 403 && jar["mcf_login"] == stolen)
      let answer = try await jar.post("/sign-in/out")
      let path = try #require(answer.headers[.location])
      #expect(answer.status == 303 && path.hasPrefix("/sign-in/signed-out?go="))
      #expect(jar["mcf_login"] == nil && jar["mcf_session"] == nil)
      #expect(try await bed.ends() == ["signed_out"])
      let other = bed.browser()
      for cookie in ["no cookie", "one of its own"] {
        let stranger = try await other.get(path)
        #expect(stranger.status == 200 && !stranger.text.contains("refresh"), "\(cookie)")
        #expect(!stranger.text.contains("id_token_hint"), "\(cookie)")
        _ = try await bed.begin(other)
      }
      let page = try await jar.get(path)
      let address = try #require(
        page.text.firstMatch(of: #/http-equiv="refresh" content="0; url=([^"]+)"/#)?.1)
      let asked = FakeProvider.fields(String(address).replacing("&amp;", with: "&"))
      let hint = asked["id_token_hint"]
      #expect(address.hasPrefix(bed.issuer.issuer + "/logout?"))
      #expect(hint?.hasPrefix("eyJ") == true)
      #expect(asked["post_logout_redirect_uri"] == AccountsBed.site + "/sign-in/signed-out")
      bed.time.advance(by: 301)
      // Tickets and tokens are in addresses, and no log has any.
      let told = FakeProvider.fields(path)
      for secret in [told["go"], hint] {
        let secret = try #require(secret)
        #expect(!bed.log.events.contains { $0.contains(secret) })
      }
      #expect(bed.log.events.contains { $0.contains("signed-out") })
      let later = try await jar.get(path)
      #expect(later.status == 200 && !later.text.contains("id_token_hint"), "it leads on once")
      #expect(try await bed.browser().get("/sign-in/signed-out?go=x&state=y").status == 200)
      // The cookie of before opens nothing.
      let thief = bed.browser()
      thief["mcf_login"] = stolen
      #expect(try await bed.begin(thief).hasPrefix(bed.issuer.issuer))
      #expect(try await bed.browser().post("/sign-in/out").status == 303)
    }
    try await withAccounts { bed in
      bed.provider.change { $0.hasEndSession = false }
      let jar = try await bed.signIn()
      let path = try #require(try await jar.post("/sign-in/out").headers[.location])
      let page = try await jar.get(path)
      #expect(page.text.contains("You are still signed in at Happy Cat Box"))
      #expect(
        page.text.contains(#"href="\#(bed.issuer.issuer)""#) && !page.text.contains("refresh"))
    }
  }

  @Test("by the provider: sessions of its session or its user end, each message counts once")
  func backChannel() async throws {
    try await withAccounts { bed in
      let one = try await bed.signIn(as: "u-1")
      try await bed.signIn(as: "u-1", lies: ["sid": "another"])
      try await bed.signIn(as: "u-1", lies: ["sid": .null])
      try await bed.signIn(as: "u-2")
      let other = LocalIssuer(issuer: bed.issuer.issuer, audience: FakeProvider.client)
      #expect(try await bed.tellLogout(["sid": "sid of u-1"], key: other) == 400)
      #expect(try await bed.tellLogout(["sid": "sid of u-1", "nonce": "n"]) == 400)
      #expect(try await bed.tellLogout(["sid": "sid of u-1"], type: "at+jwt") == 400)
      #expect(
        try await bed.tellLogout(["sid": "sid of u-1", "iss": "https://evil.example"]) == 400)
      #expect(try await bed.tellLogout(["jti": "j-0"]) == 400)
      #expect(try await bed.ends() == ["–", "–", "–", "–"])
      #expect(try await bed.tellLogout(["sid": "sid of u-1"]) == 200)
      #expect(try await bed.ends().filter { $0 == "provider_logout" }.count == 1)
      let renewal = try await one.get("/sign-in/renew")
      #expect(renewal.status == 204 && one["mcf_session"] == nil)
      #expect(
        try await bed.begin(one).hasPrefix(bed.issuer.issuer), "the next page asks to sign in")
      #expect(try await bed.tellLogout(["sub": "u-1"]) == 200, "whoever repeats it hears no error")
      #expect(try await bed.ends().filter { $0 == "–" }.count == 3, "and nothing ends by it")
      #expect(try await bed.tellLogout(["sub": "u-1", "jti": "j-2"]) == 200)
      #expect(try await bed.ends().filter { $0 == "–" }.count == 1)
      let empty = try await bed.api.send(
        .post, "/sign-in/backchannel", as: nil, [UInt8](), type: "application/x-www-form-urlencoded"
      )
      #expect(empty.status == 400)
    }
  }

  @Test("heard before its session is kept, a logout ends that one too, however close they are")
  func heardFirst() async throws {
    try await withAccounts { bed in
      for (number, changes) in [
        ["sid": "sid of u-1"], ["sub": "u-1"], ["sid": "sid of u-1", "sub": "u-1"],
      ].enumerated() {
        let jar = bed.browser()
        let back = try bed.approve(try await bed.begin(jar), as: "u-1")
        let told = changes.mapValues { JSONValue.string($0) }
          .merging(["jti": .string("first \(number)")]) { $1 }
        #expect(try await bed.tellLogout(told) == 200)
        let late = try await jar.get(back)
        #expect(late.status == 400 && late.text.contains("That took too long"), "\(changes)")
        #expect(jar["mcf_login"] == nil)
        // What begins after it is none of its business.
        bed.time.advance(by: 1)
        try await bed.signIn(as: "u-1")
      }
      #expect(try await bed.ends() == ["provider_logout", "provider_logout", "–"])
      bed.time.advance(by: 1)
      var begun: [(jar: Jar, back: String)] = []
      for number in 0..<4 {
        let jar = bed.browser()
        begun.append((jar, try bed.approve(try await bed.begin(jar), as: "u-\(number)")))
      }
      let callbacks = begun
      _ = try await atOnce(8) { number in
        if number < 4 { return try await callbacks[number].jar.get(callbacks[number].back).status }
        let user = "u-\(number - 4)"
        return try await bed.tellLogout(["sub": .string(user), "jti": .string("at once \(user)")])
      }
      #expect(try await bed.ends().filter { $0 == "–" } == [])
    }
  }

  @Test("a logout waits for who is being signed in through its provider, and they wait for it")
  func turns() async throws {
    try await withAccounts { bed in
      let told = try await Self.waited(bed, holding: "pg_advisory_xact_lock_shared") {
        try await bed.tellLogout(["sub": "u-1"])
      }
      #expect(told == 200)
      let jar = bed.browser()
      let back = try bed.approve(try await bed.begin(jar), as: "u-2")
      let entered = try await Self.waited(bed, holding: "pg_advisory_xact_lock") {
        try await jar.get(back).status
      }
      #expect(entered == 303)
    }
  }

  /// What an act answers that has to wait while somebody else has the turn.
  private static func waited(
    _ bed: AccountsBed, holding lock: String, _ act: @escaping @Sendable () async throws -> Int
  ) async throws -> Int {
    let waiting = try await bed.database.admin.withTransaction { transaction in
      try await transaction.query(
        "select \(unescaped: lock)(hashtextextended('accounts logout hcb', 0))")
      // In a task of its own, which knows nothing of this transaction.
      let waiting = Task.detached { try await act() }
      try await eventually("it waits") {
        try await transaction.query(
          """
          select exists (select from pg_locks
                         where  locktype = 'advisory'
                         and    not granted
                         and    database = (select oid
                                            from   pg_database
                                            where  datname = current_database()))
          """, as: Bool.self
        ) == [true]
      }
      return waiting
    }
    return try await waiting.value
  }

  @Test("who signs out long after signing in is led on as well: the ticket is their browser's")
  func long() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      jar["mcf_browser"] = nil
      let path = try #require(try await jar.post("/sign-in/out").headers[.location])
      #expect(jar["mcf_browser"] != nil)
      #expect(try await jar.get(path).text.contains("id_token_hint"))
    }
  }

  @Test("a logout whose provider's keys are away is counted, and to be told again")
  func keysAway() async throws {
    let registry = PrometheusRegistry()
    try await withMetricsFactory(registry) {
      try await withAccounts { bed in
        bed.provider.change { $0.isDead = true }
        // Keys that were fetched before are asked for anew by then.
        bed.time.advance(by: 31)
        let told = try await bed.tellLogout(["sub": "u-1"], keyID: "next")
        #expect(told == 503)
      }
    }
    let line = #"mcf_provider_logouts_total{provider="hcb",outcome="provider_away"} 1"#
    #expect(registry.text.contains(line + "\n"), "\(registry.text)")
  }

  @Test("who signs out and whose token for the provider is lost is told where they still are")
  func lost() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      let path = try #require(try await jar.post("/sign-in/out").headers[.location])
      try await bed.database.admin.query("update accounts.session set id_token = null")
      let page = try await jar.get(path)
      #expect(page.text.contains("refresh") && !page.text.contains("id_token_hint"))
      #expect(page.text.contains("client_id=mcf%20client"))
      bed.time.advance(by: 301)
      let late = try await jar.get(path)
      #expect(late.text.contains("Sign out there as well") && !late.text.contains("refresh"))
    }
  }
}
