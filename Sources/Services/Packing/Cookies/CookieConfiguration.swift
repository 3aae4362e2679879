public import Configuration
public import FoundationEssentials
public import ServiceKit

/// Where cookies come from and when.
public struct CookieConfiguration: Sendable {
  /// Where the contractor takes orders; nil: no cookies are ordered.
  public var contractorURL = Setting.cookieContractor.default
  /// How the contractor reaches this site; nil: it is not asked to tell of arrivals.
  public var publicURL = Setting.publicURL.default
  /// What the contractor signs its calls with; several while they are being changed.
  public var secrets = Setting.cookieSecrets.default
  /// How long before the scheduled time a cookie is ordered, in seconds.
  public var lead: TimeInterval = Setting.cookieLead.default
  /// How long after it was ordered it is late, in seconds.
  public var late: TimeInterval = Setting.cookieLate.default
  /// How long the contractor may take to answer.
  public var timeout: TimeInterval = Setting.cookieTimeout.default
  /// How long to rest between two looks at what is due.
  public var interval: TimeInterval = Setting.cookieInterval.default

  public init() {}

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    contractorURL = try configuration[.cookieContractor]
    publicURL = try configuration[.publicURL]
    secrets = try configuration[.cookieSecrets]
    lead = try configuration[.cookieLead]
    late = try configuration[.cookieLate]
    timeout = try configuration[.cookieTimeout]
    interval = try configuration[.cookieInterval]
  }

  static let settings: [any DescribedSetting] = [
    Setting.cookieContractor, Setting.cookieSecrets, Setting.cookieLead, Setting.cookieLate,
    Setting.cookieTimeout, Setting.cookieInterval,
  ]
}

extension Setting<String?> {
  /// Where cookies are ordered.
  public static var cookieContractor: Setting {
    Setting(
      "MCF_COOKIE_CONTRACTOR_URL", .address, default: nil,
      """
      where the contractor of the fur-tune cookies takes orders by POST (R-170); empty: none are \
      ordered
      """)
  }
}

extension Setting<[WebhookSecret]> {
  /// What both sides of the arrivals' calls know.
  public static var cookieSecrets: Setting {
    Setting(
      "MCF_COOKIE_WEBHOOK_SECRET", .webhookSecrets, default: [],
      """
      what the contractor signs its calls with (Standard Webhooks); two, with a comma, while it is \
      being changed
      """, secret: true)
  }
}

extension Setting<TimeInterval> {
  fileprivate static var cookieLead: Setting {
    Setting(
      "MCF_COOKIE_LEAD_SECONDS", .seconds(0...2_678_400), default: 86_400,
      "how long before an order's time its cookie is ordered (R-170)")
  }
  fileprivate static var cookieLate: Setting {
    Setting(
      "MCF_COOKIE_LATE_SECONDS", .seconds(0.1...2_678_400), default: 1_800,
      "how long after it was ordered a cookie that has not arrived is late")
  }
  fileprivate static var cookieTimeout: Setting {
    Setting(
      "MCF_COOKIE_TIMEOUT_SECONDS", .seconds(0.1...60), default: 10,
      "how long the contractor may take to answer before it is asked again later")
  }
  fileprivate static var cookieInterval: Setting {
    Setting(
      "MCF_COOKIE_INTERVAL_SECONDS", .seconds(0.01...3_600), default: 5,
      "how long packing rests between two looks for cookies that are due")
  }
}
