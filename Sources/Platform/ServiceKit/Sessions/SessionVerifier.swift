public import Configuration
import FoundationEssentials
public import Logging
public import ServiceLifecycle

/// Knows the visitors of pages, by the keys that `accounts` publishes; a service as `TokenVerifier`
/// is one.
///
/// Nobody is asked while a token is good: pages are served while `accounts` is away.
public final class SessionVerifier: Sessions, Service {
  public let cookie: HostCookie
  public let clock: Clock
  private let issuer: String
  private let keys: IssuerKeys
  private let memory: TokenMemory<SessionToken>

  /// - Parameters:
  ///   - issuer: see ``SessionToken/issuer(of:)``.
  ///   - store: where the last good key set is kept; `nil`: nowhere.
  public init(
    issuer: String, source: any KeySource, store: (any KeySetStore)? = nil, clock: Clock = .system,
    logger: Logger
  ) {
    self.issuer = issuer
    cookie = .session(isSecure: issuer.hasPrefix("https://"))
    self.clock = clock
    let memory = TokenMemory<SessionToken>()
    self.memory = memory
    keys = IssuerKeys(
      issuer: issuer, tokens: .session, source: source, store: store, clock: clock, logger: logger,
      onChange: { memory.forget() })
  }

  public func session(of token: String) async throws -> SessionToken {
    let digest = TokenDigest(of: token)
    let now = clock.now()
    if let known = memory.bearer(of: digest, at: now.timeIntervalSince1970) { return known }
    let round = memory.round
    do {
      let parsed = try SignedToken(token, as: .session)
      try await keys.checkSignature(of: parsed)
      let session = try SessionToken(parsed, issuer: issuer, at: now)
      memory.remember(
        session, of: digest, until: session.expiresAt.timeIntervalSince1970, verifiedIn: round)
      return session
    } catch let refusal as SignedToken.Refusal {
      throw Problem.unauthorized("The session's token \(refusal.reason).", error: .invalidToken)
    }
  }

  public func run() async throws {
    // The process may be the one that publishes them, and does not listen yet. What is withdrawn in
    // an emergency is believed for as long as caches may keep it, and no longer.
    await keys.stayFresh(every: .seconds(300), after: .seconds(1))
  }
}

extension SessionVerifier {
  public static let settings: [any DescribedSetting] = [
    Setting.publicURL, Setting<HTTPKeySource?>.sessionKeys,
  ]

  /// - Returns: nil where no public URL is set: nobody is signed in there.
  /// - Throws: `SettingError` for an unusable value.
  public convenience init?(
    _ configuration: ConfigReader, store: (any KeySetStore)?, logger: Logger
  ) throws {
    guard let site = try configuration[.publicURL] else { return nil }
    let issuer = SessionToken.issuer(of: site)
    guard let own = HTTPKeySource(url: issuer + "/keys") else {
      throw SettingError(
        Setting.publicURL.name, "must be an https URL (http only on loopback): people sign in there"
      )
    }
    self.init(
      issuer: issuer, source: try configuration[.sessionKeys] ?? own, store: store, logger: logger)
  }
}

extension Setting<HTTPKeySource?> {
  fileprivate static var sessionKeys: Setting {
    Setting(
      "MCF_SESSION_JWKS_URL", .optional(SettingForm<HTTPKeySource>.keySource), default: nil,
      """
      where accounts publishes the keys of sessions (JWKS), as it is reached from here; empty: at \
      MCF_PUBLIC_URL, below /sign-in/keys
      """)
  }
}
