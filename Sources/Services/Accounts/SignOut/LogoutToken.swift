import Contracts
import FoundationEssentials
import ServiceKit

/// What a provider says of somebody who has left (OpenID Connect Back-Channel Logout 1.0, 2.4).
struct LogoutToken: Hashable, Sendable {
  let provider: ExactText
  let jti: ExactText
  /// By the provider's clock.
  let saidAt: Date
  /// The provider's session; nil: all of its user's.
  let sid: ExactText?
  let sub: ExactText?

  /// Of the form that brings it (2.5).
  static let field = "logout_token"
  private static let event = "http://schemas.openid.net/event/backchannel-logout"
  /// How old one may be when it comes, in seconds: it is sent at once.
  private static let patience: TimeInterval = 300

  /// - Parameter claims: of a token that the provider's keys have signed.
  /// - Throws: `unproven`, naming the first thing that is wrong.
  init(_ claims: JSONValue, from provider: Provider, at now: Date) throws(SignInFault) {
    try claims.checkIssuer(provider)
    let now = now.timeIntervalSince1970
    guard let issued = claims.time("iat"), abs(now - issued) <= Self.patience else {
      throw .unproven("it is not of now")
    }
    if claims["exp"] != nil {
      guard let expiry = claims.time("exp"), now < expiry + IDToken.leeway else {
        throw .unproven("it has expired")
      }
    }
    guard case .object = claims["events"]?[Self.event] else {
      throw .unproven("it tells of no logout")
    }
    // So that no ID token passes for one.
    guard claims["nonce"] == nil else { throw .unproven("it has a nonce") }
    guard let jti = try claims.short("jti") else { throw .unproven("it has no jti") }
    self.provider = provider.id
    self.jti = jti
    saidAt = Date(timeIntervalSince1970: issued)
    (sid, sub) = (try claims.short("sid"), try claims.short("sub"))
    guard sid != nil || sub != nil else { throw .unproven("it does not say whose") }
  }
}
