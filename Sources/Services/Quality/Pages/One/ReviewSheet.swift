import ServiceKit

/// The form of a review as its page shows it: the partial `reviews-sheet`.
struct ReviewSheet: Sendable {
  let action: String
  /// Of the review that is written over: whoever was faster is told of.
  let version: String
  let mistakes: MistakeSummary?
  let callIsOpen: Bool
  let call: [Field]
  let fields: [Field]

  struct Field: Sendable {
    let id: String
    let name: String
    let label: String
    let hint: String?
    let mistake: String?
    /// What is saved by now, where that is something else than what was typed.
    let now: String?
    let describedBy: String?
    var isTick = false
    var isTicked = false
    var isChoice = false
    var choices: [Choice] = []
    var isProse = false
    var rows = 0
    var most = 0
    var value = ""
  }

  struct Choice: Sendable {
    let id: String
    let kind: String
    let name: String
    let value: String
    let text: String
    let isChosen: Bool
  }

  static var example: ReviewSheet {
    let field = Field(
      id: "field-cause", name: "cause", label: "Cause", hint: "Why?",
      mistake: "please fill this in", now: "Now: time", describedBy: "field-cause-hint",
      isTick: true, isTicked: true, isChoice: true,
      choices: [
        Choice(
          id: "field-cause-time", kind: "radio", name: "cause", value: "time", text: "the time",
          isChosen: true)
      ], isProse: true, rows: 4, most: 2_000, value: "Late.")
    return ReviewSheet(
      action: "/reviews/1", version: "1", mistakes: .example, callIsOpen: true, call: [field],
      fields: [field])
  }
}
