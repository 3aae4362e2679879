import Contracts
import FoundationEssentials
import ServiceKit

/// On whose behalf earnings are looked at: managers see everybody's and what they come from; a worker
/// the own ones, and never a price.
struct EarningsViewer: Sendable {
  /// Whose; nil: everybody's, to a manager.
  let worker: UUID?
  var isManager: Bool { worker == nil }

  /// - Parameter asked: the worker that a manager asks for.
  /// - Returns: nil: nobody's. A worker who asks for somebody else's.
  func party(asked: UUID?) -> UUID? { worker ?? asked }
}

extension RequestScope {
  /// - Throws: 401 without a token, 403 for who is neither worker nor manager.
  func earningsViewer() throws -> EarningsViewer {
    let caller = try require(.worker, .manager)
    if caller.has(.manager) { return EarningsViewer(worker: nil) }
    // A subject that is no id is nobody's.
    return EarningsViewer(worker: UUID(uuidString: caller.subject.text) ?? .zero)
  }
}
