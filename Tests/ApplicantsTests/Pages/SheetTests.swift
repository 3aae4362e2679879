import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("Forms that write a document")
struct SheetTests {
  @Test("R-110: a document whose forms are saved as they are shown stays the same document")
  func roundTrip() throws {
    let json = try FirstLook.json
    var written = json.withHead(Sheet.head.typed(of: json))
    for (index, question) in json.draftQuestions.enumerated() {
      let (sheet, typed) = QuestionSheet.showing(question)
      written = written.placingQuestion(sheet.question(typed), at: index)
    }
    #expect(try TestDocument(written).json == TestDocument(json).json)
  }

  private static let typed: [(SheetFormat, String, JSONValue)] = [
    (.wholeNumber, "-5", .number("-5")), (.wholeNumber, "many", "many"),
    (.exactNumber, "0.45", "0.45"), (.exactNumber, "a few", "a few"),
    (.minutes, "20", 1_200), (.minutes, "1:30", 90), (.minutes, "1:05", 65),
    (.minutes, "soon", "soon"), (.flag, "on", true), (.ids, "a, b", ["a", "b"]),
    (.effects, "punctuality +10, courtesy -5", ["punctuality": 10, "courtesy": .number("-5")]),
    (.effects, "punctuality", "punctuality"),
    (.effects, "speed +1, speed +2", "speed +1, speed +2"),
    (.near, "5: 1; 10: 0", [["tolerance": "5", "points": 1], ["tolerance": "10", "points": 0]]),
    (.near, "5", "5"), (.line, "late_bus", "late_bus"), (.prose, "One.\nTwo.", "One.\nTwo."),
  ]

  @Test("what is typed becomes a value, and is shown as it was typed", arguments: typed)
  func words(_ format: SheetFormat, _ typed: String, _ value: JSONValue) {
    #expect(format.value(of: typed) == value)
    #expect(format.words(for: value) == typed)
  }

  private static let loose: [(SheetFormat, String, JSONValue)] = [
    (.wholeNumber, " +5 ", .number("5")), (.wholeNumber, "\u{2212}5", .number("-5")),
    (.exactNumber, "0,5", "0.5"), (.effects, "Night vision 20", ["night_vision": 20]),
    (.prose, "One.\r\nTwo.", "One.\nTwo."),
    (.near, "0,5: 1;", [["tolerance": "0.5", "points": 1]]),
  ]

  @Test("blanks, signs, commas and line ends are understood", arguments: loose)
  func lenient(_ format: SheetFormat, _ typed: String, _ value: JSONValue) {
    #expect(format.value(of: typed) == value)
  }

  @Test("nothing typed is nothing written, and what no field shows stays")
  func blanks() throws {
    let sheet = Sheet(fields: [SheetField("a", "x/a"), SheetField("b", "x/b")])
    var typed = Typed()
    typed[sheet.fields[0]] = " "
    typed[sheet.fields[1]] = "B"
    #expect(
      sheet.json(typed, over: ["x": ["a": "A", "c": "C"], "y": 1])
        == ["x": ["c": "C", "b": "B"], "y": 1])
  }

  @Test("an option without anything typed is no option, and one without an id is a letter")
  func options() {
    let sheet = QuestionSheet(.one)
    var typed = Typed()
    typed[sheet.sheet.rows[0][0]] = "I wait."
    typed[sheet.sheet.rows[2][0]] = "I run."
    typed[sheet.sheet.rows[2][5]] = "a"
    let ids = sheet.question(typed)["options"]?.array?.map { $0["id"]?.string }
    #expect(ids == ["b", "a"])
  }

  @Test("another kind has what it can of the fields, and nothing of the old kind")
  func otherKind() throws {
    let question = try #require(try FirstLook.json.draftQuestions.first)
    let (_, typed) = QuestionSheet.showing(question)
    let number = QuestionSheet(.number).question(typed)
    #expect(number["type"] == "number" && number["options"] == nil)
    #expect(number["text"] == question["text"])
    let exact = QuestionSheet(.exact).question(typed)
    #expect(exact["scoring"] == "exact" && exact["options"]?.array?.first?["points"] == nil)
    #expect(QuestionKind(exact) == .exact && QuestionKind(["type": "two"]) == nil)
  }

  @Test("each mistake of a draft is at a field, or said of the whole (case 18)")
  func places() throws {
    let json = try FirstLook.spoiled
    let mistakes = TestDraft(json: json, version: 1).mistakes
    #expect(mistakes.count == 9)
    let heads = mistakes.filter { !$0.pointer.isAt("/questions") }
    #expect(
      heads.map { Sheet.head.place(of: $0.pointer)?.field.name }
        == ["title_ru", "limit", "must"])
    let fields = json.draftQuestions.enumerated().flatMap { index, question in
      let sheet = QuestionSheet.showing(question).sheet.sheet
      return mistakes.below("/questions/\(index)").map { sheet.place(of: $0.pointer)?.field.name }
    }
    #expect(
      fields == ["options_1_points", "question", nil, "answer", "guide_en", nil])
  }

  @Test("a mistake above fields is at the first of them, one within a field says where")
  func above() throws {
    let sheet = QuestionSheet(.number).sheet
    let place = try #require(sheet.place(of: "/effects/luck"))
    #expect(place.field.name == "effects" && place.part == "luck")
    #expect(sheet.place(of: "/text")?.field.name == "text_en")
    #expect(sheet.place(of: "/textile") == nil)
  }

  @Test("a document is written as people read it, and is the same one")
  func indented() throws {
    let json = try FirstLook.json
    let text = json.indented
    #expect(try JSONValue(parsing: text.utf8) == json)
    #expect(text.hasPrefix("{\n  \"format\": 1,\n"))
    #expect(JSONValue.object([]).indented == "{}" && JSONValue.array([1, 2]).indented == "[1,2]")
  }
}

@Suite("What a publication changes")
struct TestChangesTests {
  @Test("questions by their ids, and the rest by its name")
  func changes() throws {
    let before = try FirstLook.document
    var questions = try FirstLook.json.draftQuestions
    questions.swapAt(0, 1)
    questions.removeLast()
    questions[0] = questions[0].replacing("/options/0/points", with: 2)
    questions[2] = questions[2].replacing("/text/en", with: "Otherwise?")
    questions.append(
      questions[3].replacing("/id", with: "another"))
    let json = try FirstLook.with(("/limit_seconds", 600), ("/title/en", "Second look"))
    let changes = TestChanges(from: before, to: try TestDocument(json.withQuestions(questions)))
    #expect(changes.added == ["another"] && changes.removed == ["best_day"])
    #expect(changes.asked == ["top_shelf"] && changes.scored == ["broken_cup"])
    #expect(changes.isReordered && changes.parts == [.title])
    #expect(changes.limit?.from == 1_200 && changes.limit?.to == 600)
    #expect(changes.points?.from == 46 && changes.points?.to == 44)
    let texts = try HiringPages.texts()[.english]
    #expect(changes.words(texts).contains("Minutes: 10 instead of 20"))
  }

  @Test("the same is no change, and of nothing before nothing is said")
  func none() throws {
    let document = try FirstLook.document
    let texts = try HiringPages.texts()[.english]
    #expect(TestChanges(from: document, to: document).words(texts) == [])
    #expect(TestChanges(from: nil, to: document).words(texts) == [])
  }
}
