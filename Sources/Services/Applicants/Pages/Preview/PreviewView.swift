import Contracts
import ServiceKit

/// A test as a cat with that seed has it, without a clock, and what answers would be worth.
struct PreviewView: PageData {
  static let template = "tests-preview"

  let action: String
  let seed: String
  let languages: [FieldView.Option]
  let language: String
  let title: String
  let introduction: String
  /// nil: nothing is wrong with what was typed.
  let mistakes: MistakeSummary?
  let questions: [Question]
  /// nil: nothing was answered, or not everything can be read.
  let result: Result?
  let back: String

  /// One question, as the portal asks it.
  struct Question {
    let title: String
    let answer: AnswerView
    /// What a manager gives for a text.
    let mark: Mark?
    /// What the answer is worth; nil: that is not asked.
    let worth: String?
  }

  struct Mark {
    let id: String
    let name: String
    let label: String
    let value: String
    let guide: String
    let mistake: String?
  }

  struct Result {
    let lines: [String]
    let characteristics: [DraftView.Fact]
  }

  static var example: PreviewView {
    PreviewView(
      action: "/tests/1/versions/1/preview", seed: "1",
      languages: [FieldView.Option("en", "English", isChosen: true)],
      language: "en", title: "First look", introduction: "Fifteen questions.",
      mistakes: .example,
      questions: [
        Question(
          title: "Question 1", answer: .example,
          mark: Mark(
            id: "mark-late_bus", name: "m.late_bus", label: "Mark of question 1", value: "3",
            guide: "Three for a reason.", mistake: "from 0 to 4"),
          worth: "3 of 3 points")
      ],
      result: Result(
        lines: ["46 of 46 points"],
        characteristics: [DraftView.Fact(label: "speed", value: "50")]), back: "/tests/1")
  }
}
