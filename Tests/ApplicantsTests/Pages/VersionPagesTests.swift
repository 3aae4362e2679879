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
      let shownOtherwise = try FirstLook.with(("/questions/0/text/en", "Otherwise?")).text
      let frozen = try await browser.submit(
        "\(page)/scorings/new",
        [("version", "1"), ("note", "Kinder."), ("document", shownOtherwise), ("form_key", "a")])
      #expect(
        frozen.status == 409
          && frozen.missing([
            "questions/0/text/en: this is published already", "Kinder.", "Otherwise?",
          ]) == [])
      let broken = try await browser.submit(
        "\(page)/scorings/new", [("version", "1"), ("document", "{"), ("form_key", "b")])
      #expect(broken.status == 400 && broken.missing(["Why: please fill this in"]) == [])
      let scored = try FirstLook.with(("/questions/0/options/0/points", 5)).text
      let adopted = try await browser.submit(
        "\(page)/scorings/new",
        [("version", "1"), ("note", "Kinder."), ("document", scored), ("form_key", "c")])
      #expect(adopted.headers[.location] == "\(page)?notice=adopted")
      let after = try await browser.get(page)
      #expect(after.missing(["Scoring 2", "Kinder.", "48 points"]) == [])
      let late = try await browser.submit(
        "\(page)/scorings/new",
        [("version", "1"), ("note", "Late."), ("document", scored), ("form_key", "d")])
      #expect(late.status == 412 && late.missing(["Late.", #"name="version" value="2""#]) == [])
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
        #expect(shown.missing(["Автобус опаздывает", #"<h2>Первый взгляд</h2>"#]) == [])
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
        let unmarked = try await browser.submit(
          page, [("seed", "1"), ("language", "en"), ("a.why_us", "For the fish.")])
        #expect(unmarked.missing(["1 text waits for a mark", "waits for a mark, of 4"]) == [])
      }
      _ = try await browser.submit("\(draft)/head", [("version", "3")])
      #expect(try await browser.get("\(draft)/preview").status == 409)
    }
  }
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
          "You help.", #"name="tests_1_test" value="Two""#, #"<option value="One">"#,
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
