public import Configuration
public import Mail
public import ServiceKit

/// What can be set about mails from outside.
public struct NotificationsConfiguration: Sendable {
  /// Where mails go and from whom; nil: they wait.
  public struct Sender: Sendable {
    public let client: SMTPClient
    let from: Mailbox
    /// What messages' ids end in.
    let domain: MailDomain
    /// Where answers go; nil: to `from`.
    var replyTo: Mailbox?
    /// Where servers report what they cannot deliver; nil: to `from`.
    var bounces: BounceAddress?

    public init(_ client: SMTPClient, from: Mailbox, domain: MailDomain) {
      self.client = client
      self.from = from
      self.domain = domain
    }
  }

  public var sender: Sender?
  /// The supplies department; nil: it gets none.
  public var packagesTo = Setting.mailPackagesTo.default
  /// Who is told of new applications; nil: each active manager.
  public var hiringTo = Setting.mailHiringTo.default
  /// Whoever audits the books; nil: nobody does by mail.
  public var auditTo = Setting.mailAuditTo.default
  /// For those of whom none is known.
  public var language = Setting.mailLanguage.default
  /// How many mails are under way at once.
  public var connections = Setting.mailConnections.default
  public var perSecond = Setting.mailPerSecond.default
  /// The zone of business time, in which mails say times.
  public var timeZone = Setting.timeZone.default
  /// Where this site is, to which mails lead; nil: they lead nowhere.
  public var publicURL = Setting.publicURL.default
  /// Where applicants' links lead, and what opens them; nil: letters with one wait.
  var portal: PortalDoor?

  public init() {}

  /// Where readers of our own are written to.
  var ours: [Recipient.Kind: MailAddress] {
    [.department: packagesTo, .audit: auditTo].compactMapValues(\.self)
  }

  /// - Throws: `SettingError` for a value that cannot be used.
  public init(_ configuration: ConfigReader) throws {
    sender = try Sender(configuration)
    packagesTo = try configuration[.mailPackagesTo]
    hiringTo = try configuration[.mailHiringTo]
    auditTo = try configuration[.mailAuditTo]
    language = try configuration[.mailLanguage]
    connections = try configuration[.mailConnections]
    perSecond = try configuration[.mailPerSecond]
    timeZone = try configuration[.timeZone]
    publicURL = try configuration[.publicURL]
    portal = try PortalDoor(configuration)
  }

  public static let settings: [any DescribedSetting] = [
    Setting.smtpURL, Setting.smtpTLS, Setting.smtpCA, Setting.mailDomain, Setting.mailFrom,
    Setting.mailReplyTo, Setting.mailBounces, Setting.mailPackagesTo, Setting.mailHiringTo,
    Setting.mailAuditTo, Setting.mailLanguage, Setting.mailConnections, Setting.mailPerSecond,
    Setting.timeZone, Setting.portalSite,
  ]
}

extension NotificationsConfiguration.Sender {
  /// - Parameter times: how long the server is waited for.
  /// - Returns: nil where no server is named.
  /// - Throws: `SettingError` for a value that is missing or cannot be used.
  public init?(_ configuration: ConfigReader, times: SMTPTimes = SMTPTimes()) throws {
    guard let url = try configuration[.smtpURL] else { return nil }
    guard let from = try configuration[.mailFrom] else {
      throw SettingError(missing: [Setting.mailFrom])
    }
    guard let domain = try configuration[.mailDomain] ?? from.address.mailDomain else {
      throw SettingError(missing: [Setting.mailDomain])
    }
    let (tls, authorities) = (try configuration[.smtpTLS], try configuration[.smtpCA])
    let server = try Self.naming(Setting.smtpURL) { () throws(SMTPServer.Mistake) in
      try SMTPServer(url: url, tls: tls)
    }
    client = try Self.naming(Setting.smtpCA) { () throws(SMTPServer.Mistake) in
      try SMTPClient(server, domain: domain, authorities: authorities, times: times)
    }
    self.from = from
    self.domain = domain
    replyTo = try configuration[.mailReplyTo]
    bounces = try configuration[.mailBounces]
  }

  private static func naming<T>(
    _ setting: some DescribedSetting, _ body: () throws(SMTPServer.Mistake) -> T
  ) throws -> T {
    do throws(SMTPServer.Mistake) {
      return try body()
    } catch {
      throw SettingError(setting.name, error.description)
    }
  }
}
