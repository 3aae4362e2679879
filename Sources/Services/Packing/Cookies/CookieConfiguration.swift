public import Configuration
public import FoundationEssentials
public import ServiceKit

/// Where cookies come from and when.
public struct CookieConfiguration: Sendable {
  /// Where the contractor takes orders; nil: no cookies are ordered.
  public var contractorURL: String?
  /// How the contractor reaches this service; nil: it is not asked to tell of arrivals.
  public var callbackURL: String?
  /// What the contractor signs its calls with; several while they are being changed.
  public var secrets: [WebhookSecret] = []
  /// How long before the scheduled time a cookie is ordered, in seconds.
  public var lead: TimeInterval = 86_400
  /// How long after it was ordered it is late, in seconds.
  public var late: TimeInterval = 1_800
  /// How long the contractor may take to answer.
  public var timeout: TimeInterval = 10
  /// How long to rest between two looks at what is due.
  public var interval: TimeInterval = 5

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    contractorURL = try configuration.url(Self.contractorSetting)
    // The call's path goes after it.
    callbackURL = try configuration.url(Self.callbackSetting).map {
      $0.hasSuffix("/") ? String($0.dropLast()) : $0
    }
    secrets = try Self.secrets(configuration)
    lead = try configuration.seconds(Self.leadSetting, in: 0...2_678_400)
    late = try configuration.seconds(Self.lateSetting, in: 0.1...2_678_400)
    timeout = try configuration.seconds(Self.timeoutSetting, in: 0.1...60)
    interval = try configuration.seconds(Self.intervalSetting, in: 0.01...3_600)
  }

  private static func secrets(_ configuration: ConfigReader) throws -> [WebhookSecret] {
    let texts = try configuration.string(secretSetting).split { $0 == "," || $0 == " " }
    return try texts.map { text in
      guard let secret = WebhookSecret(String(text)) else {
        throw SettingError(secretSetting.name, "must be whsec_ and at least 16 bytes in base64")
      }
      return secret
    }
  }
}

extension CookieConfiguration {
  static let contractorSetting = Setting(
    "MCF_COOKIE_CONTRACTOR_URL", default: "",
    """
    where the contractor of the fur-tune cookies takes orders by POST (R-170); empty: none are \
    ordered
    """)
  static let callbackSetting = Setting(
    "MCF_COOKIE_CALLBACK_URL", default: "",
    """
    how the contractor reaches packing, such as https://mcf.example: with each order it is asked \
    to call /api/cookies/{id}/arrived there; empty: arrivals are marked by hand
    """)
  static let secretSetting = Setting(
    "MCF_COOKIE_WEBHOOK_SECRET", default: "",
    """
    what the contractor signs its calls with (Standard Webhooks: whsec_ and base64); two, with a \
    comma, while it is being changed
    """, secret: true)
  static let leadSetting = Setting(
    "MCF_COOKIE_LEAD_SECONDS", default: "86400",
    "how long before an order's time its cookie is ordered (R-170)")
  static let lateSetting = Setting(
    "MCF_COOKIE_LATE_SECONDS", default: "1800",
    "how long after it was ordered a cookie that has not arrived is late")
  static let timeoutSetting = Setting(
    "MCF_COOKIE_TIMEOUT_SECONDS", default: "10",
    "how long the contractor may take to answer before it is asked again later")
  static let intervalSetting = Setting(
    "MCF_COOKIE_INTERVAL_SECONDS", default: "5",
    "how long packing rests between two looks for cookies that are due")

  static let settings = [
    contractorSetting, callbackSetting, secretSetting, leadSetting, lateSetting, timeoutSetting,
    intervalSetting,
  ]
}

extension ConfigReader {
  /// - Throws: `SettingError` unless it is empty (nil) or an address of HTTP.
  fileprivate func url(_ setting: Setting) throws -> String? {
    let text = try string(setting)
    guard !text.isEmpty else { return nil }
    guard let url = URL(string: text), url.host() != nil,
      url.scheme == "http" || url.scheme == "https"
    else { throw SettingError(setting.name, "must be an address such as https://host/path") }
    return text
  }
}
