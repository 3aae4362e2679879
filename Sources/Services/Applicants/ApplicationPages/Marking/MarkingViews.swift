import ServiceKit

/// How many answers in words wait for a mark.
struct MarkingView: PageData {
  static let template = "applications-marking"

  let waiting: String
  /// Gives the next one; nil: there is none.
  let form: FormView?

  static var example: MarkingView {
    MarkingView(waiting: "Two answers wait.", form: .example)
  }
}

/// One answer in words, as who marks it sees it: not whose it is.
struct MarkView: PageData {
  static let template = "applications-mark"

  let waiting: String
  /// That nobody is kept from it any more; nil: others are.
  let remark: String?
  let question: String
  let answer: String
  let guide: String
  let most: String
  /// Whether no other answer of the same test waits: these points are the last.
  let isLast: Bool
  /// nil: another manager has it by now.
  let form: FormView?
  let back: String

  static var example: MarkView {
    MarkView(
      waiting: "One answer more waits.", remark: "Ten minutes are over.", question: "Why us?",
      answer: "I like fish.", guide: "What for?", most: "0 to 4 points", isLast: true,
      form: .example,
      back: "/applications/marking")
  }
}
