import Contracts

/// What the answers to one test are worth, question by question.
struct Evaluation: Sendable {
  struct Question: Hashable, Sendable {
    let id: ExactText
    let greatest: Int
    /// nil: a text that waits for its mark.
    let worth: Worth?
  }

  let scoring: Scoring
  /// In the order of the scoring's.
  let questions: [Question]

  var points: Int { questions.reduce(0) { $0 + ($1.worth?.points ?? 0) } }

  /// The sum, which no order of the answers changes.
  var effects: Effects { questions.reduce(.none) { $0 + ($1.worth?.effects ?? .none) } }

  /// Texts that a manager has still to mark.
  var unmarked: [ExactText] { questions.filter { $0.worth == nil }.map(\.id) }

  /// Whether a question that must be answered right was not: never proposed, whatever the points.
  var isKnockedOut: Bool {
    questions.contains { question in
      scoring.pass.must.contains(question.id)
        && (question.worth?.points ?? 0) < question.greatest
    }
  }

  var reachesMinimum: Bool { points >= scoring.pass.minimumPoints ?? .min }
}

extension Scoring {
  /// Evaluates what was answered.
  ///
  /// - Parameters:
  ///   - answers: by the question's id; what is missing was not answered.
  ///   - marks: of free texts, by the question's id.
  func evaluate(_ answers: [ExactText: Answer], marks: [ExactText: Int] = [:]) -> Evaluation {
    Evaluation(
      scoring: self,
      questions: questions.map { question in
        Evaluation.Question(
          id: question.id, greatest: question.rule.greatest,
          worth: question.rule.worth(of: answers[question.id], mark: marks[question.id]))
      })
  }
}
