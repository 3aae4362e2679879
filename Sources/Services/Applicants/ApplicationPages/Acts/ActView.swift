import ServiceKit

/// What a manager is about to do with an application, and the form that does it.
struct ActView: PageData {
  static let template = "applications-act"

  let facts: [ApplicationFact]
  /// What follows from it.
  let consequences: [String]
  /// What has to be thought of before.
  let warnings: [String]
  let form: FormView

  static var example: ActView {
    ActView(
      facts: [.example], consequences: ["A letter goes out."], warnings: ["Tom has it."],
      form: .example)
  }
}

/// One of several ways to go on, each a link.
struct ChoiceView: PageData {
  static let template = "applications-choice"

  let facts: [ApplicationFact]
  let question: String
  let choices: [Choice]
  let back: String

  struct Choice {
    let path: String
    let text: String
  }

  static var example: ChoiceView {
    ChoiceView(
      facts: [.example], question: "Why?",
      choices: [Choice(path: "/applications/1/reject/other", text: "another reason")],
      back: "/applications/1")
  }
}
