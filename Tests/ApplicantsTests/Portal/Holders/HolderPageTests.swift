import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-111: the page behind a link")
struct HolderPageTests {
  @Test("6.3: it says where the application stands, in either language, and nothing of others")
  func states() async throws {
    try await withHolders { bed in
      for (number, title, russian) in [
        (101, "Is this your application?", "Это ваша заявка?"),
        (102, "Your application is here", "Ваша заявка у нас"),
        (103, "You are invited to a test", "Приглашаем вас пройти тест"),
        (104, "We decide soon", "Скоро решим"),
        (105, "Welcome to Make Cats Free", "Добро пожаловать в Make Cats Free"),
        (106, "This time it did not work out", "На этот раз не получилось"),
        (107, "Your application is withdrawn", "Ваша заявка отозвана"),
      ] {
        let page = try await bed.get(number)
        #expect(page.status == 200 && page.title == title)
        #expect(page.text.contains("Hello, Tom.") && page.text.contains("Vacancy 1"))
        #expect(page.text.contains("Tom\(number)@x.example") == (number == 101))
        #expect(try await bed.get(number, in: "ru").title == russian)
      }
      let rejected = try await bed.get(106).text
      #expect(rejected.contains("From Sunday, 30 May, 15:00, Moscow time on"))
      let invited = try await bed.get(103).text
      #expect(invited.contains("The test has 15 questions and takes up to 20 minutes"))
      #expect(invited.contains("until Monday, 15 March, 15:00, Moscow time"))
      for number in 101...107 {
        let page = try await bed.get(number).text
        #expect(page.contains("href=\"/apply\"") == (number == 107), "\(number)")
        let isOpen = (102...104).contains(number)
        #expect(page.contains(">Withdraw or delete</a>") == isOpen, "\(number)")
        #expect(page.contains(">Delete all my data</a>") != isOpen, "\(number)")
      }
    }
  }

  @Test("3.4, case 8: a scanner that opens a link a hundred times has changed nothing")
  func reading() async throws {
    try await withHolders { bed in
      for _ in 0..<50 {
        for method in [HTTPRequest.Method.get, .head] {
          let answer = try await bed.open(bed.path(101), method)
          #expect(answer.status == 200 && answer.headers[.setCookie] == nil)
          #expect(answer.headers[.cacheControl] == "no-store")
          let fields = answer.headers.map { ($0.name.canonicalName, $0.value) }
          #expect(fields.contains { $0 == ("referrer-policy", "same-origin") })
          #expect(fields.contains { $0 == ("x-robots-tag", "noindex") })
        }
        for rest in ["/withdraw", "/photo", "/test", "/test/1", "/time"] {
          _ = try await bed.open(bed.path(103, rest))
        }
      }
      #expect(try await bed.acts.isEmpty)
      #expect(try await bed.hiring.value("select count(*) from attempt", as: Int.self) == 1)
    }
  }

  @Test("2.4: malformed, forged, expired, revoked, erased: one 404, byte by byte, on each address")
  func dead() async throws {
    try await withHolders { bed in
      let dead = try await bed.deadLinks()
      for (rest, methods) in [
        ("", [.get, .post]), ("/photo", [.get]), ("/withdraw", [.get, .post]),
        ("/test", [.get, .post]), ("/test/practice", [.get]), ("/test/1", [.get, .post]),
        ("/test/overview", [.get]), ("/test/hand-in", [.get, .post]), ("/time", [.get]),
      ] as [(String, [HTTPRequest.Method])] {
        for method in methods {
          var pages: Set<[UInt8]> = []
          for link in dead {
            let answer = try await bed.send(method, "/portal/\(link)\(rest)")
            #expect(answer.status == 404, "\(method) \(rest)")
            pages.insert(answer.body)
          }
          #expect(pages.count == 1, "\(method) \(rest)")
        }
        let heads = try await atOnce(dead.count) {
          try await bed.open("/portal/\(dead[$0])\(rest)", .head)
        }
        #expect(heads.allSatisfy { $0.status == 404 && $0.body.isEmpty })
        #expect(Set(heads.map { $0.headers[.contentLength] }).count == 1)
      }
      for link in dead {
        let answer = try await bed.api.send(
          .put, "/portal/\(link)/answers/1.way", ["value": "30", "seen": 0])
        #expect(answer.status == 404 && answer.problem == "dead-link")
      }
    }
  }

  @Test("2.4: of a link that is malformed, forged or expired the database is not asked")
  func unasked() async throws {
    try await withPortal(limits: false, url: "host=127.0.0.1 port=1 dbname=none") { portal in
      let links = portal.module.desk.keys.links
      func statuses(_ link: String) async throws -> [Int] {
        let path = "/portal/\(link)"
        let page = try await portal.get(path)
        let form = try await portal.api.send(
          .post, path, [], type: "application/x-www-form-urlencoded",
          headers: ["Accept": "text/html"])
        let answer = try await portal.api.send(
          .put, "\(path)/answers/1.way", ["value": "30", "seen": 0])
        return [page.status, form.status, answer.status]
      }
      let forged = PortalKeys(try PortalBed.ring(1)).links.mint(until: t0 + 86_400)
      for dead in ["x", forged.text, links.mint(until: t0).text] {
        let found = try await statuses(dead)
        #expect(found == [404, 404, 404], "\(dead)")
      }
      // What is signed and good is looked for, and there is no database.
      let good = try await portal.get("/portal/\(links.mint(until: t0 + 86_400).text)")
      #expect(good.status == 503)
    }
  }

