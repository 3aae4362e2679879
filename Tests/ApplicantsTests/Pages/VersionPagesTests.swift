import Contracts
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("The pages of what is published")
struct VersionPagesTests {
  @Test("a version is read with what answers are worth, given to applicants, and retired")
  func states() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.published().test
      #expect(try await hiring.publish(test).status == 201)
      let page = String(test.dropFirst("/api".count))
      let listed = try await browser.get(page)
      #expect(
        listed.missing([
          "Version 2", "given to applicants", "15 questions, 20 min, 46 points",
          #"href="\#(page)/versions/1""#,
        ]) == [])
      let first = try await browser.get("\(page)/versions/1")
      #expect(
        first.missing([
          "First look, version 1", "The bus is late", "punctuality +10, courtesy +10",
          "Points of option 1", "5: 1", "published with the version", "in force",
        ]) == [])
      #expect(!first.text.contains("\(page)/versions/1/default"))
      let second = "\(page)/versions/2"
      #expect(try await browser.get(second).text.contains("\(second)/default"))
      let done = try await browser.submit("\(second)/default", [("version", "1")])
      #expect(done.headers[.location] == "\(second)?notice=version_default")
      #expect(
        try await browser.get("\(second)?notice=version_default").text.contains(
          "Applicants get this version from now on."))
      let late = try await browser.submit("\(second)/retire", [("version", "1")])
      #expect(late.status == 412)
      #expect(try await browser.submit("\(second)/retire", [("version", "2")]).status == 303)
      let refused = try await browser.submit("\(second)/default", [("version", "3")])
      #expect(refused.status == 409)
      #expect(try await browser.get(second).text.contains("retired"))
    }
  }

  @Test("another scoring is put in force, unless it changes what is shown")
  func scoring() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.published().test
      let page = "\(test.dropFirst("/api".count))/versions/1"
      let shown = try await browser.get("\(page)/scorings/new")
      #expect(shown.missing(["&quot;late_bus&quot;", "Put it in force"]) == [])
      func adopt(
        _ version: Int, _ key: String, _ fields: [(String, String)]
      ) async throws -> TestAnswer {
        try await browser.submit(
          "\(page)/scorings/new",
          [("version", "\(version)"), ("form_key", key), ("go", "adopt")] + fields)
      }
      let shownOtherwise = try FirstLook.with(("/questions/0/text/en", "Otherwise?")).text
      let frozen = try await adopt(1, "a", [("note", "Kinder."), ("document", shownOtherwise)])
      #expect(
        frozen.status == 409
          && frozen.missing([
            "questions/0/text/en: this is published already", "Kinder.", "Otherwise?",
          ]) == [])
      let broken = try await adopt(1, "b", [("document", "{")])
      #expect(
        broken.status == 400
          && broken.missing(["Why: please fill this in", "line 1, column 2"]) == [])
      let scored = try FirstLook.with(("/questions/0/options/0/points", 5)).text
      let adopted = try await adopt(1, "c", [("note", "Kinder."), ("document", scored)])
      #expect(adopted.headers[.location] == "\(page)?notice=adopted")
      let after = try await browser.get(page)
      #expect(after.missing(["Scoring 2", "Kinder.", "48 points"]) == [])
      let late = try await adopt(1, "d", [("note", "Late."), ("document", scored)])
      #expect(late.status == 412 && late.missing(["Late.", #"name="version" value="2""#]) == [])
    }
  }

  @Test("R-110: what became of those who sat it, by the scoring in force or by another one")
  func statistics() async throws {
    try await withSittings { bed in
      let (browser, page) = (bed.browser, bed.page)
      let unsat = try await browser.get(page)
      #expect(unsat.missing(["No attempt by scoring 1 has finished yet."]) == [])
      #expect(!unsat.text.contains("<meter"))
      try await bed.sit(1...2, ["late_bus": .one("a")])
      try await bed.sit(3...3)
      try await bed.invite(4...4)
      try await bed.score()
      let shown = try await browser.get(page)
      #expect(
        shown.missing([
          "By scoring 1: the last 3 attempts that have finished.",
          "<dt>Invited</dt><dd>4</dd>", "<dt>Under way</dt><dd>1</dd>",
          "<dt>Handed in by the applicant</dt><dd>3</dd>",
          "<dt>Half took at most</dt><dd>0 min</dd>",
          "<dt>On average</dt><dd>2.0 of 46</dd>", "<dt>A quarter has at most</dt><dd>0</dd>",
          "<dt>Half has at most</dt><dd>3</dd>", "2.0 of 3", "67%", ##"href="#question-1""##,
        ]) == [])
      let russian = try await bed.hiring.api.browser(as: bed.hiring.boss, language: "ru").get(page)
      #expect(russian.missing(["2,0 из 46", "67\u{A0}%", "последние 3 законченные попытки"]) == [])
      let adopted = try await bed.hiring.send(
        .post, "\(bed.version)/scorings",
        ["document": try FirstLook.with(("/questions/0/options/0/points", 1)), "note": "less"],
        match: "1")
      #expect(adopted.status == 201)
      // Whoever was scored before was scored by the first.
      let present = try await browser.get(page)
      #expect(
        present.missing(["No attempt by scoring 2", #"href="\#(page)?scoring=1""#]) == [])
      let former = try await browser.get("\(page)?scoring=1")
      #expect(
        former.missing([
          "2.0 of 46", "This is how it would be by scoring 1. In force is scoring 2.",
          #"href="\#(page)?scoring=2""#,
        ]) == [])
      #expect(try await browser.get("\(page)?scoring=3").status == 404)
      #expect(try await browser.get("\(page)?scoring=0").status == 400)
    }
  }

  @Test("R-110: another scoring is tried on old attempts and keeps nothing, then put in force")
  func tried() async throws {
    try await withSittings { bed in
      let (browser, page) = (bed.browser, "\(bed.page)/scorings/new")
      func send(_ go: String, _ document: String) async throws -> TestAnswer {
        try await browser.submit(
          page,
          [
            ("version", "1"), ("form_key", go), ("go", go), ("document", document),
            ("note", "they run"), ("undecided", "on"),
          ])
      }
      let other = try FirstLook.with(
        ("/questions/0/options/0/points", 0), ("/questions/0/options/1/points", 3)
      ).text
      #expect(try await send("trial", other).missing(["nothing to try it on"]) == [])
      try await bed.sit(1...2, ["late_bus": .one("b")])
      try await bed.sit(3...3, ["late_bus": .one("a")])
      try await bed.score()
      let tried = try await send("trial", other)
      #expect(
        tried.missing([
          "Tried on the last 3 attempts at this version.",
          "It takes 100 attempts until anybody is proposed; so far there are 3.",
          "2.3 of 3 → 2.0 of 3", "33% → 67%", #"data-label="Now">2.3 of 46</td>"#,
          #"data-label="By this scoring">2.0 of 46</td>"#, "they run", #"name="undecided" "#,
        ]) == [], "\(tried.text)")
      let broken = try await send("trial", "{")
      #expect(
        broken.status == 400
          && broken.missing(["<title>Mistake: Another scoring", "they run", "#field-document"])
            == []
      )
      #expect(try await bed.hiring.column("number", of: "test_scoring", as: Int.self) == [1])
      let adopted = try await send("adopt", other)
      #expect(adopted.headers[.location] == "\(bed.page)?notice=adopted_again")
      #expect(
        try await browser.get("\(bed.page)?notice=adopted_again").text.contains(
          "are being scored again."))
      try await bed.score()
      #expect(try await bed.seen(1)["points"] == 3)
      #expect(try await bed.seen(3)["points"] == 0)
    }
  }

  @Test("R-080: who would be proposed by another scoring, and who would be no more, by name")
  func moved() async throws {
    try await withSittings { bed in
      try await bed.sit(1...3, ["late_bus": .one("a"), "change": .number("8")])
      try await bed.sit(4...6, ["late_bus": .one("b"), "change": .number("8")])
      try await bed.sit(7...100, ["change": .number("8")])
      try await bed.score()
      let same = try FirstLook.with(("/pass/minimum_points", nil), ("/pass/must", []))
      let adopted = try await bed.hiring.send(
        .post, "\(bed.version)/scorings", ["document": same, "note": "plain"], match: "1")
      #expect(adopted.status == 201, "\(adopted.text)")
      let other =
        same
        .replacing("/questions/0/options/0/points", with: 0)
        .replacing("/questions/0/options/1/points", with: 3)
      let tried = try await bed.browser.submit(
        "\(bed.page)/scorings/new",
        [("version", "2"), ("go", "trial"), ("document", other.text)])
      let parts = tried.text.split(separator: "<h3>").map(String.init)
      let entering = try #require(parts.first { $0.hasPrefix("Proposed from then on") })
      let leaving = try #require(parts.first { $0.hasPrefix("Proposed no more") })
      for cat in 1...3 {
        let link = #"<a href="/applications/\#(bed.application(cat).wire)">Cat \#(cat): "#
        #expect(leaving.contains(link + "3 points instead of 6</a>"), "\(leaving)")
      }
      for cat in 4...6 {
        let link = #"<a href="/applications/\#(bed.application(cat).wire)">Cat \#(cat): "#
        #expect(entering.contains(link + "6 points instead of 5</a>"), "\(entering)")
      }
    }
  }

  @Test("a preview has a cat's own order, either language, and scores what is answered")
  func preview() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.published().test
      let draft = "\(test.dropFirst("/api".count))/draft"
      for page in ["\(test.dropFirst("/api".count))/versions/1/preview", "\(draft)/preview"] {
        let shown = try await browser.get("\(page)?seed=42&language=ru")
        let names = shown.text.matches(of: #/name="a\.([a-z_]+)/#).map { String($0.1) }
        let arranged = try FirstLook.document.paper.arranged(seed: 42).questions.map(\.id.text)
        #expect(names.reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } } == arranged)
        // All that applicants read is in their language, hints too.
        #expect(
          shown.missing([
            "Автобус опаздывает", #"<h2>Первый взгляд</h2>"#, "Выберите один", "Question 1",
          ]) == [])
        let scored = try await browser.submit(
          page,
          [
            ("seed", "42"), ("language", "en"), ("a.late_bus", "b"), ("a.broken_cup", "a"),
            ("a.top_shelf", "b"), ("a.dark_cellar", "a"), ("a.strange_dog", "b"),
            ("a.long_story", "b"), ("a.first_steps.a", "on"), ("a.first_steps.b", "on"),
            ("a.first_steps.d", "on"), ("a.cleaning_bag.a", "on"), ("a.cleaning_bag.b", "on"),
            ("a.dripping_tap.a", "on"), ("a.dripping_tap.b", "on"), ("a.dripping_tap.c", "on"),
            ("a.change", "8,00"), ("a.way", "26"), ("a.boxes", "5"),
            ("a.why_us", "For the fish."), ("a.best_day", "Thursday."), ("m.why_us", "3"),
            ("m.best_day", "1"),
          ])
        #expect(scored.status == 200)
        // Case 13.
        #expect(
          scored.missing([
            "21 of 46 points", "KNJLNKKKLMJNJLJKKJLK", "never proposed", "3 of 4 points",
            "For the fish.", #"value="b" checked"#,
          ]) == [])
        let mistaken = try await browser.submit(
          page,
          [
            ("seed", "42"), ("language", "ru"), ("a.way", "soon"), ("a.why_us", "For the fish."),
            ("m.why_us", "5"),
          ])
        #expect(
          mistaken.status == 400
            && mistaken.missing([
              "<title>Mistake: Try the test", ##"href="#field-a.way""##, ##"href="#mark-why_us""##,
              #"value="soon""#, "For the fish.", #"value="5""#,
            ]) == [])
        #expect(!mistaken.text.contains("Characteristics:"))
        let unmarked = try await browser.submit(
          page, [("seed", "1"), ("language", "en"), ("a.why_us", "For the fish.")])
        #expect(unmarked.missing(["1 text waits for a mark", "waits for a mark, of 4"]) == [])
      }
      _ = try await browser.submit("\(draft)/head", [("version", "3")])
      #expect(try await browser.get("\(draft)/preview").status == 409)
    }
  }
}

