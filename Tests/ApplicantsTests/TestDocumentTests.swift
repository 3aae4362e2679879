import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("R-110: a test is one document, and every mistake in it is named")
struct TestDocumentTests {
  @Test("R-110: the demo test is in order, and has one encoding whatever order its members have")
  func encoding() throws {
    let json = try FirstLook.document.json
    #expect(try TestDocument(json).json == json)
    #expect(try TestDocument(FirstLook.json.backwards).json == json)
    #expect(try TestDocument(file: Array(json.text.utf8)).json == json)
    #expect(json.text.hasPrefix(#"{"format":1,"title":{"en":"First look","ru":"#))
  }

  @Test("what may be left out means nothing by it")
  func defaults() throws {
    let document = try TestDocument(
      FirstLook.with(("/pass", nil), ("/questions/10/tolerance", nil), ("/questions/10/unit", nil)))
    #expect(document.json["pass"]?.text == #"{"must":[]}"#)
    #expect(document.json["questions"]?.array?[10]["tolerance"] == "0")
    #expect(document.overview.minimumPoints == nil)
  }

  /// A change of the demo test, and the mistake that it makes.
  struct Change: Sendable, CustomTestStringConvertible {
    let place: String
    let value: JSONValue?
    let mistake: String
    var testDescription: String { "\(place) = \(value?.text.prefix(40) ?? "nothing")" }

    /// - Parameter mistake: a code at the place itself, or pointer and code.
    init(_ place: String, _ value: JSONValue?, _ mistake: String) {
      self.place = place
      self.value = value
      self.mistake = mistake.hasPrefix("/") ? mistake : "\(place) \(mistake)"
    }
  }

  private static func number(_ text: String) -> JSONValue { .number(text) }

  private static func text(_ length: Int) -> JSONValue {
    .string(String(repeating: "м", count: length))
  }

  private static func options(_ count: Int) -> JSONValue {
    .array(
      (0..<count).map {
        ["id": .string("o\($0)"), "text": ["en": "Yes", "ru": "Да"], "points": 1]
      })
  }

  private static let whole: [Change] = [
    Change("/format", nil, "required"), Change("/format", 2, "no-choice"),
    Change("/format", "1", "no-choice"), Change("/title", nil, "required"),
    Change("/title", "First look", "no-object"), Change("/title/ru", nil, "required"),
    Change("/title/ru", "", "empty"), Change("/title/ru", 7, "no-string"),
    Change("/title/de", "Erster Blick", "unknown"), Change("/introduction", nil, "required"),
    Change("/introduction/en", text(2_001), "too-long"), Change("/author", "Murka", "unknown"),
    Change("/limit_seconds", 9, "out-of-range"), Change("/limit_seconds", 28_801, "out-of-range"),
    Change("/limit_seconds", "1200", "no-whole-number"),
    Change("/limit_seconds", number("60.5"), "no-whole-number"),
    Change("/limit_seconds", nil, "required"), Change("/order", nil, "required"),
    Change("/order/questions", "random", "no-choice"), Change("/order/options", nil, "required"),
    Change("/start_value", 101, "out-of-range"),
    Change("/start_value", number("-1"), "out-of-range"),
    Change("/start_value", nil, "required"), Change("/pass/top_percent", 0, "out-of-range"),
    Change("/pass/top_percent", 101, "out-of-range"),
    Change("/pass/minimum_points", number("-1"), "out-of-range"),
    Change("/pass/minimum_points", 47, "out-of-range"), Change("/pass/best", 1, "unknown"),
    Change("/pass", 3, "no-object"), Change("/pass/must", "strange_dog", "no-array"),
    Change("/pass/must/0", "Strange_dog", "no-must-question"),
    Change("/pass/must/0", "why_us", "no-must-question"),
    Change("/pass/must/0", 7, "no-must-question"), Change("/questions", nil, "required"),
    Change("/questions", "all", "no-array"), Change("/questions/0", "late_bus", "no-object"),
  ]

