import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-090, R-113: whoever applies at the portal")
struct ApplyTests {
  @Test("a form that is in order is filed as it was meant, and thanked for on another page")
  func applies() async throws {
    try await withPortal { portal in
      #expect(try await portal.get("/").headers[.location] == "/apply")
      let form = try await portal.get("/apply")
      #expect(form.status == 200 && form.text.contains("Vacancy 1"))
      #expect(form.text.contains(#/name="age" type="text"[^>]* inputmode="numeric"/#))
      let ticket = try #require(form.text.firstMatch(of: /\/apply\?t=([\w-]{46})"/)).1
      portal.clock.advance(by: 60)
      let answer = try await portal.apply(String(ticket), ["name": "  Murka Mews "])
      #expect(answer.status == 303 && answer.headers[.location] == "/apply/sent")
      #expect(try await portal.get("/apply/sent").status == 200)
      let filed = try await portal.bed.value(
        """
        select concat_ws('|', vacancy_id, name, email, phone, age, breed, coat_colour, language, turn,
                         suspicion) from submission
        """, as: String.self)
      let cat = "Murka Mews|murka@cats.example|+7 495 000-00-01|3|Siberian|grey"
      #expect(filed == "\(id(1).wire)|\(cat)|en|0|0")
    }
  }

  @Test("case 1: the answer is the same, byte for byte, whether the e-mail is known or not")
  func sameAnswer() async throws {
    try await withPortal { portal in
      try await portal.leaveOnlySubmitting()
      let (ticket, other) = (portal.ticket(), portal.ticket())
      let unknown = try await portal.apply(ticket, ["email": "nobody@x.example"])
      let known = try await portal.apply(other, ["email": "Tom103@x.example"])
      #expect(unknown.status == 303 && known.status == 303)
      #expect(unknown.headers == known.headers && unknown.body == known.body)
      let programs = try await portal.ticket().asyncMap { ticket in
        try await portal.api.send(.post, "/api/applications?t=\(ticket)", Self.json)
      }
      #expect(programs.status == 202 && programs.text == #"{"status":"received"}"#)
      #expect(programs.headers[.location] == nil)
      #expect(try await portal.submissions() == 3)
      let asked: Int = try await portal.bed.value("select count(*) from public.asked")
      #expect(asked == 3, "once each, and nothing else")
    }
  }

  @Test("a program says in which language letters are written; else its request does")
  func language() async throws {
    try await withPortal { portal in
      guard case .object(let members) = Self.json else { return }
      let russian = JSONValue.object(members + [.init("language", "ru")])
      for (form, accepted) in [(russian, "en"), (Self.json, "ru"), (Self.json, "en")] {
        let answer = try await portal.api.send(
          .post, "/api/applications?t=\(portal.ticket())", form,
          headers: ["Accept-Language": accepted])
        #expect(answer.status == 202, "\(answer.text)")
      }
      let languages = try await portal.bed.value(
        "select string_agg(language, ' ' order by id) from submission", as: String.self)
      #expect(languages == "ru ru en")
    }
  }

  @Test(
    "case 2: a ticket is good from 3 s to 7 200 s after it was made",
    arguments: [
      (2.999, "ticket-too-young"), (3, nil), (7_199.999, nil), (7_200, "ticket-used-up"),
    ] as [(Double, String?)])
  func ages(age: Double, problem: String?) async throws {
    try await withPortal { portal in
      let (ticket, other) = (portal.ticket(age: 0), portal.ticket(age: 0))
      portal.clock.advance(by: age)
      let page = try await portal.apply(ticket)
      let program = try await portal.api.send(
        .post, "/api/applications?t=\(other)", Self.json)
      #expect(page.status == (problem == nil ? 303 : 400))
      #expect(program.status == (problem == nil ? 202 : 400) && program.problem == problem)
      #expect(try await portal.submissions() == (problem == nil ? 2 : 0))
      if let problem {
        let words = try PortalPages.pages().texts[.english].text("refused_\(problem)")
        #expect(page.missing([words, "/apply?lang=en"]) == [], "and the way on")
      }
    }
  }

