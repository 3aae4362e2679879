/// What the steps of ours say of the candidates: pure, and each in a comparable size.
extension BuiltInStep {
  /// - Returns: one verdict a sample, or none for steps that only look at what others said.
  func verdicts(of samples: [NormalSample], for task: MatchTask) -> [Verdict] {
    switch self {
    case .noWeakness: samples.map { Verdict(veto: Self.weakness(of: $0, for: task)) }
    case .characteristics: samples.map { Verdict(score: Self.fit(of: $0, for: task)) }
    case .pastResults: samples.map { Verdict(score: Self.success(of: $0)) }
    case .fairness: samples.map { Verdict(score: 1 / (1 + $0.recentLoad(at: task.askedAt))) }
    case .minMax, .best: []
    }
  }

  private static func weakness(of sample: NormalSample, for task: MatchTask) -> String? {
    let weak = task.weights.first {
      sample.characteristics[$0.index] <= Characteristics.weakness
    }
    return weak.map { "weak in \(Characteristics.names[$0.index])" }
  }

  /// The weighted mean of the characteristics that matter, from 0 to 1, where each strength counts
  /// as full and each weakness as nothing.
  private static func fit(of sample: NormalSample, for task: MatchTask) -> Double {
    var sum = 0.0
    var weights = 0.0
    for each in task.weights {
      let points = sample.characteristics[each.index]
      weights += each.weight
      if points >= Characteristics.strength {
        sum += each.weight * (0.8 + 0.2 * Double(points) / 100)
      } else if points > Characteristics.weakness {
        sum += each.weight * 0.7 * Double(points) / 100
      }
    }
    return weights == 0 ? 0.5 : sum / weights
  }

  /// The share of orders that went well, from 0 to 1. A newcomer counts as four of five, and each
  /// result moves that a little; what the client cancelled says nothing of the sample.
  private static func success(of sample: NormalSample) -> Double {
    (Double(sample.completed) + 4) / (Double(sample.completed) + Double(sample.failed) + 5)
  }
}
