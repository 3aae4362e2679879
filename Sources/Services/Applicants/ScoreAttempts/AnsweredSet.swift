import Contracts
import FoundationEssentials
import ServiceKit

/// One part of what an attempt was given: a published test, and the scoring it counts by.
struct SittingPart: Sendable {
  /// In the set, from 1.
  let position: Int
  let test: UUID
  let version: Int
  /// Of the scoring, among those of the version.
  let number: Int
  let paper: Paper
  let scoring: Scoring

  /// What one of its questions is called in the whole set: `1.late_bus`.
  func name(of question: ExactText) -> ExactText { "\(position).\(question)" }

  /// - Parameters:
  ///   - answers: by questions' names in the set, as they were saved.
  ///   - marks: of free texts, by the same names.
  func evaluate(_ answers: [ExactText: JSONValue], marks: [ExactText: Int]) -> Evaluation {
    let given = paper.questions.reduce(into: [ExactText: Answer]()) { given, question in
      given[question.id] = answers[name(of: question.id)].flatMap(question.answer(saved:))
    }
    let points = paper.questions.reduce(into: [ExactText: Int]()) { points, question in
      points[question.id] = marks[name(of: question.id)]
    }
    return scoring.evaluate(given, marks: points)
  }
}

extension PaperQuestion {
  /// Reads an answer as the portal has saved it. What is of another kind than the question is none:
  /// an attempt is scored whatever is in it.
  func answer(saved value: JSONValue) -> Answer? {
    switch content {
    case .one: value.string.map { .one(ExactText($0)) }
    case .several:
      value.array.map { .several(Set($0.compactMap { $0.string.map { ExactText($0) } })) }
    case .number: value.string.map(Answer.number)
    case .text: value.string.map(Answer.text)
    }
  }
}

/// A set of tests with what was answered and marked: all that an attempt is scored by.
struct AnsweredSet: Sendable {
  let parts: [SittingPart]
  /// The last ones, by questions' names in the set.
  let answers: [ExactText: JSONValue]
  /// What managers have given for free texts.
  let marks: [ExactText: Int]

  var evaluations: [Evaluation] { parts.map { $0.evaluate(answers, marks: marks) } }

  /// Names of the texts that wait for a mark.
  func unmarked(in evaluations: [Evaluation]) -> [ExactText] {
    zip(parts, evaluations).flatMap { part, evaluation in
      evaluation.unmarked.map { part.name(of: $0) }
    }
  }
}
