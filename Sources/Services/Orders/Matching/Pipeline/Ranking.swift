/// The candidates in order, and why.
struct Ranking: Equatable, Sendable {
  /// Indices of the samples, the best first; those vetoed come after all others.
  let order: [Int]
  /// One a sample: the weighted mean of its scores, or what an external step made of them.
  let ratings: [Double]
  let isVetoed: [Bool]
  /// Every sample was vetoed, so the vetoes do not count.
  let vetoesLifted: Bool
  /// Who comes first was drawn; nil: one was better than all others.
  let draw: Draw?

  /// The draw among those whose ratings lie within one margin of the best.
  struct Draw: Equatable, Sendable {
    /// 0: equal ratings only.
    let margin: Double
    /// Indices of the samples, as they were drawn.
    let order: [Int]
    /// One a drawn sample: who weighs twice as much comes first twice as often.
    let weights: [Double]
  }

  /// The samples with the best rating first, whatever was drawn; those vetoed come after all
  /// others.
  var byRating: [Int] {
    let place = { (index: Int) in (isVetoed[index] && !vetoesLifted ? 1 : 0, -ratings[index]) }
    // The order among equals is the draw's: it is made explicit, since sorting need not be stable.
    return order.enumerated().sorted { a, b in
      let (first, second) = (place(a.element), place(b.element))
      return (first.0, first.1, a.offset) < (second.0, second.1, b.offset)
    }.map(\.element)
  }
}

/// Folds what the steps said into one order: a pure function of samples, results and seed.
struct RankingFold {
  private struct Column {
    var weight: Double
    var scores: [Double]
  }

  private let samples: [NormalSample]
  private let task: MatchTask
  private var columns: [Column] = []
  private var isVetoed: [Bool]
  private var margin = 0.0

  private init(_ samples: [NormalSample], _ task: MatchTask) {
    self.samples = samples
    self.task = task
    isVetoed = Array(repeating: false, count: samples.count)
  }

  /// - Parameter results: one a step of `pipeline`.
  static func rank(
    _ samples: [NormalSample], for task: MatchTask, by pipeline: Pipeline, results: [StepResult],
    seed: UInt64
  ) -> Ranking {
    var fold = RankingFold(samples, task)
    for (step, result) in zip(pipeline.steps, results) where result.skipped == nil {
      fold.apply(step, result.verdicts)
    }
    return fold.ranking(seed: seed)
  }

  private mutating func apply(_ step: PipelineStep, _ verdicts: [Verdict]) {
    for (index, verdict) in verdicts.enumerated() where verdict.veto != nil {
      isVetoed[index] = true
    }
    switch (step.kind, step.body) {
    case (.filter, _): break
    case (.score, _):
      columns.append(Column(weight: step.weight, scores: verdicts.map { $0.score ?? 0 }))
    case (_, .external): columns = [Column(weight: 1, scores: verdicts.map { $0.score ?? 0 })]
    case (_, .builtIn(.minMax)):
      for index in columns.indices { rescale(&columns[index].scores) }
    case (_, .builtIn(.best(let margin))): self.margin = margin
    case (_, .builtIn): break
    }
  }

  /// To 0…1 among those not vetoed; the vetoed do not stretch the scale.
  private func rescale(_ scores: inout [Double]) {
    let areAllVetoed = !isVetoed.contains(false)
    var low = Double.infinity
    var high = -Double.infinity
    for (index, score) in scores.enumerated() where areAllVetoed || !isVetoed[index] {
      low = min(low, score)
      high = max(high, score)
    }
    for index in scores.indices {
      scores[index] = high > low ? min(1, max(0, (scores[index] - low) / (high - low))) : 1
    }
  }

  private func ratings() -> [Double] {
    let weights = columns.reduce(0) { $0 + $1.weight }
    guard weights > 0 else { return Array(repeating: 0, count: samples.count) }
    return samples.indices.map { index in
      columns.reduce(0) { $0 + $1.weight * $1.scores[index] } / weights
    }
  }

  private func ranking(seed: UInt64) -> Ranking {
    let ratings = ratings()
    let areAllVetoed = !isVetoed.isEmpty && !isVetoed.contains(false)
    let competing = areAllVetoed ? Array(repeating: false, count: samples.count) : isVetoed
    let best = zip(ratings, competing).lazy.filter { !$0.1 }.map(\.0).max() ?? 0
    let draw = WeightedDraw(seed: seed)
    let places = samples.indices.map { index in
      let weight = 1 / (1 + samples[index].recentLoad(at: task.askedAt))
      return Place(
        index: index, isVetoed: competing[index], behind: behind(ratings[index], best),
        weight: weight, key: draw.key(of: samples[index].id, weight: weight))
    }.sorted()
    return Ranking(
      order: places.map(\.index), ratings: ratings, isVetoed: isVetoed,
      vetoesLifted: areAllVetoed, draw: drawn(places))
  }

  /// Nothing is drawn among one.
  private func drawn(_ places: [Place]) -> Ranking.Draw? {
    let first = places.prefix { !$0.isVetoed && $0.behind == 0 }
    guard first.count > 1 else { return nil }
    return Ranking.Draw(margin: margin, order: first.map(\.index), weights: first.map(\.weight))
  }

  /// How far behind the best, in whole margins: equal numbers are a tie.
  private func behind(_ rating: Double, _ best: Double) -> Double {
    margin > 0 ? ((best - rating) / margin).rounded(.down) : best - rating
  }

  private struct Place: Comparable {
    let index: Int
    let isVetoed: Bool
    let behind: Double
    let weight: Double
    let key: Double

    static func < (a: Place, b: Place) -> Bool {
      if a.isVetoed != b.isVetoed { return b.isVetoed }
      return (a.behind, a.key, a.index) < (b.behind, b.key, b.index)
    }
  }
}