extension SittingBed {
  var browser: TestBrowser { hiring.api.browser(as: hiring.boss) }
  /// Of the version.
  var page: String { String(version.dropFirst("/api".count)) }
}

@Suite("The pages of vacancies")
struct VacancyPagesTests {
  @Test("R-090: a vacancy is entered, listed, changed and closed, in both languages")
  func vacancies() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let first = try #require(hiring.id(of: try await hiring.begin("One")).string)
      let test = try await hiring.begin("Two")
      let second = try #require(hiring.id(of: test).string)
      #expect(
        try await browser.get("/applications/vacancies").text.contains(
          "There is no vacancy yet"))
      let fields = [
        ("title_en", "Helper"), ("title_ru", "Помощник"), ("description_en", "You help."),
        ("description_ru", "Вы помогаете."), ("open", "on"), ("version", "1"), ("form_key", "a"),
      ]
      let wrong = try await browser.submit(
        "/applications/vacancies/new", Array(fields.dropFirst()))
      #expect(
        wrong.status == 400
          && wrong.missing([
            "<title>Mistake:", "Title, in English: please fill this in",
            "Test 1: please fill this in", "You help.",
          ]) == [])
      let twice = try await browser.submit(
        "/applications/vacancies/new", fields + [("tests_2_test", "One"), ("tests_4_test", "One")])
      #expect(twice.status == 400 && twice.missing(["Test 2: this was sent twice"]) == [])
      let unknown = try await browser.submit(
        "/applications/vacancies/new", fields + [("tests_1_test", "Three")])
      #expect(
        unknown.status == 400
          && unknown.missing(["Test 1: there is no such test", "value=\"Three\""]) == [])
      for _ in 1...2 {
        let entered = try await browser.submit(
          "/applications/vacancies/new",
          fields + [("tests_1_test", "Two"), ("tests_3_test", "One")])
        #expect(entered.headers[.location] == "/applications/vacancies?notice=vacancy_entered")
      }
      let kept = try await hiring.send(.get, "/api/vacancies")
      let vacancy = try #require(kept["items"]?.array?.first)
      #expect(kept["items"]?.array?.count == 1)
      #expect(vacancy["tests"] == [.string(second), .string(first)])
      let listed = try await hiring.api.browser(as: hiring.boss, language: "ru")
        .get("/applications/vacancies")
      #expect(listed.missing(["Помощник", "2 теста", "открыта"]) == [])
      let page = "/applications/vacancies/\(try #require(vacancy["id"]?.string))"
      #expect(
        try await browser.get(page).missing([
          "You help.", #"name="tests_1_test" type="text" value="Two""#, #"<option value="One">"#,
        ]) == [])
      #expect(
        try await hiring.send(.patch, test, ["archived": true], match: "1").status == 200)
      let closed = try await browser.submit(
        page,
        fields.filter { $0.0 != "open" } + [("tests_1_test", "Two"), ("tests_2_test", "One")])
      #expect(closed.headers[.location] == "/applications/vacancies?notice=vacancy_saved")
      let late = try await browser.submit(
        page, fields + [("tests_1_test", "Two"), ("tests_2_test", "One")])
      #expect(late.status == 412 && late.missing([#"name="version" value="2""#]) == [])
      let archived = try await browser.submit(
        page,
        fields.filter { $0.0 != "version" } + [("version", "2"), ("tests_1_test", "Two")])
      #expect(archived.status == 400 && archived.missing(["Test 1: there is no such test"]) == [])
      let after = try await hiring.send(.get, "/api\(page.replacing("/applications", with: ""))")
      #expect(after["open"] == false && after["version"]?.int == 2)
    }
  }
}
