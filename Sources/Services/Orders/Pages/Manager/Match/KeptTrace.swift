import Contracts
import FoundationEssentials

/// A match trace as it is kept beside an order, read again. What older ones lack is nil or
/// empty.
struct KeptTrace: Decodable, Sendable {
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

  struct Draw: Decodable, Sendable {
    let margin: Double
    let candidates: [Candidate]
  }

  struct Candidate: Decodable, Sendable {
    let workerID: UUID
    let weight: Double

    enum CodingKeys: String, CodingKey {
      case workerID = "worker_id"
      case weight
    }
  }

  struct Step: Decodable, Sendable {
    let name: String
    let kind: String
    let skipped: String?
    let tookMicroseconds: Int64?

    enum CodingKeys: String, CodingKey {
      case name, kind, skipped
      case tookMicroseconds = "took_microseconds"
    }
  }

  struct Finalist: Decodable, Sendable {
    let workerID: UUID
    let workerName: String
    let rating: Double
    let vetoed: Bool
    let verdicts: [String: Said]

    enum CodingKeys: String, CodingKey {
      case workerID = "worker_id"
      case workerName = "worker_name"
      case rating, vetoed, verdicts
    }
  }

  struct Said: Decodable, Sendable {
    let score: Double?
    let veto: String?
  }

  enum CodingKeys: String, CodingKey {
    case pipelineVersion = "pipeline_version"
    case seed, finalists
    case vetoesLifted = "vetoes_lifted"
    case choice, draw, steps, best
    case tookMicroseconds = "took_microseconds"
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

  /// The drawn, each with how likely it was to come first.
  var chances: [(name: String, share: Double)] {
    let weights = draw?.candidates ?? []
    let sum = weights.reduce(0) { $0 + $1.weight }
    guard sum > 0 else { return [] }
    return weights.map { each in
      let known = best.first { $0.workerID == each.workerID }
      return (known?.workerName ?? each.workerID.wire, each.weight / sum)
    }
  }
}
