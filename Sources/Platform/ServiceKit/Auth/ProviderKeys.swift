import Contracts
import FoundationEssentials
public import Logging
public import ServiceLifecycle

/// The keys of an OpenID provider, for what it tells of somebody; a service as `TokenVerifier` is one.
public final class ProviderKeys: Service {
  private let keys: IssuerKeys

  /// - Parameter store: where the last good key set is kept; `nil`: nowhere.
  public init(
    issuer: String, source: any KeySource, store: (any KeySetStore)? = nil, clock: Clock = .system,
    logger: Logger
  ) {
    keys = IssuerKeys(
      issuer: issuer, tokens: .identity, source: source, store: store, clock: clock,
      logger: logger, onChange: {})
  }

  /// What a provider signs.
  public enum Kind: Sendable {
    /// Who somebody is.
    case identity
    /// That somebody has left.
    case logout
  }

  /// What is said in a token that the provider has signed; what the claims must be is the caller's to
  /// check.
  public struct ProvenClaims: Sendable {
    public let claims: JSONValue
    public let algorithm: String
  }

  /// Why a token is not the provider's, or cannot be found to be; safe to tell.
  public enum Failure: Error, Hashable, Sendable {
    /// What goes on after "the token".
    case refused(String)
    /// No key is at hand.
    case keysAway
  }

  /// - Throws: ``Failure``.
  public func claims(of token: String, _ kind: Kind) async throws(Failure) -> ProvenClaims {
    do {
      let parsed = try SignedToken(token, as: kind == .identity ? .identity : .logout)
      try await keys.checkSignature(of: parsed)
      return ProvenClaims(claims: parsed.claims, algorithm: parsed.algorithm)
    } catch let refusal as SignedToken.Refusal {
      throw .refused(refusal.reason)
    } catch {
      throw .keysAway
    }
  }

  public func run() async throws { await keys.stayFresh() }
}
