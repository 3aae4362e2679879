import Contracts
public import FoundationEssentials

extension Caller {
  /// The caller as the rest of MCF has to take it: without the role of manager, once that manager
  /// has been deactivated.
  ///
  /// Who is no manager costs nothing. Who is something else besides stays that.
  /// - Parameter isDeactivated: whether the service knows the manager of that id as deactivated.
  /// - Throws: a 403 problem when no other role is left.
  public func withoutManagerRights(
    if isDeactivated: (UUID) async throws -> Bool
  ) async throws -> Caller {
    guard has(.manager), let id = UUID(uuidString: subject.text), try await isDeactivated(id) else {
      return self
    }
    var caller = self
    caller.roles.remove(.manager)
    guard !caller.roles.isEmpty else { throw Problem.managerDeactivated }
    return caller
  }
}

extension Problem {
  /// 403: the token is good, but its manager is none any more.
  static var managerDeactivated: Problem {
    forbidden(
      "manager-deactivated",
      "You are registered as a manager who is not active. Another manager can change that.")
  }
}