  @Test("3.3: a link that is well signed and leads nowhere is guessed: after twenty, 429")
  func guessed() async throws {
    try await withHolders(limits: true) { bed in
      let unknown = bed.keys.links.mint(until: t0 + 86_400).text
      var statuses: [Int] = []
      // Fewer than an address may send of anything; some are given back while time passes.
      while statuses.count < 40, statuses.last != 429 {
        statuses.append(try await bed.open("/portal/\(unknown)").status)
      }
      #expect(statuses.count > 20 && statuses.last == 429)
      #expect(statuses.dropLast().allSatisfy { $0 == 404 })
    }
  }

  @Test("what cannot be left leads back, and what is being decided cannot")
  func leaving() async throws {
    try await withHolders { bed in
      #expect(try await bed.get(105, "/withdraw").status == 200)
      #expect(try await bed.post(102, "/withdraw", [("act", "withdraw")]).status == 303)
      let back = try await bed.get(102, "/withdraw")
      #expect(try (back.status, back.location) == (303, bed.path(102)))
    }
  }

  @Test("confirming: all mistakes at once at their fields, what was typed stays, nothing is filed")
  func mistaken() async throws {
    try await withHolders { bed in
      let answer = try await bed.post(
        101, "",
        [
          ("act", "confirm"), ("name", ""), ("phone", "none"), ("age", "41"), ("breed", "<b>"),
          ("coat_colour", "grey"),
        ])
      #expect(answer.status == 400)
      #expect(answer.title == "Mistake: Is this your application?")
      for field in ["name", "phone", "age", "photo"] {
        #expect(answer.text.contains("href=\"#field-\(field)\""), "\(field)")
        #expect(answer.text.contains("id=\"field-\(field)-mistake\""), "\(field)")
      }
      #expect(answer.field("breed") == "&lt;b&gt;" && answer.field("age") == "41")
      #expect(try await bed.acts.isEmpty)
    }
  }

