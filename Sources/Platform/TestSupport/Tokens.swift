public import FoundationEssentials
import Logging
public import ServiceKit

/// An issuer of tokens for tests, with a key of its own.
public struct TestIssuer: Sendable {
  /// One key for a whole test run: making one is slow, telling runs apart is not needed.
  public static let shared = TestIssuer()

  public let local: LocalIssuer

  public init(issuer: String = "https://issuer.test", audience: String = "mcf-test") {
    local = LocalIssuer(issuer: issuer, audience: audience)
  }

  /// A verifier that believes this issuer.
  public func verifier(clock: Clock = .system) -> TokenVerifier {
    TokenVerifier(
      issuer: local.issuer, audience: local.audience, source: FixedKeySource(local.keySet),
      clock: clock, logger: .silent)
  }

  /// A token that is good for an hour.
  ///
  /// - Parameters:
  ///   - email: and the names: claims from which a client is registered.
  public func token(
    _ roles: Role..., subject: String, givenName: String? = nil, familyName: String? = nil,
    email: String? = nil, phone: String? = nil, at now: Date = Date()
  ) throws -> String {
    let caller = Caller(
      subject: subject, roles: Set(roles), givenName: givenName, familyName: familyName,
      email: email, phone: phone)
    return try local.token(for: caller, at: now)
  }
}
