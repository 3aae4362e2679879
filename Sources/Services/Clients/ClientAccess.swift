import ServiceKit

// Who may do what with a client.
extension Client {
  /// The client, if the caller may know of it: managers know everybody, HCB all its testers, a
  /// client itself.
  ///
  /// - Throws: a 404 problem otherwise, as if nobody were there.
  static func visible(_ client: Client?, to caller: Caller) throws -> Client {
    guard let client, caller.has(.manager) || caller.has(.hcb) || client.isSelf(caller) else {
      throw Problem.notFound
    }
    return client
  }

  private func isSelf(_ caller: Caller) -> Bool {
    caller.has(.client) && caller.subject == externalID
  }
}
