import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

@Suite("Signing in through a provider")
struct SignInTests {
  @Test("there and back: PKCE, state and nonce go out; a session, its token and the page come back")
  func there() async throws {
    try await withAccounts { bed in
      let jar = bed.browser()
      let address = try await bed.begin(jar, "/sign-in?return=/jobs%3Ffrom=1")
      #expect(address.hasPrefix(bed.issuer.issuer + "/authorize?tenant=1&"))
      let asked = FakeProvider.fields(address)
      #expect(asked["response_type"] == "code" && asked["client_id"] == "mcf client")
      #expect(asked["redirect_uri"] == AccountsBed.site + "/sign-in/callback")
      #expect(asked["scope"] == "openid profile email" && asked["ui_locales"] == "en")
      #expect(asked["code_challenge_method"] == "S256" && asked["prompt"] == nil)
      let next = FakeProvider.fields(try await bed.begin(bed.browser()))
      for secret in ["state", "nonce", "code_challenge"] {
        #expect(asked[secret]?.utf8.count == 43 && asked[secret] != next[secret], "\(secret)")
      }
      #expect(jar["mcf_browser"] != nil && jar["mcf_session"] == nil)
      let path = try bed.approve(
        address, as: "hcb-1", lies: ["phone_number": "+7 495 5550001"])
      let back = try await jar.get(path)
      #expect(back.status == 303 && back.headers[.location] == "/jobs?from=1")
      for cookie in back.headers[values: .setCookie] {
        #expect(cookie.contains("HttpOnly; SameSite=Lax") && cookie.contains("Path=/;"))
      }
      let token = try #require(try await bed.token(jar))
      #expect(token.caller.subject == "hcb-1" && token.caller.roles == [.client])
      #expect(token.caller.name == "Murka" && token.caller.email == "murka@cats.example")
      #expect(token.caller.phone == "+7 495 5550001" && token.language == .english)
      #expect(token.expiresAt.timeIntervalSince(bed.time.now) == 3_600)
      // What came and went in addresses is in no log.
      for secret in [asked["state"], asked["nonce"], FakeProvider.fields(path)["code"]] {
        let secret = try #require(secret)
        #expect(!bed.log.events.contains { $0.contains(secret) })
      }
      #expect(bed.log.events.contains { $0.contains("/sign-in/callback") })
      // What a thief of the tables has is no cookie.
      let rows = try await bed.database.admin.query(
        "select encode(cookie_hash, 'hex') || id_token::text || s::text from accounts.session s",
        as: String.self)
      #expect(!(rows.first ?? "").contains(try #require(jar["mcf_login"])))
      #expect(!(rows.first ?? "").contains("eyJ"))
    }
  }

  @Test("only paths of this site are returned to, and who is signed in goes on at once")
  func returning() async throws {
    try await withAccounts { bed in
      for (wanted, path) in [
        ("//evil.example", "/"), ("https://evil.example", "/"), ("/%5Cevil.example", "/"),
        ("", "/"), ("/jobs", "/jobs"),
      ] {
        let jar = bed.browser()
        let address = try await bed.begin(jar, "/sign-in/hcb?return=\(wanted)")
        let back = try await jar.get(try bed.approve(address))
        #expect(back.headers[.location] == path, "\(wanted)")
        let again = try await jar.get("/sign-in?return=\(wanted)")
        #expect(again.headers[.location] == path, "\(wanted)")
      }
      let jar = try await bed.signIn()
      let other = try await bed.begin(jar, "/sign-in?return=/&prompt=select_account")
      #expect(FakeProvider.fields(other)["prompt"] == "select_account")
      let before = jar["mcf_login"]
      _ = try await jar.get(try bed.approve(other, as: "user-2"))
      #expect(jar["mcf_login"] != before, "no session is taken over by another")
      #expect(try await bed.token(jar)?.caller.subject == "user-2")
      #expect(try await bed.ends().filter { $0 == "signed_out" }.count == 1)
      #expect(try await bed.browser().get("/sign-in/nobody").status == 404)
    }
  }

  @Test("a callback that is used twice, in turn or at once, signs nobody in twice")
  func twice() async throws {
    try await withAccounts { bed in
      let jar = bed.browser()
      let back = try bed.approve(try await bed.begin(jar))
      let answers = try await atOnce(6) { _ in try await jar.get(back) }
      #expect(answers.contains { $0.status == 303 })
      #expect(answers.allSatisfy { $0.status == 303 || $0.text.contains("That took too long") })
      #expect(try await bed.ends() == ["–"])
      #expect(bed.provider.now.exchanges.count == 1, "a code is sent once")
      let late = try await jar.get(back)
      #expect(late.status == 303 && late.headers[.location] == "/jobs", "no need to keep them out")
      let stranger = try await bed.browser().get(back)
      #expect(stranger.status == 400 && stranger.headers[values: .setCookie] == [])
      #expect(try await bed.ends() == ["–"])
    }
  }

