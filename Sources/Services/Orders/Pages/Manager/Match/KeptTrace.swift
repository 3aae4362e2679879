import Contracts
import FoundationEssentials
import ServiceKit

/// A match trace as it is kept beside an order, read again. What older ones lack is nil or
/// empty.
struct KeptTrace: Sendable {
  let pipelineVersion: Int64
  let seed: String?
  let finalists: Int
  let vetoesLifted: Bool
  let choice: UUID?
  let draw: Draw?
  let steps: [Step]
  /// By rating.
  let best: [Finalist]
  let tookMicroseconds: Int64?

  struct Draw: Sendable {
    let margin: Double
    let candidates: [Candidate]
  }

  struct Candidate: Sendable {
    let workerID: UUID
    let weight: Double
  }

  struct Step: Sendable {
    let name: ExactText
    let skipped: String?
    let tookMicroseconds: Int64?
  }

  struct Finalist: Sendable {
    let workerID: UUID
    let workerName: String
    let rating: Double
    let vetoed: Bool
    /// By the names of steps.
    let verdicts: [ExactText: Said]
  }

  struct Said: Sendable {
    let score: Double?
    let veto: String?
  }
}

extension KeptTrace {
  /// Those steps that have said something of each finalist.
  var speaking: [Step] {
    steps.filter { step in best.contains { $0.verdicts[step.name] != nil } }
  }

  /// Who got it, and which place that is by rating; nil: nobody who is shown.
  var chosen: (finalist: Finalist, place: Int)? {
    best.firstIndex { $0.workerID == choice }.map { (best[$0], $0 + 1) }
  }

  /// The drawn, each with its weight, and with how likely that made it to come first.
  var chances: [(name: String, weight: Double, share: Double)] {
    let weights = draw?.candidates ?? []
    let sum = weights.reduce(0) { $0 + $1.weight }
    guard sum > 0 else { return [] }
    return weights.map { each in
      let known = best.first { $0.workerID == each.workerID }
      return (known?.workerName ?? each.workerID.wire, each.weight, each.weight / sum)
    }
  }
}

// As it is kept: see `MatchTrace`.
extension KeptTrace {
  init(_ kept: JSONValue) {
    pipelineVersion = Int64(kept["pipeline_version"]?.int ?? 0)
    seed = kept["seed"]?.string
    finalists = kept["finalists"]?.int ?? 0
    vetoesLifted = kept["vetoes_lifted"] == true
    choice = kept["choice"]?.id
    draw = kept["draw"].flatMap { draw in
      draw["candidates"]?.array.map {
        Draw(margin: draw["margin"]?.double ?? 0, candidates: $0.compactMap(Candidate.init))
      }
    }
    steps = (kept["steps"]?.array ?? []).map(Step.init)
    best = (kept["best"]?.array ?? []).compactMap(Finalist.init)
    tookMicroseconds = kept["took_microseconds"]?.int.map(Int64.init)
  }
}

extension KeptTrace.Candidate {
  fileprivate init?(_ kept: JSONValue) {
    guard let id = kept["worker_id"]?.id else { return nil }
    self.init(workerID: id, weight: kept["weight"]?.double ?? 0)
  }
}

extension KeptTrace.Step {
  fileprivate init(_ kept: JSONValue) {
    self.init(
      name: ExactText(kept["name"]?.string ?? ""), skipped: kept["skipped"]?.string,
      tookMicroseconds: kept["took_microseconds"]?.int.map(Int64.init))
  }
}

extension KeptTrace.Finalist {
  fileprivate init?(_ kept: JSONValue) {
    guard let id = kept["worker_id"]?.id, case .object(let verdicts)? = kept["verdicts"]
    else { return nil }
    self.init(
      workerID: id, workerName: kept["worker_name"]?.string ?? id.wire,
      rating: kept["rating"]?.double ?? 0, vetoed: kept["vetoed"] == true,
      verdicts: verdicts.reduce(into: [:]) { said, member in
        said[member.name] = KeptTrace.Said(
          score: member.value["score"]?.double, veto: member.value["veto"]?.string)
      })
  }
}

extension JSONValue {
  fileprivate var id: UUID? { string.flatMap { UUID(uuidString: $0) } }

  fileprivate var double: Double? {
    guard case .number(let text) = self else { return nil }
    return Double(text)
  }
}
