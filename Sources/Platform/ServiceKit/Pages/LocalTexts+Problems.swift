import Contracts
import HTTPTypes

// Problems in the reader's language: by their name, else by their status.
extension LocalTexts {
  func title(of problem: Problem) -> String {
    find("problem_\(problem.slug)") ?? find("problem_\(problem.status.code)") ?? problem.title
  }

  /// What happened and what to do, with the language that it is in; nil: the title says it all.
  func detail(of problem: Problem) -> (text: String, language: Language)? {
    let key = ["problem_\(problem.slug)_detail", "problem_\(problem.status.code)_detail"]
      .first { find($0) != nil }
    guard let key else { return problem.detail.map { ($0, .english) } }
    let arguments = problem.members.compactMapValues(\.asArgument)
    return (text(key, arguments, amounts: problem.amounts), language)
  }

  /// What is wrong with a field, said after its name; in English where there is no text for it.
  public func text(of reason: MistakeReason) -> String {
    let key = "mistake_\(reason.code)"
    guard find(key) != nil else { return reason.text }
    return text(key, reason.parameters, amounts: reason.amounts)
  }

  private func text(
    _ key: String, _ arguments: [String: String], amounts: [String: Money]
  ) -> String {
    let amounts = amounts.mapValues { $0.words(in: language) }
    return text(key, arguments.merging(amounts) { text, _ in text })
  }
}

extension JSONValue {
  fileprivate var asArgument: String? {
    switch self {
    case .string(let text), .number(let text): text
    default: nil
    }
  }
}

extension LocalTexts {
  /// Of which examples are made whose texts do not matter.
  static let example = LocalTexts(
    language: .english,
    texts: ["field_example": "E-mail", "field_example_hint": "Where letters go."])
}