  @Test("ten tabs of a signed-out browser end on ten pages, whichever is first; three cookies")
  func tabs() async throws {
    try await withAccounts { bed in
      let jar = bed.browser()
      // All at once: each brings a cookie for the browser, and the last one stays.
      let begun = try await atOnce(10) { number in
        (number, try await bed.begin(jar, "/sign-in?return=/page-\(number)"))
      }
      let addresses = Dictionary(uniqueKeysWithValues: begun)
      for number in [4, 0, 9, 1, 2, 3, 5, 6, 7, 8] {
        var answer = try await jar.get(try bed.approve(try #require(addresses[number])))
        // Who is known at the provider comes back from there without being asked.
        while let next = answer.headers[.location], next.hasPrefix(bed.issuer.issuer) {
          answer = try await jar.get(try bed.approve(next))
        }
        #expect(answer.headers[.location] == "/page-\(number)")
      }
      #expect(jar.count == 3)
      #expect(try await bed.ends().filter { $0 == "–" }.count == 1)
    }
  }

  @Test("whatever is forged: a page in words, no session, and one line that says what was wrong")
  func forged() async throws {
    try await withAccounts({ $0.scopes = "openid" }) { bed in
      let other = LocalIssuer(issuer: bed.issuer.issuer, audience: FakeProvider.client)
      let unsigned: @Sendable (JSONValue, JSONValue, [UInt8]) -> String = { header, claims, end in
        [header, claims].map { base64URL($0.text.utf8) }.joined(separator: ".") + "."
          + base64URL(end)
      }
      typealias Lie = (
        name: String, lies: [String: JSONValue], token: (@Sendable (JSONValue) throws -> String?)?
      )
      let lies: [Lie] = [
        ("iss", ["iss": "https://evil.example"], nil), ("nonce", ["nonce": "another"], nil),
        ("aud", ["aud": "another"], nil), ("azp", ["azp": "another"], nil),
        ("expired", ["exp": .number("\(Int(bed.time.now.timeIntervalSince1970) - 60)")], nil),
        ("at_hash", ["at_hash": "another"], nil),
        ("none", [:], { unsigned(["alg": "none"], $0, []) }),
        (
          "HS256", [:],
          { claims in
            let header: JSONValue = ["alg": "HS256", "typ": "JWT"]
            let input = [header, claims].map { base64URL($0.text.utf8) }.joined(separator: ".")
            let key = SymmetricKey(data: Array("s:cret".utf8))
            return unsigned(
              header, claims,
              Array(HMAC<SHA256>.authenticationCode(for: Array(input.utf8), using: key)))
          }
        ), ("another key", [:], { try other.sign($0, header: ["alg": "ES256", "typ": "JWT"]) }),
        ("access token", [:], { try bed.issuer.sign($0) }), ("none at all", [:], { _ in nil }),
        ("no JWT", [:], { _ in "a.b.c" }),
      ]
      for lie in lies {
        let jar = bed.browser()
        let back = try bed.approve(try await bed.begin(jar), lies: lie.lies, token: lie.token)
        let lines = bed.log.events.count
        let answer = try await jar.get(back)
        #expect(answer.status == 400, "\(lie.name)")
        #expect(answer.text.contains("It is not proven who you are"), "\(lie.name)")
        #expect(answer.text.contains(#"href="/sign-in?return=%2Fjobs""#), "\(lie.name)")
        #expect(jar["mcf_login"] == nil && jar["mcf_session"] == nil, "\(lie.name)")
        let told = bed.log.events.dropFirst(lines)
        #expect(told.count == 1 && told.allSatisfy { $0.contains("cause=") }, "\(lie.name) \(told)")
      }
      #expect(try await bed.ends() == [])
    }
  }

  @Test("an answer for another browser, another client or another state, and what providers refuse")
  func answers() async throws {
    try await withAccounts { bed in
      func text(_ jar: Jar, _ path: String) async throws -> String {
        let lines = bed.log.events.count
        let answer = try await jar.get(path)
        let told = bed.log.events.dropFirst(lines)
        #expect(told.count == 1 && told.allSatisfy { $0.contains("cause=") }, "\(path) \(told)")
        #expect(jar["mcf_login"] == nil && (400...403).contains(answer.status), "\(path)")
        return answer.text
      }
      let (jar, victim) = (bed.browser(), bed.browser())
      let back = try bed.approve(try await bed.begin(jar))
      #expect(try await text(victim, back).contains("That took too long"))
      let query = FakeProvider.fields(back)
      let state = try #require(query["state"])
      for path in ["", "?state=x&code=y", "?state=\(Secret().text)&code=y", "?code=y"] {
        #expect(try await text(jar, "/sign-in/callback" + path).contains("That took too long"))
      }
      #expect(
        try await text(jar, "/sign-in/callback?state=\(state)&error=access_denied")
          .contains("You said no there"))
      #expect(
        try await text(
          jar, "/sign-in/callback?state=\(state)&error=server_error&error_description=x"
        )
        .contains("have let nobody in"))
      #expect(
        try await text(jar, back + "&iss=https%3A%2F%2Fevil.example").contains("not proven"))
      for twice in ["&code=x", "&iss=a&iss=b", "&%69ss=a", "&error=a&error=b"] {
        #expect(try await text(jar, back + twice).contains("not proven"), "\(twice)")
      }
      // Each of these came before the attempt was used. What a provider adds is its own business.
      #expect(try await jar.get(back + "&x%5B%5D=1&x%5B%5D=2").status == 303)
      let foreign = bed.browser()
      let code = try bed.approve(try await bed.begin(foreign), client: "another client")
      #expect(try await text(foreign, code).contains("not proven"))
      let old = bed.browser()
      let late = try bed.approve(try await bed.begin(old))
      bed.time.advance(by: 600)
      #expect(try await text(old, late).contains("That took too long"))
    }
  }

  @Test("of several providers each has an address to come back to, and takes no other's answer")
  func mixUp() async throws {
    let other = Provider(
      "evil", issuer: "https://evil.example", clientID: "x", name: "Evil", roles: .all(.client))
    try await withAccounts(others: [other]) { bed in
      let jar = bed.browser()
      let address = try await bed.begin(jar, "/sign-in/hcb?return=/jobs")
      let own = AccountsBed.site + "/sign-in/hcb/callback"
      #expect(FakeProvider.fields(address)["redirect_uri"] == own)
      let back = try bed.approve(address)
      func come(to path: String) async throws -> Int {
        try await jar.get(back.replacing("/sign-in/callback", with: path)).status
      }
      #expect(try await come(to: "/sign-in/callback") == 400)
      #expect(try await come(to: "/sign-in/evil/callback") == 400)
      #expect(bed.provider.now.exchanges.isEmpty)
      #expect(try await come(to: "/sign-in/hcb/callback") == 303)
      let page = try await bed.browser().get("/sign-in?return=/jobs")
      #expect(page.text.contains(#"href="/sign-in/evil?return=%2Fjobs">Evil</a>"#))
    }
  }

  @Test("a code of one provider is nobody's under the state of another, whoever leads it there")
  func codeOfAnother() async throws {
    try await withProvider("staff", named: "Staff") { honest, issuer, staff in
      try await withAccounts(others: [staff]) { bed in
        let (thief, victim) = (bed.browser(), bed.browser())
        // Begun at the one by a thief, at the other by whoever follows the thief's link.
        let own = try await bed.begin(thief, "/sign-in/staff?return=/")
        let state = try #require(
          FakeProvider.fields(try await bed.begin(victim, "/sign-in/hcb"))["state"])
        // The other one, which is not honest, leads the victim on to the first.
        let code = try #require(
          FakeProvider.fields(try bed.at(honest, issuer).approve(own, as: "boss"))["code"])
        for address in ["callback", "staff/callback", "hcb/callback"] {
          let answer = try await victim.get(
            "/sign-in/\(address)" + queryString([("state", state), ("code", code)]))
          #expect(answer.status == 400, "\(address)")
          #expect(victim["mcf_login"] == nil, "\(address)")
        }
        #expect(honest.now.exchanges.isEmpty, "nobody is signed in by it")
        // The dishonest one has a code for its own address at most, which the honest one never gave.
        let asked = FakeProvider.fields(own)
        #expect(asked["redirect_uri"] == AccountsBed.site + "/sign-in/staff/callback")
      }
    }
  }

  @Test("whom pages send back again and again is told so before the browser gives up")
  func circles() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      let browser = try #require(jar["mcf_browser"])
      // A page whose clock is behind does not take what was made just now.
      let behind = bed.time.now.addingTimeInterval(-60)
      try await bed.withReplica(clock: Clock { behind }) { site, _ in
        var answer = try await jar.get("/sign-in/sessions", through: site)
        var redirects = 0
        while answer.status == 303, redirects < 20 {
          redirects += 1
          answer = try await jar.get(
            try #require(answer.headers[.location]), through: site)
        }
        #expect(redirects < 20)
        #expect(answer.status == 503 && answer.text.contains("does not know it yet"))
        #expect(answer.text.contains(#"href="/sign-in/sessions""#))
        #expect(bed.log.events.contains { $0.contains("MCF_PUBLIC_URL") })
        // Other pages, and the same one later, are none of it.
        #expect(try await jar.get("/sign-in?return=/jobs", through: site).status == 303)
        bed.time.advance(by: 10)
        #expect(try await jar.get("/sign-in?return=/sign-in/sessions", through: site).status == 303)
      }
      #expect(jar.count == 3, "the number has no cookie of its own")
      #expect(jar["mcf_browser"]?.hasPrefix(browser + ".") == true, "it is the same browser")
    }
  }

  @Test("replicas that take turns count whom pages send back together")
  func circlesOfReplicas() async throws {
    try await withAccounts { bed in
      let jar = try await bed.signIn()
      let behind = bed.time.now.addingTimeInterval(-60)
      try await bed.withReplica(clock: Clock { behind }) { one, _ in
        try await bed.withReplica(clock: Clock { behind }) { other, _ in
          var answer = try await jar.get("/sign-in/sessions", through: one)
          var redirects = 0
          while answer.status == 303, redirects < 20 {
            redirects += 1
            // The page and where it leads are one turn.
            answer = try await jar.get(
              try #require(answer.headers[.location]),
              through: (redirects / 2).isMultiple(of: 2) ? one : other)
          }
          #expect(redirects < 20 && answer.status == 503, "\(redirects) \(answer.status)")
        }
      }
    }
  }

  @Test("over https cookies are of this host alone, and no others are read")
  func https() async throws {
    try await withAccounts { bed in
      let site = "https://mcf.example"
      try await bed.withReplica(site: site) { api, _ in
        let jar = bed.browser()
        let begun = try await jar.get("/sign-in/hcb?return=/jobs", through: api)
        let address = try #require(begun.headers[.location])
        #expect(FakeProvider.fields(address)["redirect_uri"] == site + "/sign-in/callback")
        let back = try await jar.get(try bed.approve(address), through: api)
        #expect(back.headers[.location] == "/jobs")
        let cookies = (begun.headers[values: .setCookie] + back.headers[values: .setCookie])
        #expect(cookies.count == 3)
        for cookie in cookies {
          #expect(cookie.hasPrefix("__Host-mcf_") && cookie.hasSuffix("; Secure"), "\(cookie)")
        }
        #expect(try await jar.get("/sign-in/sessions", through: api).status == 200)
        #expect(try await jar.get("/sign-in/renew", through: api).headers[.setCookie] != nil)
        // As a host beside this one would plant it.
        let planted = bed.browser()
        planted["mcf_login"] = jar["__Host-mcf_login"]
        #expect(try await planted.get("/sign-in/renew", through: api).headers[.setCookie] == nil)
      }
    }
  }

  @Test("whose answer another browser gets while it signs in itself goes on with its own")
  func mixedUp() async throws {
    try await withAccounts { bed in
      let (thief, victim) = (bed.browser(), bed.browser())
      let back = try bed.approve(try await bed.begin(thief), as: "thief")
      _ = try await bed.begin(victim)
      let answer = try await victim.get(back)
      let next = try #require(answer.headers[.location])
      #expect(answer.status == 303 && next.hasPrefix(bed.issuer.issuer))
      #expect(victim["mcf_login"] == nil && bed.provider.now.exchanges.isEmpty)
      _ = try await victim.get(try bed.approve(next, as: "victim"))
      #expect(try await bed.token(victim)?.caller.subject == "victim")
    }
  }

  @Test("a provider that announces to name itself has to; its keys may change; userinfo fills gaps")
  func habits() async throws {
    try await withAccounts { bed in
      bed.provider.change { $0.namesIssuer = true }
      let jar = bed.browser()
      let back = try bed.approve(try await bed.begin(jar))
      #expect(try await jar.get(back).status == 400)
      let named = back + queryString([("iss", bed.issuer.issuer)]).replacing("?", with: "&")
      #expect(try await jar.get(named).status == 303)
      let next = LocalIssuer(issuer: bed.issuer.issuer, audience: FakeProvider.client)
      bed.provider.change { $0.keySet = next.keySet }
      bed.time.advance(by: 31)
      let other = bed.browser()
      let turned = try bed.approve(
        try await bed.begin(other), as: "user-9", lies: ["email": .null, "role": .null],
        userinfo: ["email": "from@userinfo.example", "role": "client", "name": "Not this"],
        token: { try next.sign($0, header: ["alg": "ES256", "kid": .string(next.keyID)]) })
      let answer = try await other.get(
        turned + queryString([("iss", bed.issuer.issuer)]).replacing("?", with: "&"))
      #expect(answer.status == 303, "\(answer.text)")
      let token = try #require(try await bed.token(other))
      #expect(token.caller.email == "from@userinfo.example" && token.caller.name == "Murka")
      #expect(bed.provider.now.keyFetches == 2)
    }
  }

  @Test("userinfo of another user is believed by nobody")
  func otherUserinfo() async throws {
    try await withAccounts { bed in
      let jar = bed.browser()
      let back = try bed.approve(
        try await bed.begin(jar), lies: ["email": .null], userinfo: ["sub": "somebody else"])
      #expect(try await jar.get(back).status == 400)
      #expect(jar["mcf_session"] == nil)
    }
  }

  @Test("a provider that is dead, slow, breaks or is another one: 503 or words, and nothing hangs")
  func away() async throws {
    try await withAccounts { bed in
      bed.provider.change { $0.isDead = true }
      let dead = try await bed.browser().get("/sign-in")
      #expect(dead.status == 503 && dead.text.contains("do not answer"))
      #expect(dead.headers[.retryAfter] != nil)
      bed.provider.change {
        $0.isDead = false
        $0.saysItIs = "https://evil.example"
      }
      #expect(try await bed.browser().get("/sign-in").status == 503)
      bed.provider.change { $0.saysItIs = nil }
      let jar = bed.browser()
      let back = try bed.approve(try await bed.begin(jar))
      bed.provider.change { $0.isSlow = true }
      let start = ContinuousClock.now
      let slow = try await jar.get(back)
      #expect(slow.status == 503 && ContinuousClock.now - start < .seconds(20))
      bed.provider.change {
        $0.isSlow = false
        $0.answersTokensWith = 500
      }
      let broken = bed.browser()
      let answer = try await broken.get(try bed.approve(try await bed.begin(broken)))
      #expect(answer.status == 503)
      #expect(try await bed.ends() == [])
    }
  }

  @Test("a description is asked for by one for all, and nobody waits who knows the one before")
  func description() async throws {
    try await withAccounts { bed in
      try await bed.signIn()
      let before = bed.provider.now.descriptionFetches
      bed.time.advance(by: 3_601)
      bed.provider.change { $0.isMute = true }
      _ = try await bed.begin(bed.browser())
      #expect(!bed.log.events.contains { $0.contains("does not say what it is") }, "nobody waited")
      let jars = try await atOnce(6) { _ in
        let jar = bed.browser()
        let back = try await jar.get(try bed.approve(try await bed.begin(jar)))
        #expect(back.status == 303)
        return jar
      }
      #expect(jars.count == 6)
      #expect(bed.provider.now.descriptionFetches == before + 1)
    }
  }

  @Test("accounts' database away: words on every page of signing in, and out is out")
  func databaseAway() async throws {
    try await withAccounts { bed in
      let (signedIn, begun) = (try await bed.signIn(), bed.browser())
      let back = try bed.approve(try await bed.begin(begun))
      let nowhere = PostgresClient(
        PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: .silent)
      try await bed.withReplica(nowhere) { site, _ in
        let cases = [
          (bed.browser(), "/sign-in?return=/jobs"), (bed.browser(), "/sign-in/hcb"),
          (begun, back), (signedIn, "/sign-in?return=/jobs"), (signedIn, "/sign-in/renew"),
          (signedIn, "/sign-in/sessions"), (signedIn, "/sign-in/switch"),
        ]
        for (jar, path) in cases {
          let answer = try await jar.get(path, through: site)
          #expect(answer.status == 503, "\(path)")
          #expect(answer.text.contains("Not available right now"), "\(path) \(answer.text)")
        }
        #expect(signedIn["mcf_session"] != nil, "whoever is in stays so")
        #expect(try await bed.token(signedIn) != nil)
        let out = try await signedIn.post("/sign-in/out", through: site)
        #expect(out.status == 303 && signedIn["mcf_session"] == nil && signedIn["mcf_login"] == nil)
        let page = try await signedIn.get(try #require(out.headers[.location]), through: site)
        #expect(page.text.contains("could not end the sign-in itself"), "it lives on")
      }
      // What was begun before goes on once it is there again.
      #expect(try await begun.get(back).status == 303)
    }
  }
}