  @Test("confirming files what was corrected, with the picture, and of the e-mail nothing")
  func confirmed() async throws {
    try await withHolders { bed in
      _ = try await bed.hiring.keepPhoto(hash(101), "my face")
      // Section 8: a letter of each plane of Unicode in each field that is free, and NUL in none.
      let (name, breed, colour) = ("Кот \(everyPlane)", "Sib \(everyPlane)", "grey \(everyPlane)")
      let fields = [
        ("act", "confirm"), ("name", name), ("phone", "+7 495 000-00-01"), ("age", "4"),
        ("breed", breed), ("coat_colour", colour),
      ]
      for field in ["name", "phone", "age", "breed", "coat_colour"] {
        let refused = try await bed.post(
          101, "", fields.map { $0.0 == field ? ($0.0, $0.1 + "\0") : $0 })
        #expect(refused.status == 400, "\(field)")
      }
      #expect(try await bed.acts.isEmpty)
      let answer = try await bed.post(101, "", fields)
      let page = try bed.path(101)
      #expect(answer.status == 303 && answer.location.hasPrefix(page))
      let photo = try await bed.hiring.value(
        "select encode(sha256('my face'), 'hex')", as: String.self)
      let form = try #require(try await bed.acts.first?.1)
      #expect(
        try JSONValue(parsing: form.utf8).sorted
          == JSONValue.object([
            .init("age", 4), .init("breed", .string(breed)),
            .init("coat_colour", .string(colour)), .init("name", .string(name)),
            .init("phone", "+7 495 000-00-01"),
            .init("photo", .string(photo)),
          ]))
      #expect(try await bed.get(101).title == "We are on it")
      #expect(try await bed.post(101, "", fields).status == 303)
      #expect(try await bed.acts.count == 1)
      let changed = try await bed.post(101, "", fields + [("email", "x@y.example")])
      #expect(changed.status == 400, "no such field")
    }
  }

  @Test("what is wanted is filed where it fits, and said to be refused where it does not")
  func acts() async throws {
    try await withHolders { bed in
      for (number, rest, act, notice) in [
        (101, "", "not_me", "asked"), (102, "", "resend", "resend"),
        (102, "/withdraw", "withdraw", "asked"), (103, "/withdraw", "erase", "asked"),
        (105, "/withdraw", "withdraw", "refused"), (106, "", "not_me", "refused"),
      ] {
        let answer = try await bed.post(number, rest, [("act", act)])
        #expect(answer.status == 303, "\(act)")
        #expect(answer.location.contains("notice=\(notice)"), "\(act)")
      }
      #expect(try await bed.acts.map(\.0) == ["not_me", "resend", "withdraw", "erase"])
      #expect(try await bed.post(102, "", [("act", "accept")]).status == 400)
      #expect(try await bed.post(102, "", []).status == 400)
    }
  }

  @Test("section 7: the 51st of a day is left out and the page says so, unless it ends it all")
  func fullDay() async throws {
    try await withHolders { bed in
      try await bed.hiring.prepare(
        """
        insert into portal_act (application_id, kind, at, done_at)
        select u(104), 'resend', t0(), t0() from generate_series(1, 50)
        """)
      let left = try await bed.post(104, "", [("act", "resend")])
      #expect(left.status == 303 && left.location.contains("notice=full"))
      let words = "You have asked for so much within a day that this was left out."
      #expect(try await bed.open(left.location).missing([words]) == [])
      let ended = try await bed.post(104, "/withdraw", [("act", "withdraw")])
      #expect(ended.status == 303 && ended.location.contains("notice=asked"))
    }
  }

  @Test("2.5: what was said to a wish is told no longer than it is so")
  func results() async throws {
    try await withHolders { bed in
      try await bed.hiring.prepare(
        """
        insert into portal_act (application_id, kind, at, done_at, result, result_until)
        values (u(102), 'resend', t0(), t0(), 'too-many', t0() + interval '12 h'),
               (u(101), 'confirm', t0(), t0(), 'photo-missing', null)
        """)
      func isTold(_ number: Int) async throws -> Bool {
        try await bed.get(number).text.contains("<p class=\"notice info\">")
      }
      bed.clock.set(t0 + 43_199.999)
      #expect(try await isTold(102))
      bed.clock.set(t0 + 43_200)
      #expect(try await !isTold(102))
      #expect(try await isTold(101))
      _ = try await bed.hiring.keepPhoto(hash(101), "my face")
      #expect(try await !isTold(101))
    }
  }

  @Test("WCAG 2.2.1: who needs more time says why, in a word at least")
  func moreTime() async throws {
    try await withHolders { bed in
      #expect(try await bed.post(103, "", [("act", "more_time"), ("why", " ")]).status == 400)
      #expect(try await bed.post(103, "", [("act", "more_time"), ("why", "a\0")]).status == 400)
      let why = "I read with one eye \(everyPlane)"
      #expect(try await bed.post(103, "", [("act", "more_time"), ("why", why)]).status == 303)
      let (act, form) = try #require(try await bed.acts.first)
      #expect(act == "more_time")
      #expect(try JSONValue(parsing: (form ?? "").utf8) == ["why": .string(why)])
      // Until a manager has decided, which is long after the service has noted it.
      for isNoted in [false, true] {
        if isNoted {
          try await bed.hiring.prepare(
            """
            update portal_act set done_at = t0();
            update application set asks_time = 'One eye' where id = u(103)
            """)
        }
        let page = try await bed.get(103).text
        #expect(page.contains("You have asked for more time."), "\(isNoted)")
        #expect(!page.contains("name=\"why\""), "\(isNoted)")
      }
    }
  }

  @Test("bodies that are no form are refused, and say why")
  func bodies() async throws {
    try await withHolders { bed in
      let path = try bed.path(102)
      for (body, type, status) in [
        ("{}", "application/json", 415), ("act=%00", "application/x-www-form-urlencoded", 400),
        ("act=%ff", "application/x-www-form-urlencoded", 400),
        ("act=%4", "application/x-www-form-urlencoded", 400),
        ("act=resend&act=resend", "application/x-www-form-urlencoded", 400),
        (
          "act=" + String(repeating: "x", count: 16 * 1024), "application/x-www-form-urlencoded",
          413
        ),
      ] {
        let answer = try await bed.api.send(
          .post, path, Array(body.utf8), type: type, headers: ["Accept": "text/html"])
        #expect(answer.status == status, "\(body.prefix(20))")
      }
      #expect(try await bed.acts.isEmpty)
    }
  }
}

extension HolderBed {
  /// Links that lead nowhere, one of each kind.
  fileprivate func deadLinks() async throws -> [String] {
    let (revoked, expired) = (keys.links.mint(until: t0 + 86_400), keys.links.mint(until: t0))
    try await keep(revoked, to: 102)
    try await hiring.prepare(
      "update link set revoked_at = t0() where expires_at = t0() + interval '1 day'")
    let erased = keys.links.mint(until: t0 + 2 * 86_400)
    try await keep(erased, to: 107)
    _ = try await hiring.app.query("select applicants.erase(\(id(107)), \(t0))", as: Bool.self)
    let forged = PortalKeys(try PortalBed.ring(1)).links.mint(until: t0 + 86_400)
    let unknown = keys.links.mint(until: t0 + 86_400)
    return [
      "x", String(forged.text.dropLast()), forged.text, expired.text, revoked.text, erased.text,
      unknown.text,
    ]
  }

  fileprivate func send(_ method: HTTPRequest.Method, _ path: String) async throws -> TestAnswer {
    guard method == .post else { return try await open(path) }
    return try await api.send(
      method, path, [], type: "application/x-www-form-urlencoded",
      headers: ["Accept": "text/html", "Accept-Language": "en"])
  }
}

extension JSONValue {
  /// An object with its members by name.
  fileprivate var sorted: JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.sorted { $0.name < $1.name })
  }
}