  private static let questions: [Change] = [
    Change("/questions/0/id", nil, "required"), Change("/questions/0/id", "", "no-test-id"),
    Change("/questions/0/id", "Late_bus", "no-test-id"),
    Change("/questions/0/id", "late bus", "no-test-id"),
    Change("/questions/0/id", "lаte_bus", "no-test-id"), Change("/questions/0/id", 7, "no-test-id"),
    Change("/questions/0/id", .string(String(repeating: "a", count: 41)), "no-test-id"),
    Change("/questions/0/id", "broken_cup", "/questions/1/id repeated-test-id"),
    Change("/questions/0/type", nil, "required"), Change("/questions/0/type", "on", "no-choice"),
    Change("/questions/0/text", nil, "required"),
    Change("/questions/0/text/en", text(2_001), "too-long"),
    Change("/questions/0/hint", "Hiss.", "unknown"), Change("/questions/0/points", 3, "unknown"),
    Change("/questions/0/scoring", "sum", "unknown"),
    Change("/questions/0/options", nil, "required"),
    Change("/questions/0/options", options(1), "item-count"),
    Change("/questions/0/options", options(13), "item-count"),
    Change("/questions/7/options", options(21), "item-count"),
    Change("/questions/0/options/3/id", "a", "repeated-test-id"),
    Change("/questions/0/options/3/id", "A", "no-test-id"),
    Change("/questions/0/options/0/points", nil, "required"),
    Change("/questions/0/options/0/points", "3", "no-whole-number"),
    Change("/questions/0/options/0/points", 101, "out-of-range"),
    Change("/questions/0/options/0/points", number("-101"), "out-of-range"),
    Change("/questions/0/options/0/right", true, "unknown"),
    Change("/questions/0/options/0/last", "yes", "no-flag"),
    Change("/questions/0/options/0/effects/charm", 1, "unknown"),
    Change("/questions/0/options/0/effects/speed", 101, "out-of-range"),
    Change("/questions/0/options/0/effects/speed", number("-101"), "out-of-range"),
    Change("/questions/0/options/0/effects", [1], "no-object"),
    Change("/questions/7/scoring", nil, "required"),
    Change("/questions/7/scoring", "best", "no-choice"),
    Change("/questions/8/points", 0, "out-of-range"),
    Change("/questions/8/points", nil, "required"),
    Change("/questions/8/options/0/right", "yes", "no-flag"),
    Change("/questions/8/options/0/points", 1, "unknown"),
    Change("/questions/10/answer", nil, "required"),
    Change("/questions/10/answer", 8, "no-exact-number"),
    Change("/questions/10/answer", "eight", "no-exact-number"),
    Change("/questions/10/tolerance", "-1", "no-tolerance"),
    Change("/questions/10/tolerance", 0, "no-tolerance"),
    Change("/questions/10/points", 0, "out-of-range"),
    Change("/questions/10/unit", "coins", "no-object"),
    Change("/questions/11/near/0/tolerance", "0", "no-growing-tolerance"),
    Change("/questions/11/near/0/tolerance", nil, "required"),
    Change("/questions/11/near/0/points", 3, "no-falling-points"),
    Change("/questions/11/near/0/points", 101, "out-of-range"),
    Change("/questions/11/near/0/effects", [:], "unknown"),
    Change(
      "/questions/11/near",
      [["tolerance": "5", "points": 1], ["tolerance": "4", "points": 0]],
      "/questions/11/near/1/tolerance no-growing-tolerance"),
    Change(
      "/questions/11/near",
      [["tolerance": "5", "points": 1], ["tolerance": "6", "points": 1]],
      "/questions/11/near/1/points no-falling-points"),
    Change("/questions/13/max_length", 0, "out-of-range"),
    Change("/questions/13/max_length", 4_001, "out-of-range"),
    Change("/questions/13/points", 101, "out-of-range"),
    Change("/questions/13/guide", nil, "required"),
    Change("/questions/13/answer", "yes", "unknown"),
  ]

  @Test("R-110: what breaks one rule is one mistake at its place", arguments: whole + questions)
  func oneMistake(change: Change) throws {
    #expect(mistakes(in: try FirstLook.with((change.place, change.value))) == [change.mistake])
  }

  @Test("somebody has to be able to get points, and something to be right")
  func pointsToHave() throws {
    let nothing = try FirstLook.with(
      ("/questions/0/options/0/points", 0), ("/questions/0/options/1/points", 0))
    #expect(mistakes(in: nothing) == ["/questions/0/options no-points-to-have"])
    let less = try FirstLook.with(
      ("/questions/9/options/0/points", 0), ("/questions/9/options/1/points", .number("-5")))
    #expect(mistakes(in: less) == ["/questions/9/options no-points-to-have"])
    let wrong = try FirstLook.with(
      ("/questions/8/options/0/right", nil), ("/questions/8/options/1/right", false),
      ("/questions/8/options/2/right", nil))
    #expect(mistakes(in: wrong) == ["/questions/8/options no-right-option"])
  }

