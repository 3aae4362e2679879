import Contracts

/// One step of a pipeline, as managers write it.
struct PipelineStep: Equatable, Sendable {
  enum Kind: String, Codable, CaseIterable, Sendable {
    /// Vetoes.
    case filter
    /// Gives each candidate a number; more is better.
    case score
    /// Brings what was scored so far to one scale.
    case normalise
    /// Puts the candidates in order.
    case choose
  }

  var name: ExactText
  var kind: Kind
  /// What runs: either a step of ours or somebody's endpoint.
  var body: Body
  var isEnabled = true
  /// How much a score counts beside the others.
  var weight = 1.0

  enum Body: Equatable, Sendable {
    case builtIn(BuiltInStep)
    case external(ExternalStep)
  }
}

/// A step that ships with matching.
enum BuiltInStep: Equatable, Sendable {
  /// Vetoes who is weak in something that matters.
  case noWeakness
  /// How well the characteristics fit the service type.
  case characteristics
  /// How well earlier orders went.
  case pastResults
  /// How little was asked of a candidate lately.
  case fairness
  /// Rescales each score so that it goes from 0 to 1.
  case minMax
  /// The best rating first; ratings within one `margin` are a tie, broken by a weighted draw.
  case best(margin: Double)

  static let names: [String: PipelineStep.Kind] = [
    "no-weakness": .filter, "characteristics": .score, "past-results": .score, "fairness": .score,
    "min-max": .normalise, "best": .choose,
  ]

  init?(name: String, margin: Double) {
    switch name {
    case "no-weakness": self = .noWeakness
    case "characteristics": self = .characteristics
    case "past-results": self = .pastResults
    case "fairness": self = .fairness
    case "min-max": self = .minMax
    case "best": self = .best(margin: margin)
    default: return nil
    }
  }

  var name: String {
    switch self {
    case .noWeakness: "no-weakness"
    case .characteristics: "characteristics"
    case .pastResults: "past-results"
    case .fairness: "fairness"
    case .minMax: "min-max"
    case .best: "best"
    }
  }
}

/// A step behind an HTTP endpoint, in any language.
struct ExternalStep: Equatable, Sendable {
  static let deadlineMilliseconds = 1...300

  var url: String
  var deadlineMilliseconds = 300
  /// The earlier steps whose values it gets; it starts when they have answered.
  var needs: [ExactText] = []
}

/// A pipeline in one of its versions.
struct Pipeline: Equatable, Sendable {
  var version: Int64
  /// Those switched off included.
  var steps: [PipelineStep]
}
