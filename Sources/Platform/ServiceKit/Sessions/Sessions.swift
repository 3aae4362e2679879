/// Who is signed in to pages, by the token in their cookie.
public protocol Sessions: Sendable {
  /// The cookie that carries it.
  var cookie: HostCookie { get }
  var clock: Clock { get }
  /// What the token says.
  ///
  /// - Throws: a problem: 401 for a token that is not good, 503 when no key is at hand.
  func session(of token: String) async throws -> SessionToken
}
