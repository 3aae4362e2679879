import Contracts
import FoundationEssentials

/// A worker whom matching proposes.
struct Candidate: Sendable {
  let workerID: UUID
  let workerName: String
}

/// Whom matching proposes for a request. Somebody else may take a candidate before the order is
/// inserted; then the next one gets it.
struct Proposal: Sendable {
  /// Best first. Empty when nobody is left who is active, free at that time and not excluded.
  let candidates: [Candidate]
  /// Where stage one goes on should all of them be taken.
  let end: RankPosition?
  let pipelineVersion: Int64
  let run: PipelineRun?
}

/// A place in the order of ranks.
struct RankPosition: Sendable {
  let rank: Double
  let id: UUID

  static let start = RankPosition(rank: -.infinity, id: .zero)
}
