import Contracts
import FoundationEssentials
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("4.4: what a form or a script answers to a question")
struct GivenAnswerTests {
  private static func question(_ id: ExactText) throws -> PaperQuestion {
    try #require(FirstLook.document.paper.questions.first { $0.id == id })
  }

  private static func given(_ form: String, to question: PaperQuestion) throws -> GivenAnswer {
    let form = try Form(urlEncoded: form)
    return GivenAnswer(to: question) { form.value($0)?.string }
  }

  private static func given(_ form: String, to id: ExactText) throws -> GivenAnswer {
    try given(form, to: question(id))
  }

  @Test(
    "each kind of question, as its form has it",
    arguments: [
      ("late_bus", "a=b", "b"), ("late_bus", "a=", .null), ("late_bus", "", .null),
      ("first_steps", "a.b=on&a.a=on", ["a", "b"]), ("first_steps", "", .null),
      ("way", "a=+8%2C00+", "8,00"), ("way", "a=++", .null),
      ("why_us", "a=One%0D%0Atwo%0Dthree", "One\ntwo\nthree"), ("why_us", "a=%E2%80%8B", .null),
    ] as [(ExactText, String, JSONValue)])
  func forms(_ id: ExactText, _ form: String, _ value: JSONValue) throws {
    let given = try Self.given(form, to: id)
    #expect(given.value == value)
    #expect(given.mistake == nil)
  }

  @Test(
    "what the question has no room for is said, and nothing of it is kept",
    arguments: [
      ("late_bus", "x", "no-choice"), ("late_bus", 3, "no-choice"),
      ("late_bus", ["a"], "no-choice"), ("first_steps", ["a", "x"], "no-choice"),
      ("first_steps", ["a", "a"], "repeated"),
      ("first_steps", "a", "no-array"), ("way", "about 30", "no-exact-number"),
      ("way", 30, "no-string"), ("way", "1234567890123", "no-exact-number"),
      ("why_us", "\u{7}", "control-characters"), ("why_us", true, "no-string"),
      ("why_us", .string(String(repeating: "x", count: 4001)), "too-long"),
    ] as [(ExactText, JSONValue, String)])
  func mistakes(_ id: ExactText, _ value: JSONValue, _ code: String) throws {
    #expect(GivenAnswer(value, to: try Self.question(id)).mistake?.code == code)
  }

  @Test("an answer of every plane of Unicode is kept as it was typed")
  func planes() throws {
    let typed = "я 猫 \u{1F408} \u{20000} \u{30000} \u{E0100}x \u{F0000} \u{10FFFD}"
    let given = GivenAnswer(.string(typed), to: try Self.question("why_us"))
    #expect(given.mistake == nil)
    #expect(given.value.string.map { ExactText($0) } == ExactText(typed))
  }

  @Test("case 12: a form that was not touched is known by what it was made with")
  func untouched() throws {
    let sitting = try Sitting.of(answers: ["1.first_steps": ["a", "b"], "1.why_us": "One\ntwo"])
    for (key, form) in [
      ("1.first_steps", "a.b=on&a.a=on"), ("1.why_us", "a=One%0D%0Atwo"), ("1.late_bus", "a="),
    ] as [(ExactText, String)] {
      let question = try #require(sitting.question(key))
      let given = try Self.given(form, to: question.asked)
      #expect(given.isUntouched(question.shownDigest), "\(key)")
      let emptied = try Self.given("a=x&a.c=on", to: question.asked)
      #expect(!emptied.isUntouched(question.shownDigest), "\(key)")
      #expect(!given.isUntouched(nil) && !given.isUntouched("x"))
    }
  }
}

@Suite("4.3: a sitting in the order of its attempt")
struct HolderSittingTests {
  @Test("questions are numbered as seed 42 arranges them, and known by test and id")
  func order() throws {
    let sitting = try Sitting.of(answers: ["1.way": "30"])
    let ids = try FirstLook.document.paper.questions.map(\.id)
    let places = sitting.questions.compactMap { question in
      ids.firstIndex { ExactText("1.\($0)") == question.key }.map { $0 + 1 }
    }
    #expect(places == [11, 8, 6, 15, 10, 13, 14, 7, 2, 9, 1, 5, 4, 3, 12])
    #expect(sitting.questions.map(\.number) == Array(1...15))
    #expect(sitting.questions.filter(\.isAnswered).map(\.key) == ["1.way"])
    #expect(sitting[0] == nil && sitting[16] == nil && sitting[15]?.key == "1.way")
  }

  @Test("of several tests each question is once, and answers are found by test")
  func several() throws {
    let paper = try FirstLook.document.paper
    let sitting = Sitting(
      seed: 7, deadline: PortalBed.start, acceptUntil: PortalBed.start, papers: [paper, paper],
      answers: ["2.way": SavedAnswer(value: "30", revision: 3, savedAt: nil)])
    #expect(Set(sitting.questions.map(\.key)).count == 30)
    #expect(sitting.questions.filter(\.isAnswered).map(\.revision) == [3])
    #expect(sitting.questions[..<15].allSatisfy { $0.key.text.hasPrefix("1.") })
  }
}

extension Sitting {
  /// Of the demo test, with the seed 42.
  static func of(answers: [ExactText: JSONValue]) throws -> Sitting {
    Sitting(
      seed: 42, deadline: PortalBed.start + 1200, acceptUntil: PortalBed.start + 1205,
      papers: [try FirstLook.document.paper],
      answers: answers.mapValues { SavedAnswer(value: $0, revision: 1, savedAt: nil) })
  }
}
