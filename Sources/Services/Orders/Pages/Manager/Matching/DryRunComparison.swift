import Contracts
import FoundationEssentials

/// How the pipeline in force and a draft put the same candidates in order, and why.
struct DryRunComparison: Sendable {
  struct Row: Equatable, Sendable {
    let id: UUID
    let name: String
    /// From 1.
    let present: Int
    let new: Int
    let presentRating: Double
    let newRating: Double
    let reasons: [Reason]

    var moved: Bool { present != new }
  }

  /// What is otherwise for one candidate.
  enum Reason: Equatable, Sendable {
    case vetoed(step: String, why: String)
    case noLongerVetoed(step: String, why: String)
    /// A score counts otherwise: by its weight, or not at all.
    case counts(step: String, score: Double, before: Double, now: Double)
    /// Only others have changed their places.
    case others
  }

  /// As many of each as are told of.
  static let told = 10

  let rows: [Row]
  let finalists: Int

  init(present: PipelineRun, new: PipelineRun) {
    finalists = present.samples.count
    let places = Self.places(of: new)
    let shown = present.ranking.order.enumerated()
      .filter { place, index in place < Self.told || places[index] <= Self.told }
    rows = shown.map { place, index in
      Row(
        present.samples[index], place + 1, places[index],
        (present.ranking.ratings[index], new.ranking.ratings[index]),
        Self.reasons(index, present, new))
    }.sorted { ($0.new, $0.present) < ($1.new, $1.present) }
  }

  /// The place of each sample, from 1.
  private static func places(of run: PipelineRun) -> [Int] {
    var places = Array(repeating: 0, count: run.samples.count)
    for (place, index) in run.ranking.order.enumerated() { places[index] = place + 1 }
    return places
  }

  private static func reasons(
    _ index: Int, _ present: PipelineRun, _ new: PipelineRun
  ) -> [Reason] {
    let (before, now) = (Said(index, in: present), Said(index, in: new))
    let vetoed = now.vetoes.filter { before.vetoes[$0.key] == nil }
      .map { Reason.vetoed(step: $0.key.text, why: $0.value) }
    let free = before.vetoes.filter { now.vetoes[$0.key] == nil }
      .map { Reason.noLongerVetoed(step: $0.key.text, why: $0.value) }
    let scores = before.scores.merging(now.scores) { before, _ in before }
    let counts = scores.compactMap { step, score -> Reason? in
      let (old, fresh) = (before.weights[step] ?? 0, now.weights[step] ?? 0)
      return old == fresh
        ? nil : .counts(step: step.text, score: score, before: old, now: fresh)
    }
    return (vetoed + free + counts).sorted { ExactText($0.step) < ExactText($1.step) }
  }

  /// What the steps of a run said of one candidate.
  private struct Said {
    var vetoes: [ExactText: String] = [:]
    var scores: [ExactText: Double] = [:]
    var weights: [ExactText: Double] = [:]

    init(_ index: Int, in run: PipelineRun) {
      for (step, result) in zip(run.pipeline.steps, run.results) where !result.verdicts.isEmpty {
        let verdict = result.verdicts[index]
        if let veto = verdict.veto { vetoes[step.name] = veto }
        if let score = verdict.score, step.kind == .score {
          scores[step.name] = score
          weights[step.name] = step.weight
        }
      }
    }
  }
}

extension DryRunComparison.Reason {
  fileprivate var step: String {
    switch self {
    case .vetoed(let step, _), .noLongerVetoed(let step, _), .counts(let step, _, _, _): step
    case .others: ""
    }
  }
}

extension DryRunComparison.Row {
  fileprivate init(
    _ sample: NormalSample, _ present: Int, _ new: Int, _ ratings: (Double, Double),
    _ reasons: [DryRunComparison.Reason]
  ) {
    self.init(
      id: sample.id, name: sample.name, present: present, new: new, presentRating: ratings.0,
      newRating: ratings.1, reasons: reasons.isEmpty && present != new ? [.others] : reasons)
  }
}
