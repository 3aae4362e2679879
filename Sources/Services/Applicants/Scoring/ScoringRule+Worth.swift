import Contracts

/// What an answer has brought.
struct Worth: Hashable, Sendable {
  static let nothing = Worth(points: 0)

  let points: Int
  var effects = Effects.none
}

extension ScoringRule {
  /// What an answer is worth. An answer of another type than the question's, or to an option that
  /// is not there, is none; who gives none gets no points and no effects.
  ///
  /// - Parameter mark: a manager's points, of free text only; counted as 0 to the greatest.
  /// - Returns: nil if the text waits for its mark.
  func worth(of answer: Answer?, mark: Int? = nil) -> Worth? {
    switch (self, answer) {
    case (.one(let options), .one(let choice)):
      guard let option = options.first(where: { $0.id == choice }) else { return .nothing }
      return Worth(points: option.points, effects: option.effects)
    case (.sum(let options), .several(let choices)):
      let chosen = options.filter { choices.contains($0.id) }
      return Worth(
        points: max(0, chosen.reduce(0) { $0 + $1.points }),
        effects: chosen.reduce(.none) { $0 + $1.effects })
    case (.exact(let points, let options), .several(let choices)):
      let chosen = options.filter { choices.contains($0.id) }
      let isRight = options.allSatisfy { choices.contains($0.id) == $0.isRight }
      return Worth(
        points: isRight ? points : 0, effects: chosen.reduce(.none) { $0 + $1.effects })
    case (.number(let rule), .number(let typed)):
      return rule.worth(of: typed)
    case (.text(let points, _, let effects), .text(let text)):
      guard !text.allSatisfy(\.isWhitespace) else { return .nothing }
      guard let mark = mark.map({ min(max($0, 0), points) }) else { return nil }
      return Worth(points: mark, effects: effects.share(mark, of: points))
    default: return .nothing
    }
  }
}

extension NumberRule {
  fileprivate func worth(of typed: String) -> Worth {
    guard let number = ExactNumber(typed: typed) else { return .nothing }
    if number.isWithin(tolerance, of: answer) { return Worth(points: points, effects: effects) }
    let fitting = near.first { number.isWithin($0.tolerance, of: answer) }
    return Worth(points: fitting?.points ?? 0)
  }
}
