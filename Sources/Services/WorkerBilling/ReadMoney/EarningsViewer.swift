import Contracts
import FoundationEssentials
import ServiceKit

/// On whose behalf earnings are looked at: managers see everybody's and what they come from; a worker
/// the own ones, and never a price.
struct EarningsViewer: Sendable {
  /// Whose; nil: everybody's, to a manager.
  let worker: UUID?
  var isManager: Bool { worker == nil }
}

extension RequestScope {
  /// - Throws: 401 without a token, 403 for who is neither worker nor manager.
  func earningsViewer() throws -> EarningsViewer {
    let caller = try require(.worker, .manager)
    if caller.has(.manager) { return EarningsViewer(worker: nil) }
    return EarningsViewer(worker: caller.workerID)
  }
}

extension Caller {
  /// A worker's own id; a subject that is no id is nobody's.
  var workerID: UUID { UUID(uuidString: subject.text) ?? .zero }
}
