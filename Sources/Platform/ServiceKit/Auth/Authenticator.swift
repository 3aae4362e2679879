/// Turns a bearer token into a caller.
public protocol Authenticator: Sendable {
  /// - Throws: a problem: 401 for a token that is not good, 503 when no key is at hand.
  func caller(of token: String) async throws -> Caller
}
