import Contracts
import FoundationEssentials
import ServiceKit

/// The clock of a sitting, on each of its pages. The partial `clock`.
///
/// Its end is said as a time of day, which holds without a script; with one, what is left is
/// counted from the server's instant, whatever the clock of the machine says.
struct ClockView {
  static let files = ["clock.css", "sitting.js"]

  /// Instants, for the script.
  let now: String
  let deadline: String
  /// As clocks show it.
  let ends: String
  let zoneName: String
  /// By which the script can say the same of another end.
  let zone: String
  let attempt: String
  /// Where the time is asked for, answers are sent, and all of them handed in.
  let timeAddress: String
  let answersAddress: String
  let handInAddress: String

  static let example = ClockView(
    now: "2027-03-01T12:00:00Z", deadline: "2027-03-01T12:20:00Z", ends: "15:20:00",
    zoneName: "Moscow time", zone: "Europe/Moscow", attempt: "1z", timeAddress: "/time",
    answersAddress: "/answers", handInAddress: "/test/hand-in")
}

/// What is to be known before a test is begun.
struct StartView: PageData {
  static let template = "start"

  let address: String
  let facts: [String]
  /// What each of its tests says.
  let introductions: [Introduction]
  let mistakes: MistakeSummary?
  let practice: String
  let back: String
  let moreTime: MoreTimeView?

  struct Introduction {
    let title: String
    let text: String
  }

  static var example: StartView {
    StartView(
      address: "/portal/token/test", facts: ["15 questions"],
      introductions: [Introduction(title: "First look", text: "Think of a day at work.")],
      mistakes: .example,
      practice: "/portal/token/test/practice", back: "/portal/token", moreTime: .example)
  }
}

/// One question, with its answer so far.
struct QuestionView: PageData {
  static let template = "question"
  static let files = ClockView.files

  let address: String
  let title: String
  let clock: ClockView
  /// For the script: which question it is, how it is answered, and how often that was changed.
  let key: String
  let kind: String
  let revision: Int
  /// What the form is made with.
  let was: String
  let answer: AnswerView
  let mistakes: MistakeSummary?
  let isFirst: Bool

  static var example: QuestionView {
    QuestionView(
      address: "/portal/token/test/1", title: "First look", clock: .example, key: "1.way",
      kind: "number", revision: 1, was: "digest", answer: .example, mistakes: .example,
      isFirst: true)
  }
}

/// All questions, answered or not.
struct OverviewView: PageData {
  static let template = "overview"
  static let files = ClockView.files

  let clock: ClockView
  let told: String
  let questions: [Row]
  let handIn: String

  struct Row {
    let address: String
    let label: String
    let text: String
    let mark: StatusMark
  }

  static var example: OverviewView {
    OverviewView(
      clock: .example, told: "One of fifteen is answered.",
      questions: [
        Row(
          address: "/portal/token/test/1", label: "Question 1", text: "How long?",
          mark: StatusMark(.done, "answered"))
      ], handIn: "/portal/token/test/hand-in")
  }
}

/// Asks once more whether all is to be handed in.
struct HandInView: PageData {
  static let template = "hand-in"
  static let files = ClockView.files

  let address: String
  let clock: ClockView
  let told: String
  let unanswered: [HolderView.Way]
  let back: String

  static var example: HandInView {
    HandInView(
      address: "/portal/token/test/hand-in", clock: .example, told: "One is not answered.",
      unanswered: [HolderView.Way(address: "/portal/token/test/1", label: "Question 1")],
      back: "/portal/token/test/overview")
  }
}

/// What was answered when nothing was taken any more: it is not lost without a word.
struct LateView: PageData {
  static let template = "late"

  let mistakes: MistakeSummary?
  /// What was asked; nil: that is not known any more, nor what was answered.
  let question: String?
  /// nil: nothing.
  let given: Given?
  let back: String

  struct Given {
    let label: String
    /// What was typed, or the options that were chosen.
    let values: [String]
  }

  static var example: LateView {
    LateView(
      mistakes: .example, question: "How long?",
      given: Given(label: "What you typed", values: ["30"]), back: "/portal/token")
  }
}

/// A question that is asked of nobody, to see how it is done.
struct PracticeView: PageData {
  static let template = "practice"

  let address: String
  let answer: AnswerView
  /// What would have been kept; nil: nothing was sent yet.
  let kept: String?
  let back: String

  static var example: PracticeView {
    PracticeView(
      address: "/portal/token/test/practice", answer: .example, kept: "It was kept.",
      back: "/portal/token/test")
  }
}

/// How to leave: withdrawing, and deleting what there is.
struct LeaveView: PageData {
  static let template = "leave"

  let address: String
  let canWithdraw: Bool
  let back: String
  let mistakes: MistakeSummary?

  static var example: LeaveView {
    LeaveView(
      address: "/portal/token/withdraw", canWithdraw: true, back: "/portal/token",
      mistakes: .example)
  }
}
