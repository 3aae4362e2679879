import Contracts
import FoundationEssentials
import ServiceKit

// Who may do what with a worker.
extension Worker {
  /// The worker, if the caller may know of it: managers know everybody, a worker itself.
  ///
  /// - Throws: a 404 problem otherwise, as if nobody were there.
  static func visible(_ worker: Worker?, to caller: Caller) throws -> Worker {
    guard let worker, caller.has(.manager) || worker.isSelf(caller) else { throw Problem.notFound }
    return worker
  }

  private func isSelf(_ caller: Caller) -> Bool {
    caller.has(.worker) && UUID(uuidString: caller.subject.text) == id
  }
}
