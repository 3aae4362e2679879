public import Configuration
public import ServiceKit

/// What can be set from outside about the portal.
public struct PortalConfiguration: Sendable {
  /// What links and forms are signed with; the managers' half has the same.
  public var keys: KeyRing
  public var port = Setting.portalPort.default
  /// What the shield before the portal says to be known by; none: it is not asked.
  public var shieldSecrets = Setting.shieldSecrets.default
  /// Where that shield is, which says who calls.
  public var shieldNetworks = Setting.shieldNetworks.default
  public var connectionsPerAddress = Setting.portalConnections.default
  /// Who tells cats from programs; nil: nobody.
  var turnstile: TurnstileSettings?
  /// How much is taken of strangers.
  var measures = PortalMeasures()
  /// Whether anybody is counted.
  public var hasLimits = Setting.portalLimits.default
  /// What applicants are promised of their data.
  var kept = KeptDays()
  /// The zone of business time.
  public var timeZone = Setting.timeZone.default

  public init(keys: KeyRing) { self.keys = keys }

  /// - Throws: `SettingError` for a value that is missing or cannot be used, and for limits that are
  ///   off where others than this machine reach the portal.
  public init(_ configuration: ConfigReader) throws {
    self.init(keys: try configuration[.portalKeys])
    port = try configuration[.portalPort]
    shieldSecrets = try configuration[.shieldSecrets]
    shieldNetworks = try configuration[.shieldNetworks]
    connectionsPerAddress = try configuration[.portalConnections]
    turnstile = try TurnstileSettings(configuration)
    measures = try PortalMeasures(configuration)
    hasLimits = try configuration[.portalLimits]
    kept = try KeptDays(configuration)
    timeZone = try configuration[.timeZone]
    guard try hasLimits || Loopback.contains(configuration[.host]) else {
      throw SettingError(
        Setting.portalLimits.name,
        "cannot be off unless \(Setting.host.name) is this machine's own address")
    }
  }

  public static let settings: [any DescribedSetting] =
    [
      RequiredSetting.portalKeys, Setting.portalPort, Setting.shieldSecrets, Setting.shieldNetworks,
      Setting.portalConnections, Setting.portalLimits, Setting.timeZone,
    ] + PortalMeasures.settings + TurnstileSettings.settings + KeptDays.settings
}

extension Setting<Int> {
  /// Where the portal listens, beside the listener of the other services.
  public static var portalPort: Setting {
    Setting(
      "MCF_PORTAL_PORT", .number(0...65_535), default: 8081,
      "port on which the applicants' portal listens, which has one of its own")
  }
  fileprivate static var portalConnections: Setting {
    Setting(
      "MCF_PORTAL_CONNECTIONS_PER_ADDRESS", .number(1...100_000, of: "connections"), default: 20,
      "how many the portal takes of one address that is no proxy of ours")
  }
}

extension Setting<[String]> {
  fileprivate static var shieldSecrets: Setting {
    Setting(
      "MCF_PORTAL_SHIELD_SECRETS",
      .list("texts of 16 characters at least, with commas", read: { $0.utf8.count < 16 ? nil : $0 })
      {
        $0
      }, default: [],
      """
      what the shield before the portal sends as X-MCF-Shield, without which nobody is answered; \
      two while it is being changed; empty: nobody is asked for it
      """, secret: true)
  }
}

extension Setting<[AddressRange]> {
  fileprivate static var shieldNetworks: Setting {
    Setting(
      "MCF_PORTAL_SHIELD_NETWORKS", .addressRanges, default: [],
      """
      networks of the shield before the portal, whose CF-Connecting-IP says who calls; it counts \
      behind our own proxies only
      """)
  }
}

extension Setting<Bool> {
  /// Off where programs try the portal out.
  public static var portalLimits: Setting {
    Setting(
      "MCF_PORTAL_LIMITS", .onOrOff, default: true,
      "whether requests and applications are counted by who sends them; off on this machine only")
  }
}