  @Test("case 2: of a forged ticket the body is not read, and the database not asked")
  func forged() async throws {
    try await withPortal(limits: false, url: "host=127.0.0.1 port=1 dbname=none") { portal in
      let ticket = portal.ticket()
      // One bit anywhere, and what has another length.
      let forged =
        try PortalBed.neighbours(of: ticket)
        + [ticket + "A", String(ticket.dropLast()), String(ticket.reversed()), ""]
      for text in forged {
        let answer = try await portal.api.send(
          .post, "/api/applications\(queryString([("t", text)]))", Self.json)
        #expect(answer.status == 400 && answer.problem == "ticket-invalid", "\(answer.text)")
      }
    }
  }

  @Test("section 8: a letter of each plane of Unicode is kept as it was typed; of NUL nothing is")
  func planes() async throws {
    try await withPortal(limits: false) { portal in
      let free = ["name", "breed", "coat_colour"]
      let typed = Dictionary(uniqueKeysWithValues: free.map { ($0, "\($0) \(everyPlane)") })
      #expect(try await portal.apply(portal.ticket(), typed).status == 303)
      let filed = try await portal.bed.admin.query(
        "select name, breed, coat_colour from submission", as: String.self, String.self,
        String.self)
      let kept = try #require(filed.first)
      for (field, text) in zip(free, [kept.0, kept.1, kept.2]) {
        #expect(Array(text.utf8) == Array((typed[field] ?? "").utf8), "\(field)")
      }
      for field in ["vacancy_id", "email", "phone", "age"] {
        let odd = try await portal.apply(portal.ticket(), [field: everyPlane])
        #expect(odd.status == 400 && odd.text.contains("href=\"#field-\(field)\""), "\(field)")
      }
      for (field, value) in PortalAPI.cat {
        let page = try await portal.apply(portal.ticket(), [field: value + "\0"])
        #expect(page.status == 400, "\(field)")
        guard case .object(let members) = Self.json else { return }
        let program = try await portal.api.send(
          .post, "/api/applications?t=\(portal.ticket())",
          JSONValue.object(
            members.map {
              $0.name == ExactText(field)
                ? JSONValue.Member(field, .string(value + "\0")) : $0
            }))
        #expect((program.status, program.problem) == (400, "bad-input"), "\(field)")
      }
      #expect(try await portal.submissions() == 1)
    }
  }

  @Test("case 3: one ticket sent 50 times at once is thanked for 50 times, and files one form")
  func resent() async throws {
    try await withPortal { portal in
      let ticket = portal.ticket()
      let answers = try await atOnce(50) { _ in try await portal.apply(ticket) }
      #expect(answers.allSatisfy { $0.status == 303 })
      #expect(answers.count { $0.headers[.location] == "/apply/sent" } == 1)
      #expect(answers.count { $0.headers[.location] == "/apply/sent?again=1" } == 49)
      #expect(try await portal.submissions() == 1)
      let other = try await portal.apply(ticket, ["name": "Somebody else"])
      #expect((other.status, other.headers[.location]) == (303, "/apply/sent?again=1"))
      #expect(try await portal.submissions() == 1)
      // Who has changed something meanwhile is told that it does not count.
      let words = "what you sent first counts"
      #expect(try await portal.get("/apply/sent?again=1").missing([words]) == [])
      #expect(try await portal.get("/apply/sent").missing([words]) == [words])
    }
  }

