/// What one step says of one candidate.
struct Verdict: Equatable, Sendable {
  /// More is better; nil: no opinion.
  var score: Double?
  /// Why it should not be this candidate. All vetoes of steps are soft.
  var veto: String?
  /// For later steps.
  var values: [String: NamedValue] = [:]
}

/// A value that an external step hands to later ones.
enum NamedValue: Equatable, Sendable {
  case number(Double)
  case text(String)
  case flag(Bool)
}

extension NamedValue: Decodable {
  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let flag = try? container.decode(Bool.self) {
      self = .flag(flag)
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else {
      self = .text(try container.decode(String.self))
    }
  }
}

/// What one step says of all candidates.
struct StepResult: Equatable, Sendable {
  /// One a candidate, in their order; empty when the step has nothing to say of each by itself
  /// (it normalises or chooses) or was skipped.
  var verdicts: [Verdict] = []
  /// Why the step did not count: switched off, too slow, broken.
  var skipped: String?
  var tookMicroseconds: Int64 = 0
}
