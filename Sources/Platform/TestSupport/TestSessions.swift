public import Contracts
public import FoundationEssentials
import Logging
public import ServiceKit

/// Signs visitors in as `accounts` does, with a key of its own.
public struct TestSessions: Sendable {
  /// One key for a whole test run, as ``TestIssuer/shared`` has.
  public static let shared = TestSessions()

  private static let site = "https://mcf.test"
  private let key = SigningKey()

  /// Believes these tokens.
  public func verifier(clock: Clock = .system) -> SessionVerifier {
    SessionVerifier(
      issuer: SessionToken.issuer(of: Self.site),
      source: FixedKeySource(SigningKey.keySet([key.publicKey])), clock: clock, logger: .silent)
  }

  /// A session that has just begun, for an hour.
  public func begin(
    _ caller: Caller, language: Language? = nil, at now: Date = Date()
  ) -> SessionToken {
    SessionToken(
      session: UUID.v7(at: now), caller: caller, language: language, formKey: UUID().wire,
      issuedAt: now, expiresAt: now.addingTimeInterval(3_600))
  }

  /// The token of a session.
  public func token(of session: SessionToken) throws -> String {
    try session.signed(by: key, issuer: SessionToken.issuer(of: Self.site))
  }

  /// What a browser sends as `Cookie` in which that caller has just signed in.
  public func cookie(_ caller: Caller, at now: Date = Date()) throws -> String {
    Self.cookie.sent(try token(of: begin(caller, at: now)))
  }

  /// The cookie that carries such tokens.
  public static let cookie = HostCookie.session(isSecure: true)
}
