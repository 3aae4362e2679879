import Contracts
import ServiceKit

/// What was sent of a preview's controls, by names that no other field has: `a.late_bus`,
/// `a.bag.b` for one that is ticked, `m.why_us` for a mark.
struct PreviewAnswers: Sendable {
  /// By the ids of questions.
  let given: [ExactText: GivenAnswer]
  let marks: [ExactText: Mark]

  /// What a manager gives for a text.
  struct Mark: Sendable {
    let typed: String
    /// nil: none, or a mistake.
    let points: Int?

    var isMistaken: Bool { !typed.isEmpty && points == nil }
  }

  static func name(of question: ExactText) -> String { "\(GivenAnswer.field).\(question)" }
  static func mark(of question: ExactText) -> String { "m.\(question)" }

  /// Reads what there is to a test.
  init(_ form: Form, to paper: Paper, _ scoring: Scoring) {
    given = paper.questions.reduce(into: [:]) { given, question in
      given[question.id] = GivenAnswer(to: question, named: Self.name(of: question.id)) {
        form.value($0)?.string
      }
    }
    marks = scoring.questions.reduce(into: [:]) { marks, question in
      guard case .text(let most, _, _) = question.rule else { return }
      let typed = form.value(Self.mark(of: question.id))?.string ?? ""
      let points = Int(typed).flatMap { (0...most).contains($0) ? $0 : nil }
      marks[question.id] = Mark(typed: typed, points: points)
    }
  }

  var isMistaken: Bool {
    given.values.contains { $0.mistake != nil } || marks.values.contains(where: \.isMistaken)
  }

  var points: [ExactText: Int] { marks.compactMapValues(\.points) }

  func answers(to paper: Paper) -> [ExactText: Answer] {
    paper.questions.reduce(into: [:]) { answers, question in
      answers[question.id] = given[question.id].flatMap { question.answer(saved: $0.value) }
    }
  }
}
