import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("The pages of draws and hypotheses")
struct DeskPagesTests {
  @Test(
    "R-190: a draw is asked for by days of business time, once a press, and shown with its proof")
  func draw() async throws {
    try await withDesk { desk in
      let browser = desk.api.browser(as: QualityBed.boss)
      #expect(try await browser.get("/reviews/draws").missing(["Nothing was drawn so far"]) == [])
      try await desk.end(1...5)
      let form = try await browser.get("/reviews/draws/new")
      #expect(form.missing(["type=\"date\"", ">Tidying 1</option>", ">Barsik 0</option>"]) == [])
      #expect(form.text.ranges(of: ">Barsik 0</option>").count == 1)
      let bad = try await browser.press(
        "/reviews/draws/new", [("from", "cat"), ("count", "x"), ("percent", "7"), ("per", "all")])
      #expect(bad.status == 400)
      #expect(
        bad.missing([
          "<title>Mistake: Draw orders", "href=\"#field-from\"", "href=\"#field-to\"",
          "href=\"#field-count\"", "value=\"cat\"", "value=\"7\"",
        ]) == [])
      // The orders ended on 1 March, by the clocks of Moscow.
      let early = try await browser.press(
        "/reviews/draws/new", [("from", "2027-02-01"), ("to", "2027-02-28"), ("count", "2")])
      #expect(early.status == 409 && early.missing(["There is nothing to draw"]) == [])
      let fields = [("from", "2027-03-01"), ("to", "2027-03-01"), ("count", "2")]
      let done = try await browser.press("/reviews/draws/new", fields, key: "a-key")
      let again = try await browser.press("/reviews/draws/new", fields, key: "a-key")
      let place = try #require(done.headers[.location], "\(done.text)")
      #expect((done.status, again.headers[.location]) == (303, place))
      let page = try await browser.get(place)
      let draw = try await desk.send(
        .get, "/api" + String(place.prefix { $0 != "?" }))
      #expect(
        page.missing([
          "Drawn. The reviews are open.", draw["seed"]?.string ?? "?", "2 of 5 orders",
          draw["population_sha256"]?.string ?? "?", "head -n 2</pre>", "1 March 2027, 00:00",
          "all services and workers",
        ]) == [])
      let reviews = draw["orders"]?.array?.compactMap { $0["review_id"]?.string } ?? []
      #expect(page.missing(reviews.map { "href=\"/reviews/\($0)\"" }) == [])
      #expect(try await browser.get("/reviews/draws").missing(["2 of 5 orders"]) == [])
      let russian = desk.api.browser(as: QualityBed.boss, language: "ru")
      #expect(try await russian.get(place).missing(["2 из 5 заказов", "Доказательство"]) == [])
      let narrowed = try await browser.press(
        "/reviews/draws/new",
        fields + [
          ("worker_id", QualityBed.id(0, "0190b000").wire),
          ("service_type_id", QualityBed.id(1, "0190c000").wire),
        ])
      let named = try await browser.get(try #require(narrowed.headers[.location]))
      #expect(named.missing(["the worker Barsik 0; the service Tidying 1"]) == [])
    }
  }

  @Test(
    "R-210: a hypothesis is proposed from a review, changed, and nobody writes over it unawares")
  func hypothesis() async throws {
    try await withDesk { desk in
      let browser = desk.api.browser(as: QualityBed.boss)
      #expect(try await browser.get("/hypotheses").missing(["There is no hypothesis yet"]) == [])
      let review = try #require(try await desk.reviews(1).first?.wire)
      let new = try await browser.get("/hypotheses/new?review=\(review)")
      #expect(new.missing([">\(review)</textarea>", "selected>Vaska Boss</option>"]) == [])
      let bad = try await browser.press(
        "/hypotheses/new", [("title", "Ring"), ("reviews", "cat, \(QualityBed.id(7).wire)")])
      #expect(bad.status == 400)
      #expect(
        bad.missing([
          "href=\"#field-statement\"", "href=\"#field-reviews\"", "value=\"Ring\"",
          "there is no such review",
        ]) == [])
      let fields = [("title", "Ring"), ("statement", "First."), ("reviews", review)]
      let done = try await browser.press("/hypotheses/new", fields, key: "a-key")
      let again = try await browser.press("/hypotheses/new", fields, key: "a-key")
      let place = String(try #require(done.headers[.location]).prefix { $0 != "?" })
      #expect((done.status, again.headers[.location]) == (303, done.headers[.location]))
      let shown = try await browser.get(place)
      #expect(
        shown.missing([
          "1 · Ring", "href=\"/reviews/\(review)\"", ">being tested</option>",
          "1 review tied to it",
        ]) == [])
      #expect(!shown.text.contains(">adopted</option>"))
      let owner = ("owner", QualityBed.boss.subject.text)
      let changed = [
        ("title", "Ring first"), ("statement", "First."), ("status", "testing"), owner,
      ]
      let saved = try await browser.press(place, changed + [("version", "1")])
      #expect(saved.headers[.location] == "\(place)?notice=saved", "\(saved.text)")
      let late = try await desk.api.browser(as: QualityBed.other).press(
        place,
        [("title", "Late"), ("statement", "First."), ("status", "proposed"), ("version", "1")])
      #expect(late.status == 412)
      #expect(
        late.missing([
          "Somebody else was faster", "<dd>Ring first</dd>", "value=\"Late\"",
          "name=\"version\" value=\"2\"",
        ]) == [])
      let verdict = try await browser.press(
        place,
        [
          ("title", "Ring first"), ("statement", "First."), ("status", "confirmed"),
          ("version", "2"),
        ])
      #expect(verdict.status == 400 && verdict.missing(["href=\"#field-effect\""]) == [])
      let list = try await browser.get("/hypotheses")
      #expect(list.missing(["class=\"board\"", "1 · Ring first", "being tested"]) == [])
      #expect(try await !browser.get("/hypotheses?status=testing").text.contains("class=\"board\""))
      let file = try await browser.get("/hypotheses/file?status=testing")
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"hypotheses.csv\"")
      #expect(file.missing(["Ring first"]) == [])
      let russian = desk.api.browser(as: QualityBed.boss, language: "ru")
      #expect(try await russian.get(place).missing(["испытывается", "Что происходило"]) == [])
      #expect(try await desk.column("select count(*) from quality.hypothesis") == [1])
    }
  }

  @Test("a file of hypotheses that does not hold all leads to the rest")
  func wholeFile() async throws {
    try await withDesk { desk in
      let most = QualityModule.mostInFile
      try await desk.database.admin.query(
        """
        insert into quality.hypothesis (id, title, statement, created_at, created_by)
        select gen_random_uuid(), 'Nr ' || n, 'Plain', now(), gen_random_uuid()
        from   generate_series(0, \(most)) n
        """)
      let browser = desk.api.browser(as: QualityBed.boss)
      let file = try await browser.get("/hypotheses/file?status=proposed")
      #expect(file.text.split(separator: "\r\n").count == 1 + most)
      let rest = try await browser.get(try #require(file.next))
      #expect(rest.text.split(separator: "\r\n").count == 2 && rest.next == nil)
      #expect(rest.text.contains("Nr 0,"))
    }
  }

  @Test("pages are for managers")
  func access() async throws {
    try await withDesk { desk in
      try await desk.end(1...2)
      let draw = try #require(try await desk.draw(["count": 1])["id"]?.string)
      let fields: JSONValue = ["title": "Ring", "statement": "First."]
      let hypothesis = try #require(
        try await desk.send(.post, "/api/hypotheses", fields)["id"]?.string)
      let others = Role.allCases.filter { $0 != .manager }
        .map { Caller(subject: "x", roles: [$0]) }
      let shown = [303, 200] + Array(repeating: 403, count: others.count + 1)
      let refused: [Caller] = others + [QualityBed.former]
      let differences = try await desk.api.pageDifferences(
        [nil, QualityBed.boss] + refused.map(Optional.some),
        [
          "/reviews/draws": shown, "/reviews/draws/new": shown, "/reviews/draws/\(draw)": shown,
          "/reviews/draws/\(draw)/population": shown, "/hypotheses": shown,
          "/hypotheses/new": shown, "/hypotheses/\(hypothesis)": shown,
          "/hypotheses/file": shown,
        ])
      #expect(differences == [])
      for caller in refused {
        for path in ["/reviews/draws/new", "/hypotheses/new", "/hypotheses/\(hypothesis)"] {
          let answer = try await desk.api.browser(as: caller).submit(path)
          #expect(answer.status == 403, "\(caller) \(path)")
        }
      }
    }
  }
}
