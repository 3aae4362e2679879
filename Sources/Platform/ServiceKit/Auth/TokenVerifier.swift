public import Configuration
import FoundationEssentials
public import Logging
public import ServiceLifecycle

/// Verifies OAuth 2 access tokens (RFC 9068) against an issuer's published keys.
///
/// As a service it fetches the key set at start and every hour, and when a token comes that none of
/// its keys has signed.
public final class TokenVerifier: Authenticator, Service {
  private let issuer: String
  private let audience: String
  private let keys: IssuerKeys
  private let clock: Clock
  private let memory: TokenMemory<Caller>

  /// - Parameter store: where the last good key set is kept; `nil`: nowhere.
  public init(
    issuer: String, audience: String, source: any KeySource, store: (any KeySetStore)? = nil,
    clock: Clock = .system, logger: Logger
  ) {
    self.issuer = issuer
    self.audience = audience
    self.clock = clock
    let memory = TokenMemory<Caller>()
    self.memory = memory
    keys = IssuerKeys(
      issuer: issuer, tokens: .access, source: source, store: store, clock: clock, logger: logger,
      onChange: { memory.forget() })
  }

  public func caller(of token: String) async throws -> Caller {
    let digest = TokenDigest(of: token)
    let now = clock.now().timeIntervalSince1970
    if let caller = memory.bearer(of: digest, at: now) { return caller }
    let round = memory.round
    do {
      let parsed = try SignedToken(token, as: .access)
      try await keys.checkSignature(of: parsed)
      let expiry = try parsed.check(issuer: issuer, audience: audience, at: now)
      let caller = try parsed.caller()
      memory.remember(caller, of: digest, until: expiry, verifiedIn: round)
      return caller
    } catch let refusal as SignedToken.Refusal {
      throw Problem.unauthorized("The token \(refusal.reason).", error: .invalidToken)
    }
  }

  public func run() async throws { await keys.stayFresh() }
}

extension TokenVerifier {
  public static let settings: [any DescribedSetting] = [
    RequiredSetting.issuer, Setting.audience, RequiredSetting.keySource,
  ]

  /// - Throws: `SettingError` for a missing or unusable value.
  public convenience init(
    _ configuration: ConfigReader, store: (any KeySetStore)?, logger: Logger
  ) throws {
    self.init(
      issuer: try configuration[.issuer], audience: try configuration[.audience],
      source: try configuration[.keySource], store: store, logger: logger)
  }
}

extension RequiredSetting<String> {
  fileprivate static var issuer: RequiredSetting {
    RequiredSetting("MCF_AUTH_ISSUER", .text, "issuer of access tokens: their iss claim")
  }
}

extension Setting<String> {
  fileprivate static var audience: Setting {
    Setting("MCF_AUTH_AUDIENCE", .text, default: "mcf", "audience that access tokens must be for")
  }
}

extension RequiredSetting<HTTPKeySource> {
  fileprivate static var keySource: RequiredSetting {
    RequiredSetting(
      "MCF_AUTH_JWKS_URL", .keySource,
      "where the issuer publishes its keys (JWKS); no redirect is followed")
  }
}

extension SettingForm<HTTPKeySource> {
  static var keySource: SettingForm {
    SettingForm(
      "an https URL (http only on loopback)", read: HTTPKeySource.init(url:), spell: { $0.url })
  }
}
