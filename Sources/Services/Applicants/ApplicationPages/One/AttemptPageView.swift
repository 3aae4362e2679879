import ServiceKit

/// One sitting of the tests: what was asked, what was answered, and what it came to.
struct AttemptPageView: PageData {
  static let template = "applications-attempt"

  let mark: StatusMark
  let facts: [ApplicationFact]
  let standing: StatusMark?
  let warning: String?
  /// What keeps it from being scored, and the page on which that is tried anew.
  let failure: Failure?
  let characteristics: [ApplicationFact]
  let hasCharacteristics: Bool
  let parts: [Part]
  let back: String

  struct Failure {
    let text: String
    let path: String
  }

  struct Part {
    let title: String
    let questions: [Question]
  }

  struct Question {
    let text: String
    let answer: String
    let points: String?
    /// What a manager has said to it.
    let remark: String?
    /// Those before the last one.
    let revisions: [Revision]
    let hasRevisions: Bool
  }

  struct Revision {
    let time: String
    let answer: String
  }

  static var example: AttemptPageView {
    AttemptPageView(
      mark: .exampleOfApplication, facts: [.example], standing: .exampleOfApplication,
      warning: "The test does not part them.",
      failure: Failure(text: "It cannot be read.", path: "/applications/1/attempts/1/score-again"),
      characteristics: [ApplicationFact(label: "strength", value: "55 · L")],
      hasCharacteristics: true,
      parts: [
        Part(
          title: "First look, version 1",
          questions: [
            Question(
              text: "The bus is late.", answer: "call", points: "3 of 3",
              remark: "Well said. (Tom)",
              revisions: [Revision(time: "1 March 2027, 12:00", answer: "run")],
              hasRevisions: true)
          ])
      ], back: "/applications/1")
  }
}
