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
  private let memory = TokenMemory()

  /// - Parameter store: where the last good key set is kept; `nil`: nowhere.
  public init(
    issuer: String, audience: String, source: any KeySource, store: (any KeySetStore)? = nil,
    clock: Clock = .system, logger: Logger
  ) {
    self.issuer = issuer
    self.audience = audience
    self.clock = clock
    keys = IssuerKeys(
      issuer: issuer, source: source, store: store, clock: clock, logger: logger)
  }

  public func caller(of token: String) async throws -> Caller {
    let digest = TokenMemory.Digest(of: token)
    let now = clock.now().timeIntervalSince1970
    if let caller = memory.caller(of: digest, at: now) { return caller }
    do {
      let parsed = try AccessToken(token)
      try await checkSignature(of: parsed)
      let expiry = try parsed.check(issuer: issuer, audience: audience, at: now)
      let caller = try parsed.caller()
      memory.remember(caller, of: digest, until: expiry)
      return caller
    } catch let refusal as AccessToken.Refusal {
      throw Problem.unauthorized("The token \(refusal.reason).", error: .invalidToken)
    }
  }

  /// Tries the keys at hand before it asks the issuer, which may have new ones by now, under the
  /// same name or under none.
  private func checkSignature(of token: AccessToken) async throws {
    let present = await keys.present()
    if let present, present.keys.signed(token) { return }
    let (newest, isReachable) = await keys.newest()
    if let newest, newest.number != present?.number, newest.keys.signed(token) { return }
    if let newest, newest.keys.fits(token) {
      throw AccessToken.Refusal(reason: "has a wrong signature")
    }
    guard newest != nil, isReachable else {
      throw Problem.unavailable(
        "identity-provider-unavailable", "The token's key cannot be fetched.", retryAfter: 5)
    }
    throw AccessToken.Refusal(reason: "is signed with an unknown key")
  }

  public func run() async throws {
    await cancelWhenGracefulShutdown {
      await self.keys.loadKept()
      var pause = Self.firstRetry
      while !Task.isCancelled {
        let isFresh = await self.keys.fetch()
        pause = isFresh ? Self.refresh : min(pause * 2, Self.refresh)
        try? await Task.sleep(for: pause * Double.random(in: 0.8...1.0))
      }
    }
  }

  private static let refresh: Duration = .seconds(3600)
  private static let firstRetry: Duration = .milliseconds(500)
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
  fileprivate static var keySource: SettingForm {
    SettingForm(
      "an https URL (http only on loopback)", read: HTTPKeySource.init(url:), spell: { $0.url })
  }
}
