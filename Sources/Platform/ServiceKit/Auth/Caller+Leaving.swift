import Contracts
public import FoundationEssentials

extension Caller {
  /// The caller as the rest of MCF has to take it: without a role, once whoever has it has been
  /// deactivated as that.
  ///
  /// Who does not have the role costs nothing. Who is something else besides stays that.
  /// - Parameters:
  ///   - role: manager or worker.
  ///   - isDeactivated: whether the service knows the one of that id as deactivated.
  /// - Throws: a 403 problem when no other role is left.
  public func without(
    _ role: Role, if isDeactivated: (UUID) async throws -> Bool
  ) async throws -> Caller {
    guard has(role), let id = UUID(uuidString: subject.text), try await isDeactivated(id) else {
      return self
    }
    var caller = self
    caller.roles.remove(role)
    guard !caller.roles.isEmpty else {
      throw role == .worker ? Problem.workerDeactivated : Problem.managerDeactivated
    }
    return caller
  }
}

extension Problem {
  /// 403: the token is good, but its worker is none any more.
  static var workerDeactivated: Problem {
    forbidden(
      "worker-deactivated",
      "You are registered as a worker who is not active. A manager can change that.")
  }

  /// 403: the token is good, but its manager is none any more.
  static var managerDeactivated: Problem {
    forbidden(
      "manager-deactivated",
      "You are registered as a manager who is not active. Another manager can change that.")
  }
}
