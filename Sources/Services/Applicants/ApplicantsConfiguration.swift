public import Configuration
import FoundationEssentials
public import ServiceKit

/// What can be set from outside about hiring, as managers and applicants' mails see it.
public struct ApplicantsConfiguration: Sendable {
  /// What links are signed with; the portal has the same.
  public var portalKeys: KeyRing
  /// What links are sealed with in events.
  public var linkSealKeys: KeyRing
  public var pepper: EmailPepper
  /// The address of the portal, without a slash behind it; nil: it is not known.
  public var portalSite: String? = nil
  /// How many first letters are asked for a minute, by one process.
  public var confirmationsPerMinute = Setting.confirmationsPerMinute.default
  /// How many of them a mailbox gets on a day of UTC.
  public var mailboxPerDay = Setting.mailboxPerDay.default
  /// How long an invitation can be used.
  public var invitationDays = Setting.invitationDays.default
  /// For how long who was rejected may not apply for the same again.
  public var reapplyDays = Setting.reapplyDays.default
  /// Who is proposed.
  var top = TopRule()
  /// For how many seconds after the end that is shown answers are taken.
  public var graceSeconds = Setting.testGraceSeconds.default
  /// How long it is kept whose applications are.
  var kept = KeptDays()
  /// How long a photo can be fetched by the address that an event has of it.
  public var photoLinkDays = Setting.photoLinkDays.default
  /// The zone of business time.
  public var timeZone = Setting.timeZone.default

  /// With the defaults for all but the secrets.
  public init(portalKeys: KeyRing, linkSealKeys: KeyRing, pepper: EmailPepper) {
    self.portalKeys = portalKeys
    self.linkSealKeys = linkSealKeys
    self.pepper = pepper
  }

  /// - Throws: `SettingError` for a value that is missing or cannot be used.
  public init(_ configuration: ConfigReader) throws {
    self.init(
      portalKeys: try configuration[.portalKeys], linkSealKeys: try configuration[.linkSealKeys],
      pepper: try configuration[.emailPepper])
    portalSite = try configuration[.portalSite]
    confirmationsPerMinute = try configuration[.confirmationsPerMinute]
    mailboxPerDay = try configuration[.mailboxPerDay]
    invitationDays = try configuration[.invitationDays]
    reapplyDays = try configuration[.reapplyDays]
    top = TopRule(
      percent: try configuration[.topPercent], window: try configuration[.topWindow],
      minimum: try configuration[.topMinimum])
    graceSeconds = try configuration[.testGraceSeconds]
    kept = try KeptDays(configuration)
    photoLinkDays = try configuration[.photoLinkDays]
    timeZone = try configuration[.timeZone]
  }

  public static let settings: [any DescribedSetting] =
    [
      RequiredSetting.portalKeys, RequiredSetting.linkSealKeys, RequiredSetting.emailPepper,
      Setting.portalSite, Setting.confirmationsPerMinute, Setting.mailboxPerDay,
      Setting.invitationDays, Setting.reapplyDays, Setting.topPercent, Setting.topWindow,
      Setting.topMinimum, Setting.testGraceSeconds, Setting.photoLinkDays, Setting.timeZone,
    ] + KeptDays.settings
}

extension Setting<Int> {
  fileprivate static var confirmationsPerMinute: Setting {
    Setting(
      "MCF_CONFIRMATIONS_PER_MINUTE", .number(1...6_000, of: "letters"), default: 60,
      "how many who have applied are asked to confirm it, a minute and process")
  }
  fileprivate static var mailboxPerDay: Setting {
    Setting(
      "MCF_MAILBOX_PER_DAY", .number(1...100, of: "letters"), default: 3,
      "how many of them one mailbox gets on a day, whoever applies with it")
  }
  fileprivate static var invitationDays: Setting {
    Setting(
      "MCF_INVITATION_DAYS", .days(1...90), default: 14,
      "how long a test may be begun after its invitation (R-111)")
  }
  fileprivate static var reapplyDays: Setting {
    Setting(
      "MCF_REAPPLY_DAYS", .days(1...3_650), default: 90,
      "for how long who was rejected cannot apply for the same vacancy again (R-113)")
  }
  fileprivate static var topPercent: Setting {
    Setting(
      "MCF_TOP_PERCENT", .number(1...100), default: 3,
      "of a hundred attempts, how many are proposed (R-080); a test's own share counts instead")
  }
  fileprivate static var topWindow: Setting {
    Setting(
      "MCF_TOP_WINDOW", .number(1...100_000, of: "attempts"), default: 1_000,
      "among how many of the last attempts at the same test")
  }
  fileprivate static var topMinimum: Setting {
    Setting(
      "MCF_TOP_MINIMUM", .number(1...100_000, of: "attempts"), default: 100,
      "as long as there are fewer, nobody is proposed")
  }
  fileprivate static var testGraceSeconds: Setting {
    Setting(
      "MCF_TEST_GRACE_SECONDS", .number(0...60, of: "seconds"), default: 5,
      "for how long answers are taken after the end that is shown, as the network may be slow")
  }
  fileprivate static var photoLinkDays: Setting {
    Setting(
      "MCF_PHOTO_LINK_DAYS", .days(1...365), default: 30,
      "how long the photo of who was accepted can be fetched by the register of workers")
  }
}

extension SettingForm<Int> {
  static func days(_ range: ClosedRange<Int>) -> SettingForm {
    .number(range, of: "days")
  }
}

extension Date {
  /// Days of 24 hours, whatever clocks are put on or back.
  func addingDays(_ days: Int) -> Date { addingTimeInterval(TimeInterval(days) * 86_400) }
}
