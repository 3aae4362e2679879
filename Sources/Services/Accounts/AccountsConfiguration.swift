public import Configuration
import Contracts
import FoundationEssentials
public import ServiceKit

/// What can be set about signing in from outside.
public struct AccountsConfiguration: Sendable {
  /// In the order in which they are offered.
  var providers: [Provider]
  /// What is sealed in tables with.
  let secret: KeyRing
  /// The site, without a slash behind; empty: nobody can sign in.
  let publicURL: String
  var life = SessionLife()
  /// In which pages show times.
  var timeZone = Setting.timeZone.default

  init(providers: [Provider], secret: KeyRing, publicURL: String) {
    self.providers = providers
    self.secret = secret
    self.publicURL = publicURL
  }

  /// - Throws: `SettingError` for a value that is missing or cannot be used.
  public init(_ configuration: ConfigReader) throws {
    let (providers, site) = (try Provider.all(configuration), try configuration[.publicURL])
    guard providers.isEmpty || site != nil else { throw SettingError(missing: [Setting.publicURL]) }
    self.init(
      providers: providers, secret: try configuration[.accountsSecret], publicURL: site ?? "")
    life = try SessionLife(configuration)
    timeZone = try configuration[.timeZone]
  }

  public static let settings: [any DescribedSetting] =
    [
      Setting.providers, RequiredSetting.accountsSecret, Setting.publicURL, Setting.timeZone,
    ] + SessionLife.settings + ProviderSettings.example.all

  /// Whether cookies travel over https alone.
  var isSecure: Bool { publicURL.hasPrefix("https://") }
}

extension SessionLife {
  static let settings: [any DescribedSetting] = [
    Setting.sessionDays, Setting.staffHours, Setting.idleDays, Setting.tokenSeconds,
  ]

  /// - Throws: `SettingError` for a value that cannot be used.
  init(_ configuration: ConfigReader) throws {
    longest = try configuration[.sessionDays] * 86_400
    staff = try configuration[.staffHours] * 3_600
    idle = try configuration[.idleDays] * 86_400
    token = try configuration[.tokenSeconds]
  }
}

extension RequiredSetting<KeyRing> {
  public static var accountsSecret: RequiredSetting {
    RequiredSetting(
      "MCF_ACCOUNTS_SECRET", .keyRing,
      """
      what tokens, verifiers and signing keys are sealed with in the accounts' tables; the first key \
      seals, all open
      """, secret: true)
  }
}

extension Setting<TimeInterval> {
  fileprivate static var sessionDays: Setting {
    Setting(
      "MCF_SESSION_DAYS", .count(1...365, of: "days"), default: 30,
      "how long somebody stays signed in")
  }
  fileprivate static var staffHours: Setting {
    Setting(
      "MCF_STAFF_SESSION_HOURS", .count(1...720, of: "hours"), default: 12,
      "how long managers and clerks stay signed in")
  }
  fileprivate static var idleDays: Setting {
    Setting(
      "MCF_SESSION_IDLE_DAYS", .count(1...365, of: "days"), default: 14,
      "after how long without a visit somebody has to sign in again")
  }
  fileprivate static var tokenSeconds: Setting {
    Setting(
      "MCF_SESSION_TOKEN_SECONDS", .seconds(60...86_400), default: 3_600,
      "how long a page believes a session without accounts; as long it may outlive its end")
  }
}

extension SettingForm<TimeInterval> {
  fileprivate static func count(_ range: ClosedRange<Int>, of unit: String) -> SettingForm {
    SettingForm(
      "a whole number of \(unit) from \(range.lowerBound) to \(range.upperBound)",
      read: { text in Int(text).flatMap { range.contains($0) ? TimeInterval($0) : nil } },
      spell: { "\(Int($0))" })
  }
}
