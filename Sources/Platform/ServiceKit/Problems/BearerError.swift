/// What a `Bearer` challenge says of the token that was sent (RFC 6750, 3.1).
public enum BearerError: String, Sendable {
  /// It is malformed, expired, or not good for another reason.
  case invalidToken = "invalid_token"
  /// It is good, and does not allow this.
  case insufficientScope = "insufficient_scope"

  /// The value of `WWW-Authenticate`; none: no token was sent.
  static func challenge(_ error: BearerError?) -> String {
    error.map { "Bearer error=\"\($0.rawValue)\"" } ?? "Bearer"
  }
}
