import Contracts
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("The pages of drafts")
struct DraftPagesTests {
  @Test("a test is begun, listed, renamed and archived by forms")
  func tests() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      #expect(try await browser.get("/tests").text.contains("There is no test yet"))
      let nameless = try await browser.submit("/tests/new", [("form_key", "a")])
      #expect(nameless.status == 400 && nameless.missing(["Name: please fill this in"]) == [])
      let begun = try await browser.submit(
        "/tests/new", [("name", "First look"), ("form_key", "b")])
      let again = try await browser.submit(
        "/tests/new", [("name", "First look"), ("form_key", "b")])
      #expect(begun.status == 303 && again.headers[.location] == begun.headers[.location])
      let taken = try await browser.submit(
        "/tests/new", [("name", "First look"), ("form_key", "c")])
      #expect(taken.status == 409 && taken.missing(["This name is taken", "First look"]) == [])
      let page = try #require(begun.headers[.location]).path
      let shown = try await browser.get("\(page)?notice=begun")
      #expect(
        shown.missing([
          "The test is begun.", "Test: First look", "not begun", "Nothing is published yet.",
        ]) == [])
      let listed = try await browser.get("/tests")
      #expect(listed.missing([">First look</a>", "nothing yet", "not begun"]) == [])
      let renamed = try await browser.submit(page, [("name", "Closer look"), ("version", "1")])
      #expect(renamed.headers[.location] == "\(page)?notice=renamed")
      let late = try await browser.submit(page, [("name", "Last look"), ("version", "1")])
      #expect(
        late.status == 412
          && late.missing(["By now it is called Closer look.", "value=\"Last look\""]) == [])
      #expect(try await browser.submit("\(page)/archive").status == 303)
      #expect(try await browser.get("/tests").text.contains("Closer look") == false)
      #expect(try await browser.get("/tests?archived=true").text.contains("Closer look"))
      #expect(try await browser.submit("\(page)/restore").status == 303)
      #expect(try await browser.get("/tests").text.contains("Closer look"))
    }
  }

  @Test("R-110: a test is written form by form, and published as it was written")
  func written() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.begin()
      let draft = "\(test.page)/draft"
      // Pressed twice, it is saved once.
      for _ in 1...2 {
        let head = try await browser.submit(
          "\(draft)/head",
          [
            ("version", "1"), ("title_en", "Short look"), ("title_ru", "Взгляд"),
            ("introduction_en", "Short."), ("introduction_ru", "Коротко."), ("limit", "1:30"),
            ("order_questions", "fixed"), ("order_options", "shuffled"), ("start_value", "50"),
          ])
        #expect(head.headers[.location] == "\(draft)?notice=saved")
      }
      let blank = try await browser.get("\(draft)/questions/1?kind=sum")
      #expect(
        blank.status == 200
          && blank.missing([
            "Question 1", #"name="options_3_points""#, #"value="sum" checked"#,
          ]) == [])
      #expect(!blank.text.contains("please fill this in"))
      let fields = [
        ("version", "2"), ("kind", "one"), ("question", "late_bus"), ("text_en", "It is late."),
        ("text_ru", "Опаздывает."), ("options_1_en", "I call."), ("options_1_ru", "Звоню."),
        ("options_1_points", "3"), ("options_1_effects", "punctuality +10"),
        ("options_3_en", "I wait."), ("options_3_ru", "Жду."), ("options_3_last", "on"),
      ]
      let wrong = try await browser.submit("\(draft)/questions/1", fields)
      #expect(wrong.headers[.location] == "\(draft)/questions/1")
      let shown = try await browser.get("\(draft)/questions/1")
      #expect(
        shown.missing([
          "<title>Mistake: Question 1", ##"<a href="#field-options_2_points">"##,
          "Points of option 2: please fill this in", "This is kept in the draft.",
          #"value="punctuality +10""#,
        ]) == [])
      let listed = try await browser.get(draft)
      #expect(
        listed.missing([
          "1 mistake", "\(draft)/questions/1#field-options_2_points",
          "Question 1: Points of option 2: please fill this in",
        ]) == [])
      let better =
        [("version", "3"), ("was", "late_bus"), ("options_2_points", "0"), ("options_2_id", "b")]
        + fields.dropFirst().filter { !$0.0.hasPrefix("options_3") }
        + [("options_2_en", "I wait."), ("options_2_ru", "Жду."), ("options_2_last", "on")]
      // Pressed twice, it is saved once.
      for _ in 1...2 {
        let right = try await browser.submit("\(draft)/questions/1", better)
        #expect(right.headers[.location] == "\(draft)?notice=saved#question-1")
      }
      let other = try await browser.submit(
        "\(draft)/questions/2", [("version", "1"), ("kind", "text"), ("text_en", "Why us?")])
      #expect(
        other.status == 412
          && other.missing(["saving adds it as question 2", "Why us?"]) == [])
      let publishing = try await browser.get("\(draft)/publish")
      #expect(publishing.missing(["version 1 of First look", "It is the first version"]) == [])
      let published = try await browser.submit(
        "\(draft)/publish", [("version", "4"), ("form_key", "p")])
      #expect(published.status == 303, "\(published.text)")
      let version = try await hiring.send(.get, "\(test)/versions/1")
      let option = version["paper"]?["questions"]?.array?.first?["options"]?.array?.last
      #expect(option?["last"] == true && version["limit_seconds"]?.int == 90)
    }
  }

  @Test("two managers at once: who was slower is told, and has all that was typed")
  func overtaken() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.drafted(try FirstLook.json)
      let draft = "\(test.page)/draft"
      let moved = try await browser.submit(
        "\(draft)/questions/1/move", [("version", "2"), ("to", "down")])
      #expect(moved.headers[.location] == "\(draft)?notice=moved")
      let fields = [
        ("version", "2"), ("was", "late_bus"), ("kind", "one"), ("question", "late_bus"),
        ("text_en", "Typed for an hour."), ("text_ru", "Час набирали."),
      ]
      let late = try await browser.submit("\(draft)/questions/1", fields)
      #expect(late.status == 412)
      #expect(
        late.missing([
          "Typed for an hour.", #"action="\#(draft)/questions/2""#, #"name="version" value="3""#,
          "over question 2 as it is now",
        ]) == [])
      let gone = try await browser.submit(
        "\(draft)/questions/2/delete", [("version", "3")])
      #expect(gone.headers[.location] == "\(draft)?notice=deleted")
      let nowhere = try await browser.submit("\(draft)/questions/1", fields)
      #expect(
        nowhere.status == 412
          && nowhere.missing(["saving adds it as question 15", "Typed for an hour."]) == [])
      let second = try await browser.submit(
        "\(draft)/questions/3/move", [("version", "2"), ("to", "up")])
      #expect(second.headers[.location] == "\(draft)?notice=overtaken")
      let head = try await browser.submit(
        "\(draft)/head", [("version", "2"), ("title_en", "Typed for an hour.")])
      #expect(
        head.status == 412
          && head.missing(["Typed for an hour.", #"name="version" value="4""#]) == [])
      let unpublished = try await browser.submit(
        "\(draft)/publish", [("version", "2"), ("form_key", "p")])
      #expect(unpublished.status == 412)
      let after = try await hiring.send(.get, "\(test)/draft")
      #expect(after["questions"]?.array?.count == 14)
      #expect(after["title"] == (try FirstLook.json)["title"])
    }
  }

  @Test("a document is downloaded and taken back as it is; what is none is named with its line")
  func documents() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.drafted(try FirstLook.json)
      let draft = "\(test.page)/draft"
      let file = try await browser.get("\(draft)/document")
      #expect(file.headers[.contentDisposition] == "attachment; filename=\"test.json\"")
      #expect(try TestDocument(file.json).json == FirstLook.document.json)
      let broken = try await browser.submit(
        "\(draft)/import", [("version", "2"), ("document", "{\n\"title\": }")])
      #expect(
        broken.status == 400
          && broken.missing(["<title>Mistake:", "this is no JSON: is not JSON (line 2, column 10)"])
            == []
      )
      let none = try await browser.submit("\(draft)/import", [("version", "2")])
      #expect(none.status == 400 && none.missing(["Document: please fill this in"]) == [])
      let taken = try await browser.submit(
        "\(draft)/import", [("version", "2"), ("document", file.text)])
      #expect(taken.headers[.location] == "\(draft)?notice=imported")
      let late = try await browser.submit(
        "\(draft)/import", [("version", "2"), ("document", "{}")])
      #expect(
        late.status == 412 && late.missing(["sending it replaces that draft"]) == [])
      #expect(late.text.contains(#"name="version" value="3""#))
      let kept = try await hiring.send(.get, "\(test)/draft")
      #expect(try TestDocument(kept.json).json == FirstLook.document.json)
    }
  }

  @Test("what is published next is held against what was published last")
  func summary() async throws {
    try await withHiringAPI { hiring in
      let browser = hiring.api.browser(as: hiring.boss)
      let test = try await hiring.published().test
      let draft = "\(test.page)/draft"
      #expect(
        try await browser.get("\(draft)/publish").text.contains(
          "Nothing is changed since the last version."))
      _ = try await browser.submit("\(draft)/questions/2/delete", [("version", "3")])
      let shown = try await browser.get("\(draft)/publish")
      #expect(
        shown.missing([
          "version 2 of First look", "Question that is left out: broken_cup",
          "Most points: 43 instead of 46",
        ]) == [])
      _ = try await browser.submit(
        "\(draft)/questions/1", [("version", "4"), ("kind", "number"), ("question", "late_bus")])
      let hindered = try await browser.get("\(draft)/publish")
      #expect(hindered.text.contains("and cannot be published"))
      let refused = try await browser.submit(
        "\(draft)/publish", [("version", "5"), ("form_key", "p")])
      #expect(refused.status == 409 && refused.text.contains("and cannot be published"))
      let russian = hiring.api.browser(as: hiring.boss, language: "ru")
      #expect(
        try await russian.get("\(draft)/questions/1").missing([
          "Ошибка: Вопрос 1", "Вопрос по-английски", "Баллы",
        ]) == [])
    }
  }
}

extension String {
  /// The page of what has this address in REST.
  fileprivate var page: String { String(dropFirst("/api".count)) }

  /// Without its query.
  fileprivate var path: String { String(prefix { $0 != "?" }) }
}
