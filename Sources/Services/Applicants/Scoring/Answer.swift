import Contracts

/// What was answered to a question, as it was given.
enum Answer: Hashable, Sendable {
  /// The chosen option.
  case one(ExactText)
  case several(Set<ExactText>)
  /// A number, as it was typed.
  case number(String)
  case text(String)
}
