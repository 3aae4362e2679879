import Configuration
import Contracts
public import ServiceKit

extension Setting<[String]> {
  public static var providers: Setting {
    Setting(
      "MCF_OIDC_PROVIDERS",
      .list(
        "ids with commas, of lower-case letters and digits, such as hcb,staff",
        read: Provider.id, spell: { $0 }),
      default: [],
      """
      the OpenID providers through which people sign in, in the order in which a page offers them; \
      each has settings of its own, MCF_OIDC_<ID>_…; empty: nobody can sign in
      """)
  }
}

extension Provider {
  /// What our own paths below `/sign-in` are called.
  private static let taken: Set<ExactText> = [
    "callback", "renew", "out", "backchannel", "keys", "sessions", "switch",
  ]

  fileprivate static func id(_ text: String) -> String? {
    let isPlain = text.utf8.allSatisfy {
      (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
        || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
    }
    return isPlain && (1...20).contains(text.utf8.count) && !taken.contains(ExactText(text))
      ? text : nil
  }

  /// All that are configured.
  ///
  /// - Throws: `SettingError` for settings that are missing or cannot be used.
  static func all(_ configuration: ConfigReader) throws -> [Provider] {
    let ids = try configuration[.providers]
    guard Set(ids.map { ExactText($0) }).count == ids.count else {
      throw SettingError(Setting.providers.name, "names a provider twice")
    }
    return try ids.map { try Provider(ProviderSettings(id: $0), configuration) }
  }

  /// - Throws: `SettingError` for settings that are missing or cannot be used.
  private init(_ settings: ProviderSettings, _ configuration: ConfigReader) throws {
    func required(_ setting: Setting<String?>) throws -> String {
      guard let value = try configuration[setting] else { throw SettingError(missing: [setting]) }
      return value
    }
    let issuer = try required(settings.issuer)
    self.init(
      ExactText(settings.id), issuer: ExactText(issuer),
      clientID: ExactText(try required(settings.clientID)),
      name: try configuration[settings.name] ?? settings.id,
      roles: try Self.roles(settings, configuration))
    if let discovery = try configuration[settings.discovery] { discoveryURL = discovery }
    guard Self.isTrustworthy(discoveryURL) else {
      throw SettingError(settings.discovery.name, "must be https (http only on loopback)")
    }
    clientSecret = try configuration[settings.clientSecret]
    authMethod = clientSecret == nil ? .none : try configuration[settings.authMethod]
    scopes = try configuration[settings.scopes]
    guard scopes.split(separator: " ").contains(where: { ExactText(String($0)) == "openid" }) else {
      throw SettingError(settings.scopes.name, "must have openid: there is no ID token without")
    }
    let may = try configuration[settings.may]
    if case .claim = roles, may.isEmpty {
      throw SettingError(settings.may.name, "must be set where roles come of a claim")
    }
    if case .all(let role) = roles, !may.isEmpty, !may.contains(role) {
      throw SettingError(
        settings.may.name, "must have \(role.rawValue), which all of its users are")
    }
    if !may.isEmpty { self.may = Set(may) }
    subject = try configuration[settings.subject]
    trustsEmail = try configuration[settings.trustEmail]
  }

  private static func roles(
    _ settings: ProviderSettings, _ configuration: ConfigReader
  ) throws -> RoleRule {
    let claim = try configuration[settings.rolesClaim]
    switch (try configuration[settings.role], claim) {
    case (let role?, nil): return .all(role)
    case (nil, let claim?):
      let named = try configuration[settings.roles]
      let names = named.isEmpty ? Role.ofCats.map(RoleName.init) : named
      return .claim(
        ClaimPath(claim), Dictionary(names.map { ($0.value, $0.role) }) { first, _ in first })
    default:
      throw SettingError(
        settings.role.name, "or \(settings.rolesClaim.name) must be set, and not both")
    }
  }

  /// Whether nobody on the way can change what is there.
  static func isTrustworthy(_ url: String) -> Bool { HTTPKeySource(url: url) != nil }
}