  @Test("nothing is concluded from what cannot be read")
  func unreadable() throws {
    let points = try FirstLook.with(
      ("/questions/0/options/0/points", "3"), ("/questions/0/options/1/points", 0))
    #expect(mistakes(in: points) == ["/questions/0/options/0/points no-whole-number"])
    let right = try FirstLook.with(
      ("/questions/8/options/0/right", "yes"), ("/questions/8/options/1/right", nil),
      ("/questions/8/options/2/right", nil))
    #expect(mistakes(in: right) == ["/questions/8/options/0/right no-flag"])
  }

  @Test("from 1 to 100 questions")
  func questionCount() throws {
    let json = try FirstLook.json
    #expect(mistakes(in: json.replacing("/questions", with: [])).contains("/questions item-count"))
    let question = try #require(json["questions"]?.array?[4])
    func with(_ count: Int) -> JSONValue {
      let more = (0..<(count - 1)).map { question.replacing("/id", with: .string("q\($0)")) }
      return json.replacing("/questions", with: .array([question] + more))
    }
    #expect(mistakes(in: with(100)) == [])
    #expect(mistakes(in: with(101)) == ["/questions item-count"])
  }

  @Test("case 18: a draft with nine mistakes lists nine places, all at once, from top to end")
  func allAtOnce() throws {
    #expect(mistakes(in: try FirstLook.spoiled) == FirstLook.nineMistakes)
  }

  @Test("more mistakes than an answer lists are all named")
  func many() throws {
    let draft = try (0..<15).reduce(FirstLook.json) { draft, index in
      (0..<8).reduce(draft) { $0.replacing("/questions/\(index)/x\($1)", with: 1) }
    }
    #expect(mistakes(in: draft).count == 120)
  }

  @Test(
    "what is no JSON is one mistake, with line and column",
    arguments: [
      ("", "is empty (line 1, column 1)"),
      ("{\n  \"format\": 1,\n  \"кот\" 2}", "needs a colon after a name (line 3, column 9)"),
      ("{\"format\": 1,\n \"format\": 2}", "has the key \"format\" twice (line 2, column 10)"),
      (String(repeating: "[", count: 33), "is nested deeper than 32 (line 1, column 33)"),
      ("[1]", "must be an object"),
    ])
  func noJSON(text: String, words: String) {
    #expect(throws: TestMistakes.self) { try TestDocument(file: Array(text.utf8)) }
    do {
      _ = try TestDocument(file: Array(text.utf8))
    } catch {
      #expect(error.all.map(\.pointer) == [""])
      #expect(error.all.map(\.reason.text) == [words])
    }
  }

  @Test("bytes that are no UTF-8, and more than 256 KiB, are refused")
  func bytes() throws {
    #expect(
      mistakes { () throws(TestMistakes) in
        _ = try TestDocument(file: Array(#"{"title": ""#.utf8) + [0xC3, 0x28] + Array(#""}"#.utf8))
      } == [" unreadable"])
    let room = TestDocument.maxBytes - TestDocument.firstLook.count
    let padded = TestDocument.firstLook + Array(repeating: UInt8(ascii: " "), count: room)
    #expect(throws: Never.self) { try TestDocument(file: padded) }
    #expect(
      mistakes { () throws(TestMistakes) in
        _ = try TestDocument(file: padded + [UInt8(ascii: " ")])
      } == [" too-many-bytes"])
  }

  @Test("who looks at the demo test learns what it asks for")
  func overview() throws {
    let overview = try FirstLook.document.overview
    #expect(overview.title[.russian] == "Первый взгляд")
    #expect(QuestionType.allCases.map(overview.count) == [7, 3, 3, 2])
    #expect((overview.questionCount, overview.limitSeconds) == (15, 1_200))
    #expect((overview.greatestPoints, overview.markedPoints) == (46, 8))
    #expect((overview.topPercent, overview.minimumPoints) == (3, 20))
    #expect(overview.must == ["strange_dog"])
    #expect(overview.measured == CharacteristicsCode.names.filter { $0 != "hearing" })
  }
}
