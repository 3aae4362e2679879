import Configuration
import FoundationEssentials
public import ServiceKit

extension TurnstileSettings {
  /// - Returns: nil if nobody is tried.
  /// - Throws: `SettingError` for values that are missing or cannot be used.
  init?(_ configuration: ConfigReader) throws {
    guard try configuration[.portalChallenge] == .turnstile else { return nil }
    guard let siteKey = try configuration[.turnstileSiteKey],
      let secret = try configuration[.turnstileSecret],
      let hostname = try configuration[.portalSite].flatMap({ URL(string: $0)?.host() })
    else {
      throw SettingError(
        Setting<String?>.turnstileSecret.name,
        "and \(Setting<String?>.turnstileSiteKey.name) and \(Setting<String?>.portalSite.name) "
          + "must be set where \(Setting<ChallengeKind>.portalChallenge.name) is turnstile")
    }
    self.init(
      url: try configuration[.turnstileURL] ?? Self.cloudflare, siteKey: siteKey, secret: secret,
      hostname: hostname)
  }

  private static let cloudflare = "https://challenges.cloudflare.com/turnstile/v0"

  static let settings: [any DescribedSetting] = [
    Setting<ChallengeKind>.portalChallenge, Setting<String?>.turnstileSiteKey,
    Setting<String?>.turnstileSecret, Setting<String?>.turnstileURL, Setting<String?>.portalSite,
  ]
}

/// Who tells cats from programs.
public enum ChallengeKind: String, CaseIterable, Sendable {
  case none, turnstile
}

extension Setting<ChallengeKind> {
  public static var portalChallenge: Setting {
    Setting(
      "MCF_PORTAL_CHALLENGE",
      SettingForm("none or turnstile", read: ChallengeKind.init(rawValue:), spell: \.rawValue),
      default: .none, "who tells cats that apply from programs, whenever one applies")
  }
}

extension Setting<String?> {
  public static var turnstileSiteKey: Setting {
    Setting(
      "MCF_PORTAL_TURNSTILE_SITE_KEY", .text, default: nil,
      "what Turnstile knows the portal's page by")
  }
  public static var turnstileSecret: Setting {
    Setting(
      "MCF_PORTAL_TURNSTILE_SECRET", .text, default: nil, "what Turnstile knows the portal by",
      secret: true)
  }
  public static var turnstileURL: Setting {
    Setting(
      "MCF_PORTAL_TURNSTILE_URL", .address, default: nil,
      "where Turnstile's api.js and siteverify are; empty: at Cloudflare's")
  }
}
