import Contracts
import ServiceKit

/// What answers are worth: all of a test that is never shown to who sits it.
struct Scoring: Sendable {
  static let startValues = 0...100

  /// What each characteristic is before the first answer.
  let startValue: Int
  let pass: PassRule
  /// In the order of the paper's.
  let questions: [ScoredQuestion]

  /// The most points that can be had; above 0.
  var greatest: Int { questions.reduce(0) { $0 + $1.rule.greatest } }
}

/// Who is good enough, besides being among the best.
struct PassRule: Sendable {
  /// As many of a hundred as are proposed; nil: as many as the setting says.
  let topPercent: Int?
  /// nil: any number will do.
  let minimumPoints: Int?
  /// Questions of which less than the greatest points means: never proposed.
  let must: [ExactText]
}

struct ScoredQuestion: Sendable {
  let id: ExactText
  let rule: ScoringRule
}

/// How the answer to a question is scored.
enum ScoringRule: Sendable {
  /// The chosen option's points.
  case one([ScoredOption])
  /// The chosen options' points together, not below 0.
  case sum([ScoredOption])
  /// The points if the right options are chosen and no other, else 0.
  case exact(points: Int, [RightOption])
  case number(NumberRule)
  /// A manager gives 0 to `points`, after the guide, and the same share of the effects.
  case text(points: Int, guide: TranslatedText, Effects)

  static let points = -100...100
  /// Of questions with one number of points only, which is its greatest.
  static let fullPoints = 1...100
}

struct ScoredOption: Sendable {
  let id: ExactText
  let points: Int
  let effects: Effects
}

struct RightOption: Sendable {
  let id: ExactText
  let isRight: Bool
  let effects: Effects
}

struct NumberRule: Sendable {
  /// Answers that are worth something, too, without effects.
  struct Near: Sendable {
    let tolerance: ExactNumber
    let points: Int
  }

  static let nearCount = 0...10

  let answer: ExactNumber
  /// How far from it an answer is still the answer.
  let tolerance: ExactNumber
  let points: Int
  let effects: Effects
  /// By growing tolerance and falling points: the first that fits counts.
  let near: [Near]
}

extension ScoringRule {
  /// The most points that an answer can bring.
  var greatest: Int {
    switch self {
    case .one(let options): options.map(\.points).max() ?? 0
    case .sum(let options): options.reduce(0) { $0 + max(0, $1.points) }
    case .exact(let points, _), .text(let points, _, _): points
    case .number(let rule): rule.points
    }
  }

  var type: QuestionType {
    switch self {
    case .one: .one
    case .sum, .exact: .several
    case .number: .number
    case .text: .text
    }
  }

  var optionIDs: [ExactText] {
    switch self {
    case .one(let options), .sum(let options): options.map(\.id)
    case .exact(_, let options): options.map(\.id)
    case .number, .text: []
    }
  }

  /// Everything that answers to it can do to characteristics.
  var effects: [Effects] {
    switch self {
    case .one(let options), .sum(let options): options.map(\.effects)
    case .exact(_, let options): options.map(\.effects)
    case .number(let rule): [rule.effects]
    case .text(_, _, let effects): [effects]
    }
  }
}
