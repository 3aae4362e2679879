import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

extension ApplicationsBed {
  static func page(_ number: Int, _ more: String = "") -> String {
    "/applications/\(id(number).wire)\(more)"
  }

  func browser(as caller: Caller? = nil, language: String = "en") -> TestBrowser {
    hiring.api.browser(as: caller ?? hiring.boss, language: language)
  }

  /// Presses the button of a page of one application.
  ///
  /// - Parameter version: of the application as the page had it; nil: the present one.
  func press(
    _ number: Int, _ act: String, _ fields: [(String, String)] = [], version: Int64? = nil,
    key: String? = nil, as caller: Caller? = nil
  ) async throws -> TestAnswer {
    let present = try await bed.application(number).version
    return try await browser(as: caller).press(
      Self.page(number, act), fields + [("version", "\(version ?? present)")], key: key)
  }

  func status(_ number: Int) async throws -> ApplicationStatus {
    try await bed.application(number).status
  }
}

@Suite("The pages of applications: the list, and one of them")
struct ApplicationPagesTests {
  @Test("what is to be decided, each part with its count, and nothing that nobody has confirmed")
  func list() async throws {
    try await withApplications { bed in
      let all = try await bed.browser().get("/applications")
      #expect(
        all.missing([
          "<h1>Applications</h1>", "Tom 102", "Tom 103", "Tom 104", "Vacancy 1",
          #"<a href="/applications" aria-current="page">To be decided <span class="count">3</span>"#,
          #"<a href="/applications?status=new">New <span class="count">1</span>"#,
          #"<a href="/applications?status=rejected">Rejected</a>"#, "21 of 46",
          "1 of 100 attempts", #"href="/applications/marking""#,
        ]) == [])
      #expect(!all.text.contains("Tom 101") && !all.text.contains("Tom 106"))
      let rejected = try await bed.browser().get("/applications?status=rejected")
      #expect(rejected.text.contains("Tom 106") && !rejected.text.contains("Tom 102"))
      let found = try await bed.browser().get("/applications?q=tom107")
      #expect(found.text.contains("Tom 107") && !found.text.contains("Tom 102"))
      #expect(try await bed.browser().get("/applications?q=to").status == 400)
      #expect(try await bed.browser().get("/applications?status=odd").status == 400)
      let other = try await bed.browser().get("/applications?vacancy=\(id(2).wire)")
      #expect(other.text.contains("No application is here."))
      let russian = try await bed.browser(language: "ru").get("/applications")
      #expect(russian.missing(["<h1>Заявки</h1>", "тест сдан", "21 из 46"]) == [])
    }
  }

  @Test("R-080: who is proposed comes first, and pages go on behind the last one")
  func proposedFirst() async throws {
    try await withApplications { bed in
      try await bed.propose()
      let text = try await bed.browser().get("/applications").text
      let places = ["Tom 104", "Tom 102", "Tom 103"].compactMap { text.firstRange(of: $0) }
      #expect(places.count == 3)
      #expect(zip(places, places.dropFirst()).allSatisfy { $0.lowerBound < $1.lowerBound })
      #expect(text.contains("1 of 100"))
      // The word stands at who is proposed, and once more at what narrows the list.
      func proposals(_ query: String) async throws -> Int {
        try await bed.browser().get("/applications\(query)").text.ranges(of: "proposed<").count
      }
      #expect(try await proposals("?status=tested") == proposals("?status=new") + 1)
      try await bed.bed.prepare(
        """
        insert into application (id, vacancy_id, status, name, email, phone, age, breed,
                                 coat_colour, language, created_at)
        select u(n), u(1), 'unconfirmed', 'Nr ' || n, 'nr' || n || '@x.example', '+7 900', 3,
               'Siberian', 'grey', 'en', t0() + interval '1 s'
        from   generate_series(1101, 1160) n;
        insert into application_photo (application_id, sha256, at)
        select u(n), p.sha256, t0() from photo p, generate_series(1101, 1160) n;
        update application
        set    status = 'new', confirmed_at = t0(), tests = array[u(11)],
               photo_sha256 = (select sha256 from photo)
        where  name like 'Nr %';
        """)
      let first = try await bed.browser().get("/applications").text
      let next = try #require(first.firstMatch(of: #/href="(\/applications\?[^"]*cursor=[^"]+)"/#))
      let rest = try await bed.browser().get(String(next.1).replacing("&amp;", with: "&")).text
      #expect(first.contains("Tom 102") && !rest.contains("Tom 102"))
      #expect(!first.contains("Nr 1160") && rest.contains("Nr 1160"))
      // Those who are first do not all have room on the first page either.
      try await bed.bed.prepare(
        "update application set status = 'invited', asks_time = 'a paw' where name like 'Nr %'")
      let asking = try await bed.browser().get("/applications").text
      let more = try #require(
        asking.firstMatch(of: #/href="(\/applications\?[^"]*cursor=[^"]+)"/#))
      let others = try await bed.browser().get(String(more.1).replacing("&amp;", with: "&")).text
      #expect(!asking.contains("Nr 1160") && others.contains("Nr 1160"))
      try await bed.bed.prepare(
        "update application set status = 'new', asks_time = null where name like 'Nr %'")
      #expect(try await bed.press(104, "/accept").status == 303)
      #expect(try await proposals("?status=accepted") == proposals("?status=new"))
    }
  }

  @Test("each is told by the title of its vacancy, however many vacancies there are")
  func manyVacancies() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        """
        insert into vacancy (id, texts, tests, open, created_at, changed_at)
        select u(5000 + n), jsonb_build_object('en', text, 'ru', text), v.tests, true, t0(), t0()
        from   generate_series(1, 250) n, vacancy v,
               jsonb_build_object('title', 'Post ' || n, 'description', 'To be done') text
        where  v.id = u(1);
        update application set vacancy_id = u(5250) where id = u(102);
        """)
      let all = try await bed.browser().get("/applications").text
      #expect(all.contains(#"data-label="Vacancy">Post 250</td>"#))
      let one = try await bed.browser().get(ApplicationsBed.page(102))
      #expect(one.text.contains("Post 250"))
      let act = try await bed.browser().get(ApplicationsBed.page(102, "/take"))
      #expect(act.text.contains("Post 250"))
      let narrowed = try await bed.browser().get("/applications?vacancy=\(id(5249).wire)")
      #expect(narrowed.text.contains(#"value="\#(id(5249).wire)" selected>Post 249"#))
    }
  }

  @Test("4.4: who asks for more time is seen first")
  func askingFirst() async throws {
    try await withApplications { bed in
      try await bed.propose()
      try await bed.bed.prepare("update application set asks_time = 'a paw' where id = u(103)")
      let text = try await bed.browser().get("/applications").text
      let places = ["Tom 103", "Tom 104", "Tom 102"].compactMap { text.firstRange(of: $0) }
      #expect(places.count == 3)
      #expect(zip(places, places.dropFirst()).allSatisfy { $0.lowerBound < $1.lowerBound })
    }
  }

  @Test("mine, those whose test was not begun in time, and those that ask for more time")
  func narrowed() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        """
        update application set held_by = 'boss' where id = u(102);
        update application set asks_time = 'A <paw> in plaster' where id = u(103);
        """)
      let mine = try await bed.browser().get("/applications?held_by=me")
      #expect(mine.text.contains("Tom 102") && !mine.text.contains("Tom 103"))
      let asking = try await bed.browser().get("/applications?asks_time=true")
      #expect(asking.missing(["Tom 103", "A &lt;paw&gt; in plaster"]) == [])
      #expect(!asking.text.contains("Tom 102"))
      #expect(!(try await bed.browser().get("/applications?lapsed=true")).text.contains("Tom 103"))
      bed.clock.advance(by: 14 * 86_400)
      let lapsed = try await bed.browser().get("/applications?lapsed=true")
      #expect(lapsed.missing(["Tom 103", "test not begun in time"]) == [])
    }
  }

  @Test("one: data, photo, tests, the attempt and how it stands, history, others of the mailbox")
  func one() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare(
        "update application set email = 'TOM104@x.example' where id = u(106)")
      let page = try await bed.browser().get(ApplicationsBed.page(104))
      #expect(
        page.missing([
          "Application: Tom 104", "Tom104@x.example", "+7 900 104", "3 years", "Siberian",
          "First look, version 1", "20 minutes", "21 of 46", "KKKKKKKKKKKKKKKKKKKK",
          #"src="\#(ApplicationsBed.page(104))/photo""#, "applied", "the applicant",
          #"href="\#(ApplicationsBed.page(106))""#, #"href="\#(ApplicationsBed.page(104))/accept""#,
          #"href="\#(ApplicationsBed.page(104))/attempts/\#(id(204).wire)""#,
        ]) == [])
      #expect(!page.text.contains("/reopen\"") && !page.text.contains("/link/invitation"))
      let photo = try await bed.browser().get("\(ApplicationsBed.page(104))/photo")
      #expect(photo.status == 200 && photo.text == "a cat")
      #expect(try await bed.browser().get(ApplicationsBed.page(101)).status == 404)
      #expect(try await bed.browser().get(ApplicationsBed.page(999)).status == 404)
      let decided = try await bed.browser().get(ApplicationsBed.page(106))
      #expect(decided.missing(["something is missing", "/reopen\"", "May apply again from"]) == [])
      #expect(!decided.text.contains("/reject\""))
    }
  }

  @Test(
    "6.3: also of what is decided its link can be made, and its data deleted on the cat's word",
    arguments: [105, 106, 107])
  func decided(number: Int) async throws {
    try await withApplications { bed in
      let page = try await bed.browser().get(ApplicationsBed.page(number))
      #expect(
        page.missing([
          #"href="\#(ApplicationsBed.page(number, "/erase"))""#,
          #"href="\#(ApplicationsBed.page(number, "/link/status"))""#,
        ]) == [])
      #expect(!page.text.contains("/withdraw\"") && !page.text.contains("/take\""))
    }
  }

  @Test("what is forgotten says so, and offers nothing")
  func forgotten() async throws {
    try await withApplications { bed in
      try await bed.bed.prepare("select applicants.erase(u(107), t0())")
      let page = try await bed.browser().get(ApplicationsBed.page(107))
      #expect(page.missing(["a cat whose data are deleted", "does not say whose it was"]) == [])
      #expect(!page.text.contains("Tom 107") && !page.text.contains("/link/"))
      try await bed.bed.prepare("select applicants.erase(u(106), t0())")
      let rejected = try await bed.browser().get(ApplicationsBed.page(106))
      for act in ["/reopen\"", "/erase\""] {
        #expect(!page.text.contains(act) && !rejected.text.contains(act))
      }
    }
  }

  @Test("an attempt: when it was, what it came to, and the twenty characteristics")
  func attempt() async throws {
    try await withSittings { bed in
      try await bed.sit(1...1, FirstLook.middling.withoutTexts)
      try await bed.score()
      let path = "/applications/\(bed.application(1).wire)/attempts/\(bed.attempt(1).wire)"
      let browser = bed.hiring.api.browser(as: bed.hiring.boss)
      let page = try await browser.get(path)
      #expect(
        page.missing([
          "finished", "night vision", "First look, version 1", "of 46", "not answered",
          "The bus is late",
        ]) == [])
      #expect(
        try await browser.get(
          "/applications/\(bed.application(1).wire)/attempts/\(UUID.v7(at: t0).wire)"
        ).status == 404)
      // Not as another cat's.
      try await bed.sit(2...2)
      let other = "/applications/\(bed.application(2).wire)/attempts/"
      #expect(try await browser.get("\(other)\(bed.attempt(1).wire)").status == 404)
      let again = try await browser.press("\(path)/score-again", [("version", "2")])
      #expect(again.status == 409)
      // One that is left to a manager, by who has seen it as it is.
      try await bed.prepare("update attempt set next_at = null where id = u(20002);")
      let parked = "\(other)\(bed.attempt(2).wire)/score-again"
      #expect(try await browser.press(parked, [("version", "7")]).status == 412)
      #expect(try await browser.press(parked, [("version", "1")]).status == 303)
    }
  }

  @Test("there are words for all that an application can be, and that can happen to it")
  func words() throws {
    let texts = try ApplicationPages.pages().texts
    let statuses: [String] = Attempt.Status.allCases.map(\.rawValue)
    var keys = ApplicationStatus.allCases.map { "status_\($0.rawValue)" }
    keys += statuses.map { "sitting_\($0)" }
    keys += Attempt.Closer.allCases.map { "closer_\($0.rawValue)" }
    keys += ApplicationEvent.allCases.map { "event_\($0.rawValue)" }
    keys += RejectionReason.allCases.map { "reason_\($0.rawValue)" }
    keys += CharacteristicsCode.names.map { "characteristic_\($0)" }
    keys += ListedStatus.allCases.map { "tab_\($0.rawValue)" }
    keys += LinkKind.allCases.flatMap { ["make_link_\($0.rawValue)", "title_link_\($0.rawValue)"] }
    keys += BulkReport.told.map { "left_out_\($0)" }
    let obstacles: [Obstacle] = [
      .tooFew(1, of: 2), .older(than: 1), .notAmongTop(percent: 3), .tiedAtEdge, .belowMinimum,
      .knockedOut,
    ]
    keys += obstacles.map { "obstacle_\($0.word)" }
    keys += ManagersAct.all.flatMap { act in
      ["act", "title", "consequence", "done"].map { "\($0)_\(act.name)" }
    }
    keys += BulkChoice.Action.allCases.flatMap { action in
      ["bulk", "act_bulk", "title_bulk", "bulk_act"].map { "\($0)_\(action.rawValue)" }
    }
    #expect(texts.wordless(keys) == [])
  }
}
