import Contracts
import FoundationEssentials
import ServiceKit

/// On whose behalf packages are looked at: it decides which there are and in what form.
struct PackageViewer: Hashable, Sendable {
  enum Role: Sendable { case clerk, manager, worker }

  let role: Role
  /// The worker whose packages there are; nil: everybody's.
  let workerID: UUID?

  init(_ role: Role, _ caller: Caller) {
    self.role = role
    // A subject that is no id is nobody's.
    workerID = role == .worker ? UUID(uuidString: caller.subject.text) ?? .zero : nil
  }
}

extension RequestScope {
  /// The caller as one of the given roles; who is several is the one that sees most.
  ///
  /// - Throws: 401 without a token, 403 with none of the roles.
  func packageViewer(_ roles: PackageViewer.Role...) throws -> PackageViewer {
    let caller = try require()
    let known: [(PackageViewer.Role, Role)] = [
      (.clerk, .clerk), (.manager, .manager), (.worker, .worker),
    ]
    for (role, needed) in known where roles.contains(role) && caller.has(needed) {
      return PackageViewer(role, caller)
    }
    throw Problem.forbidden
  }
}
