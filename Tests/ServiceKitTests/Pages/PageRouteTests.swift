import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Page routes")
struct PageRouteTests {
  @Test("a page is HTML in the visitor's language, with all that protects it")
  func page() async throws {
    try await withPasture { client in
      let answer = try await Browser(client, as: .clerk).get("/pasture")
      #expect(answer.status == .ok && answer.text.contains(#"<html lang="en" "#))
      #expect(answer.text.contains("<h1>Pasture</h1>") && answer.text.contains("Cow: Murka"))
      #expect(answer.headers[.contentType] == "text/html; charset=utf-8")
      #expect(answer.headers[.contentLanguage] == "en")
      #expect(answer.headers[.cacheControl] == "no-store")
      #expect(answer.headers[.xContentTypeOptions] == "nosniff")
      #expect(answer.headers[.referrerPolicy] == "same-origin")
      #expect(
        answer.headers[.contentSecurityPolicy]
          == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
          + "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'")
      let russian = try await Browser(client, as: .clerk, language: "ru-RU,ru;q=0.9").get(
        "/pasture")
      #expect(russian.text.contains(#"<html lang="ru" "#))
      #expect(russian.text.contains("<h1>Пастбище</h1>") && russian.text.contains("Выйти"))
    }
  }

  @Test("the header names the visitor and links to the pages of their role only")
  func header() async throws {
    try await withPasture { client in
      let html = try await Browser(client, as: .worker).get("/pasture").text
      #expect(html.contains(#"<a href="/pasture" aria-current="page">Pasture</a>"#))
      #expect(!html.contains("/barn"))
      #expect(html.contains("<b>Tom &lt;b&gt;Paws&lt;/b&gt;</b> · worker"))
      let refused = try await Browser(client, as: .manager).get("/pasture")
      #expect(refused.status == .forbidden)
      #expect(refused.text.contains("/barn") && refused.text.contains("action=\"/sign-in/out\""))
      #expect(!refused.text.contains("href=\"/pasture\""))
    }
  }

  @Test("the root leads to where a role begins, else to all of its pages, after signing in")
  func home() async throws {
    try await withPasture { client in
      let nobody = try await Browser(client, as: nil).get("/")
      #expect(nobody.status == .seeOther)
      #expect(nobody.headers[.location] == "/sign-in?return=%2F")
      let worker = try await Browser(client, as: .worker).get("/?from=elsewhere")
      let main = worker.text.split(separator: "<main").last ?? ""
      #expect(worker.status == .ok && main.contains(#"<a href="/pasture">Pasture</a>"#))
      #expect(!main.contains("/barn") && main.contains(#"<a href="/api">"#))
      let manager = try await Browser(client, as: .manager).get("/")
      #expect(manager.text.split(separator: "<main").last?.contains(#"href="/barn""#) == true)
      let clerk = try await Browser(client, as: .clerk).get("/")
      #expect(clerk.status == .seeOther && clerk.headers[.location] == "/pasture/milking")
      let pageless = try await Browser(client, as: .contractor).get("/")
      #expect(pageless.status == .ok && pageless.text.contains("There is no page for you yet"))
    }
  }

  @Test("whom the service does not admit is refused by its pages too")
  func admission() async throws {
    try await withPasture(PastureModule(banned: .clerk)) { client in
      let clerk = try Browser(client, as: .clerk)
      for path in ["/pasture", "/pasture/stream"] {
        let answer = try await clerk.get(path)
        #expect(answer.status == .forbidden, "\(path)")
      }
      let worker = try await Browser(client, as: .worker).get("/pasture")
      #expect(worker.status == .ok)
    }
  }

  @Test("who is not signed in goes to sign in and comes back; scripts and forms get 401")
  func signIn() async throws {
    try await withPasture { client in
      let nobody = try Browser(client, as: nil)
      let answer = try await nobody.get("/pasture?q=tom")
      #expect(answer.status == .seeOther)
      #expect(
        answer.headers[.location] == "/sign-in?return=%2Fpasture%3Fq%3Dtom")
      #expect(try await nobody.get("/pasture/stream").status == .unauthorized)
      // A stream is open no longer than its token is good.
      var late = try Browser(client, as: .clerk)
      let clerk = Caller(subject: "late", roles: [.clerk])
      try late.signIn(clerk, at: Date().addingTimeInterval(-3_000))
      let rest = try await late.get("/pasture/stream").headers[.age].flatMap { Int($0) }
      #expect((570...600).contains(try #require(rest)))
      let picture = try await nobody.get("/pasture", [.fetchMode: "no-cors"])
      #expect(picture.status == .unauthorized)
      var expired = nobody
      expired.session = "not.a.token"
      #expect(try await expired.get("/pasture").status == .seeOther)
      let form = try await expired.post(
        "/pasture", headers: [.referer: "http://localhost/pasture?q=tom"])
      #expect(form.status == .unauthorized && form.headers[.wwwAuthenticate] == nil)
      #expect(form.text.contains("Please sign in"))
      #expect(form.text.contains("href=\"/sign-in"))
    }
    try await withPasture(sessions: nil) { client in
      let answer = try await Browser(client, as: nil).get("/pasture")
      #expect(answer.status == .unauthorized && answer.text.contains("Please sign in"))
    }
  }

  @Test("the cookie's token counts on pages only, an access token under /api only")
  func separation() async throws {
    try await withPasture { client in
      var browser = try Browser(client, as: .clerk)
      #expect(try await browser.get("/api/pasture/me").status == .unauthorized)
      let ofPages = try #require(browser.session)
      let access = try TestIssuer.shared.token(.clerk, subject: "someone")
      browser.session = nil
      for (token, status) in [(access, HTTPResponse.Status.ok), (ofPages, .unauthorized)] {
        let bearer: HTTPFields = [.authorization: "Bearer \(token)"]
        #expect(try await browser.get("/api/pasture/me", bearer).status == status)
        #expect(try await browser.get("/pasture", bearer).status == .seeOther)
      }
      browser.session = access
      #expect(try await browser.get("/pasture").status == .seeOther)
    }
  }

  @Test("a page asks for its token anew once that is five minutes old")
  func renewal() async throws {
    try await withPasture { client in
      for (age, renews) in [(290.0, false), (310, true), (3_500, true)] {
        var browser = try Browser(client, as: nil)
        try browser.signIn(
          Caller(subject: "someone", roles: [.clerk]), at: Date(timeIntervalSinceNow: -age))
        let page = try await browser.get("/pasture").text
        #expect(page.contains(#"<img src="/sign-in/renew""#) == renews, "\(age)")
      }
    }
  }

  @Test(
    "S3: a form that was open while the token was renewed is good; of another session it is not")
  func openForm() async throws {
    try await withPasture { client in
      var browser = try Browser(client, as: nil)
      let caller = Caller(subject: "someone", roles: [.clerk])
      let begun = TestSessions.shared.begin(caller)
      let open = FormToken(session: begun).text
      let renewed = SessionToken(
        session: begun.session, caller: caller, language: nil, formKey: begun.formKey,
        issuedAt: begun.issuedAt.addingTimeInterval(1), expiresAt: begun.expiresAt)
      browser.session = try TestSessions.shared.token(of: renewed)
      let done = try await browser.post("/pasture", "litres=5&name=Murka", token: open)
      #expect(done.status == .seeOther)
      try browser.signIn(caller)
      let other = try await browser.post("/pasture", "litres=5&name=Murka", token: open)
      #expect(other.status == .forbidden)
    }
  }

  @Test("a page for others says for whom it is, and leads to sign in as somebody else")
  func otherRole() async throws {
    try await withPasture { client in
      let refused = try await Browser(client, as: .manager).get("/pasture?q=tom").text
      #expect(refused.contains("This page is for whoever is signed in as: supplies clerk, worker."))
      #expect(
        refused.contains(
          #"href="/sign-in?return=%2Fpasture%3Fq%3Dtom&amp;prompt=select_account""#))
      // Who may not for another reason need not be somebody else.
      let banned = PastureModule(banned: .clerk)
      try await withPasture(banned) { client in
        let page = try await Browser(client, as: .clerk).get("/pasture").text
        #expect(!page.contains("select_account"))
      }
    }
  }

  @Test("a form is done, then redirected to a page that says so")
  func post() async throws {
    try await withPasture { client in
      let browser = try Browser(client, as: .clerk)
      let answer = try await browser.post("/pasture", "litres=5&name=Murka")
      #expect(answer.status == .seeOther && answer.headers[.location] == "/pasture?notice=milked")
      let page = try await browser.get("/pasture?notice=milked")
      #expect(page.text.contains(#"<p class="notice" role="status">Milked.</p>"#))
      // Only what there is a text for, never what somebody typed.
      let odd = try await browser.get("/pasture?notice=%3Cscript%3E")
      #expect(!odd.text.contains("notice") && !odd.text.contains("<script>"))
    }
  }

  @Test("a form without the session's token, or from elsewhere, is refused and does nothing")
  func forgery() async throws {
    try await withPasture { client in
      let clerk = try Browser(client, as: .clerk)
      let fields = "litres=5&name=Murka"
      let others = try Browser(client, as: .clerk).formToken
      for token in ["", "x", others, others + "=", String(repeating: "A", count: 43)] {
        let answer = try await clerk.post("/pasture", fields, token: token)
        #expect(answer.status == .forbidden && answer.text.contains("out of date"), "\(token)")
      }
      let elsewhere: [HTTPFields] = [
        [.fetchSite: "cross-site"], [.fetchSite: "same-site"], [.fetchSite: "x"],
        [.origin: "https://evil.example"], [.origin: "null"], [.origin: "http://localhost.evil"],
        [.origin: "http://localhost:9999"],
      ]
      for headers in elsewhere {
        let answer = try await clerk.post("/pasture", fields, headers: headers)
        #expect(answer.status == .forbidden && answer.text.contains("another site"), "\(headers)")
      }
      for headers: HTTPFields in [[.fetchSite: "same-origin"], [.origin: "http://localhost"]] {
        #expect(
          try await clerk.post("/pasture", fields, headers: headers).status == .seeOther,
          "\(headers)")
      }
      let worker = try await Browser(client, as: .worker).post("/pasture", fields)
      #expect(worker.status == .forbidden && worker.text.contains("This is not for you"))
    }
  }

  @Test("problems are pages for browsers, with the same facts, and documents for programs")
  func problems() async throws {
    try await withPasture { client in
      let browser = try Browser(client, as: .clerk)
      let json: HTTPFields = [.accept: "application/json"]
      let missing = try await browser.get("/nothing")
      #expect(
        missing.status == .notFound && missing.text.contains("<h1>There is nothing here</h1>"))
      #expect(missing.text.contains("action=\"/sign-in/out\""))
      #expect(try await browser.get("/nothing", json).problem == "not-found")
      #expect(try await browser.get("/api/nothing").problem == "not-found")
      let method = try await client.send(.delete, "/pasture", [.accept: "text/html"])
      #expect(method.status == .methodNotAllowed && method.headers[.allow] == "GET, HEAD, POST")
      #expect(method.text.contains("<h1>This does not work that way</h1>"))
      let clash = try await browser.post("/pasture", "litres=5&name=Bull")
      #expect(clash.status == .conflict && clash.text.contains(#"<p lang="en">5 l of a bull?</p>"#))
      let input = try await browser.post("/pasture", "litres=50&odd=1")
      #expect(input.status == .badRequest)
      for pointer in ["/litres", "/name", "/odd"] {
        #expect(input.text.contains("<code>\(pointer)</code>"))
      }
      let large = try await browser.post("/pasture", String(repeating: "x", count: 70_000))
      #expect(large.status == .contentTooLarge && large.text.contains("<h1>That was too much</h1>"))
      let type = try await browser.post("/pasture", headers: [.contentType: "text/plain"])
      #expect(type.status == .unsupportedMediaType && type.text.contains("<h1>"))
      let broken = try await browser.get("/pasture/broken")
      #expect(broken.status == .internalServerError && !broken.text.contains("tom@example.org"))
      let russian = try await Browser(client, as: .clerk, language: "ru").get("/nothing")
      #expect(russian.text.contains("<h1>Здесь ничего нет</h1>"))
      #expect(russian.headers[.contentSecurityPolicy] != nil)
    }
  }

  @Test("too many requests at once are a page, too, that says when to come back")
  func overload() async throws {
    var settings = ServerSettings()
    settings.maxRequestsInFlight = 0
    let application = try buildApplication(
      modules: [PastureModule()], authenticator: TestIssuer.shared.verifier(),
      sessions: TestSessions.shared.verifier(), settings: settings, logger: silent)
    try await application.test(.router) { client in
      let answer = try await Browser(client, as: .clerk).get("/pasture")
      #expect(answer.status == .serviceUnavailable && answer.headers[.retryAfter] == "1")
      #expect(answer.text.contains("Not available right now"))
    }
  }

  @Test("what a page shows is escaped")
  func hostile() async throws {
    let cow = "<script>alert(1)</script>\"\u{301} onfocus=alert(1) autofocus x=\"\u{200d}"
    try await withPasture(PastureModule(cow: cow)) { client in
      let html = try await Browser(client, as: .clerk).get("/pasture").text
      #expect(!html.contains("<script>") && !html.utf8.contains("\"\u{301}".utf8))
      #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot"))
    }
  }

  @Test("styles and scripts are kept for ever under a path that changes with them")
  func assets() async throws {
    try await withPasture { client in
      let html = try await Browser(client, as: .clerk).get("/pasture").text
      let style = SharedPages.assets.path("style.css")
      let script = try #require(html.firstMatch(of: #/src="(\/assets\/pasture\/[^"]+)"/#)).1
      #expect(html.contains(#"href="\#(style)""#) && script.hasSuffix("/moo.js"))
      // Twice would be a mistake in it, since what it declares it then declares again.
      #expect(html.matches(of: /moo\.js/).count == 1)
      #expect(html.contains(#/<link rel="stylesheet" href="\/assets\/pasture\/[^"]+\/moo.css">/#))
      let answer = try await client.send(.get, String(script))
      #expect(answer.text == "'moo'")
      #expect(answer.headers[.contentType] == "text/javascript; charset=utf-8")
      #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
      let etag = try #require(answer.headers[.eTag])
      let again = try await client.send(.get, String(script), [.ifNoneMatch: etag])
      #expect(again.status == .notModified)
      let older = try await client.send(.get, "/assets/pasture/000000000000/moo.js")
      #expect(older.status == .ok && older.headers[.cacheControl] == "no-cache")
      for odd in ["/assets/pasture/0/none.js", "/assets/pasture/0/..%2f..%2fetc%2fpasswd"] {
        #expect(try await client.send(.get, odd).status == .notFound)
      }
    }
  }

  @Test("pages hold nothing inline, so that the policy loses nothing")
  func inline() async throws {
    try await withPasture { client in
      let browser = try Browser(client, as: .clerk)
      for path in ["/pasture", "/nothing"] {
        let html = try await browser.get(path).text
        #expect(
          html.firstMatch(of: #/<script(?![^>]*src=)|<style|\son[a-z]+=|\sstyle=|javascript:/#)
            == nil)
      }
    }
  }

  @Test("forms may lead to each place that is named, which is named once")
  func formTargets() {
    let policy = PageHeaders.fields(
      .english, formTargets: ["https://a", "https://b", "https://a"])[
        .contentSecurityPolicy]
    #expect(policy?.contains("; form-action 'self' https://a https://b; ") == true)
  }
}

extension String.UTF8View {
  fileprivate func contains(_ other: String.UTF8View) -> Bool {
    Array(self).firstRange(of: Array(other)) != nil
  }
}