  @Test("case 4: ten of one address, the eleventh is told to come again in 180 s; then it may")
  func limited() async throws {
    try await withPortal { portal in
      for _ in 0..<10 { #expect(try await portal.apply(portal.ticket()).status == 303) }
      let refused = try await portal.apply(portal.ticket())
      // 180 s, less what the ten have taken.
      let wait = try #require(refused.headers[.retryAfter])
      #expect(refused.status == 429 && (60...180).contains(Int(wait) ?? 0))
      #expect(refused.text.contains(wait))
      portal.clock.advance(by: 180)
      #expect(try await portal.apply(portal.ticket()).status == 303)
    }
  }

  @Test("case 7: all mistakes at once, what was typed stays, and the same ticket is good again")
  func mistakes() async throws {
    try await withPortal { portal in
      let ticket = portal.ticket()
      let wrong = try await portal.apply(
        ticket, ["email": "murka@", "age": "41", "breed": "", "name": "Murka <b>"])
      #expect(wrong.status == 400)
      for part in [
        "<title>Mistake:", #"role="alert""#, ##"href="#field-email""##, ##"href="#field-age""##,
        ##"href="#field-breed""##, #"aria-describedby="field-email-hint field-email-mistake""#,
        #"value="murka@""#, "Murka &lt;b&gt;", "/apply?t=\(ticket)",
      ] {
        #expect(wrong.text.contains(part), "\(part)")
      }
      #expect(!wrong.text.contains("field-phone-mistake"))
      #expect(try await portal.submissions() == 0)
      #expect(try await portal.apply(ticket).status == 303)
    }
  }

  @Test("case 7: with one ticket a form may have mistakes twenty times")
  func twenty() async throws {
    try await withPortal(limits: false) { portal in
      let ticket = portal.ticket()
      for _ in 0..<20 { #expect(try await portal.apply(ticket, ["age": "x"]).status == 400) }
      let answer = try await portal.apply(ticket)
      #expect(answer.status == 400 && answer.text.contains("This form is too old"))
      #expect(try await portal.submissions() == 0)
    }
  }

  @Test("a vacancy that is closed is a mistake; with none open there is nothing to send")
  func closed() async throws {
    try await withPortal { portal in
      let other = try await portal.apply(portal.ticket(), ["vacancy_id": id(3).wire])
      #expect(other.status == 400 && other.text.contains(##"href="#field-vacancy_id""##))
      try await portal.bed.prepare("update vacancy set open = false")
      try await portal.module.vacancies.look()
      #expect(try await portal.get("/apply").text.contains("nothing to apply for"))
      #expect(try await portal.apply(portal.ticket()).status == 409)
    }
  }

  @Test("what a program fills in is filed, behind the others")
  func traps() async throws {
    try await withPortal { portal in
      let answer = try await portal.apply(
        portal.ticket(age: 4), ["reference-code": "x", "name": "Manx", "breed": "Manx"])
      #expect(answer.status == 303)
      let suspicion = try await portal.bed.value(
        "select suspicion::int8 from submission", as: Int.self)
      #expect(suspicion == 3)
    }
  }

  @Test("of one mailbox's 21st on a day nothing is kept, and nothing else is different")
  func silent() async throws {
    try await withPortal(limits: true) { portal in
      var answers: [TestAnswer] = []
      for number in 0..<21 {
        portal.clock.advance(by: 181)
        answers.append(
          try await portal.apply(portal.ticket(), ["email": "murka+\(number)@cats.example"]))
      }
      #expect(answers.allSatisfy { $0.status == 303 && $0.headers == answers[0].headers })
      #expect(try await portal.submissions() == 20)
    }
  }

  @Test("what is promised of data is what is set: the same settings are retention's")
  func promises() async throws {
    try await withPortal(
      configured: {
        $0.kept.unconfirmed = 3
        $0.kept.decided = 1
      }
    ) { portal in
      let form = try await portal.get("/apply")
      let told = ["deleted after 3 days", "application 1 day after that", "after 90 days"]
      #expect(form.missing(told) == [])
      let sent = try await portal.get("/apply/sent", language: "ru")
      #expect(sent.missing(["В течение 3 дней"]) == [])
    }
  }

  @Test("3.4: the queue full: the form comes back filled in, and its ticket is good again")
  func fullQueue() async throws {
    try await withPortal(
      limits: false,
      configured: {
        // One is written and one waits, until a second has passed.
        $0.measures.submissionsPerSecond = 1
        $0.measures.queuePlaces = 1
        // Nobody is refused for having waited too long.
        $0.measures.queueSeconds = 30
      }
    ) { portal in
      let tickets = (0..<12).map { _ in portal.ticket() }
      let answers = try await atOnce(12) { try await portal.apply(tickets[$0]) }
      let refused = answers.filter { $0.status == 503 }
      #expect(answers.count { $0.status == 303 } == 12 - refused.count)
      for page in refused {
        let wait = page.headers[.retryAfter].flatMap { Int($0) } ?? 0
        #expect((20...60).contains(wait))
        #expect(page.missing([#"value="murka@cats.example""#]) == [])
      }
      #expect(try await portal.submissions() == 12 - refused.count)
      let form = try #require(refused.first?.text)
      let kept = try #require(form.firstMatch(of: /\/apply\?t=([\w-]{46})"/)).1
      #expect(tickets.contains(String(kept)))
      portal.clock.advance(by: 60)
      let again = try await portal.apply(String(kept))
      #expect((again.status, again.headers[.location]) == (303, "/apply/sent"))
    }
  }

  @Test("the database away: the form comes back filled in, with when to come again")
  func away() async throws {
    try await withPortal { portal in
      try await portal.bed.prepare(
        """
        alter function applicants_api.v1_submit rename to kept;
        create function applicants_api.v1_submit(
          ticket bytea, ticket_expires timestamptz, turn int4, suspicion int4, language text,
          vacancy uuid, name text, email text, phone text, age int4, breed text, coat_colour text,
          instant timestamptz) returns boolean language plpgsql as
        $$ begin raise exception 'busy' using errcode = '57014'; end $$;
        grant execute on function applicants_api.v1_submit to applicants_portal_app;
        """)
      let ticket = portal.ticket()
      let answer = try await portal.apply(ticket)
      #expect(answer.status == 503 && answer.headers[.retryAfter] != nil)
      #expect(answer.text.contains(#"value="murka@cats.example""#))
      #expect(answer.text.contains("/apply?t=\(ticket)") && !answer.text.contains("Mistake:"))
      // The same form is kept when it is back.
      try await portal.bed.prepare(
        """
        drop function applicants_api.v1_submit;
        alter function applicants_api.kept rename to v1_submit;
        """)
      #expect(try await portal.apply(ticket).status == 303)
      #expect(try await portal.submissions() == 1)
    }
  }

  private static let json: JSONValue = [
    "vacancy_id": .string(id(1).wire), "name": "Murka Mews", "email": "murka@cats.example",
    "phone": "+7 495 000-00-01", "age": 3, "breed": "Siberian", "coat_colour": "grey",
  ]
}

/// A letter of each plane of Unicode.
let everyPlane = (0...16).compactMap { Unicode.Scalar(UInt32($0) << 16 + 0x0431) }
  .reduce(into: "") { $0.unicodeScalars.append($1) }

extension PortalAPI {
  /// From now on the portal may call one function alone, and each call of that is noted.
  fileprivate func leaveOnlySubmitting() async throws {
    try await bed.prepare(
      """
      create table public.asked (at timestamptz default clock_timestamp());
      create function public.note() returns trigger language plpgsql security definer as
      'begin insert into public.asked default values; return new; end';
      create trigger note before insert on spent_ticket for each row execute function public.note();
      do $$
      declare
        other regprocedure;
      begin
        for other in
          select oid from pg_proc
          where  pronamespace = 'applicants_api'::regnamespace and proname <> 'v1_submit'
        loop
          execute format('revoke all on function %s from public, applicants_portal_app', other);
        end loop;
      end
      $$;
      """)
  }
}

extension String {
  fileprivate func asyncMap<T>(_ body: (String) async throws -> T) async rethrows -> T {
    try await body(self)
  }
}
