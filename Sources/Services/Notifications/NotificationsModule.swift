import Contracts
import Hummingbird
public import Logging
import Mail
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Mails: what happened is told to whoever waits for it.
public struct NotificationsModule: DeployedService {
  public static let name = "notifications"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = NotificationsConfiguration.settings
  public static let metrics = MailMetrics.all + MailGauges.metrics
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderAccepted.self) { $0.take($1, in: $2) },
    .on(OrderStarted.self) { $0.take($1, in: $2) },
    .on(OrderOverdue.self) { $0.take($1, in: $2) },
    .on(OrderFinished.self) { $0.end($1, in: $2) },
    .on(PackageReady.self) { $0.take($1, in: $2) },
    .on(PackageTakenBack.self) { $0.takeBack($1, in: $2) },
    .on(ClientInvoiceIssued.self) { $0.take($1, in: $2) },
    .on(ClientInvoicePaid.self) { $0.take($1, in: $2) },
    .on(ClientInvoiceFailed.self) { $0.take($1, in: $2) },
    .on(ClientInvoiceReversed.self) { $0.take($1, in: $2) },
    .on(WorkerInvoiceIssued.self) { $0.take($1, in: $2) },
    .on(WorkerInvoicePaid.self) { $0.take($1, in: $2) },
    .on(ApplicationChanged.self) { $0.follow($1, in: $2) },
    .on(ApplicantAccepted.self) { $0.end($1, in: $2) },
    .on(ApplicantRejected.self) { $0.end($1, in: $2) },
    .on(ClientLedgerSealed.self) { $0.take($1, in: $2) },
    .on(WorkerLedgerSealed.self) { $0.take($1, in: $2) },
    .on(ReviewClosed.self) { $0.take($1, in: $2) },
    .keeping(ClientChanged.self),
    .keeping(WorkerChanged.self),
    .keeping(ManagerChanged.self),
  ]
  public static let statements: [any Statement.Type] =
    [
      InsertMail.self, OvertakeMails.self, FindMailWork.self, QueueAddressed.self, BlankMails.self,
      ClaimMails.self, KeepRaw.self, NoteDot.self, NoteTurn.self, NoteBounce.self,
      ReadMailStanding.self, CountMails.self, ListMails.self, SearchMails.self,
      CountListedMails.self, FindMail.self, FindToldMail.self, ListTries.self, LockResends.self,
      FindLastMail.self, InsertResend.self, ListSuppressed.self, FindSuppressed.self,
      SuppressAddress.self, LiftAddress.self, ForgetMails.self, KeepNewApplication.self,
      DropNewApplication.self, ForgetApplicantName.self, FindDigestWork.self,
      GatherApplications.self, CountGathered.self, ListGatheredNames.self, ListDigestReaders.self,
      ForgetGatheredNames.self, DropOldApplications.self,
    ] + BusinessTime.statements

  public let database: PostgresClient
  let clock: Clock
  let configuration: NotificationsConfiguration
  let logger: Logger
  let sending: MailService
  let digests: Digests
  let desk: MailDesk
  private let connections: MailConnections?

  /// - Parameter database: as the role `notifications_app`.
  /// - Throws: `PageDefect` for templates and texts that cannot be used.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: NotificationsConfiguration = NotificationsConfiguration(), logger: Logger
  ) throws {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    let route = MailRoute(configuration)
    connections = route?.connections
    let letters = try Letters(
      zone: configuration.timeZone, site: configuration.publicURL, portal: configuration.portal)
    desk = MailDesk(database, letters, clock)
    sending = MailService(
      MailErrand(
        database: database, letters: letters, route: route, clock: clock, logger: logger),
      every: .seconds(5), atOnce: configuration.connections, clock: clock, logger: logger)
    digests = Digests(
      database: database, clock: clock, language: configuration.language,
      hiringTo: configuration.hiringTo, logger: logger,
      made: { [sending] in sending.wake() })
  }

  public init(_ parts: ServiceParts) throws {
    try self.init(
      database: parts.database, clock: parts.clock,
      configuration: NotificationsConfiguration(parts.configuration), logger: parts.logger)
    for omission in omissions { logger.notice("\(omission)") }
  }

  public var omissions: [String] {
    [
      configuration.sender == nil ? "mails wait: \(Setting.smtpURL.name) names no server" : nil,
      configuration.portal == nil
        ? "applicants' letters with links wait: \(Setting.portalSite.name) names no portal" : nil,
    ].compactMap(\.self)
  }

  public var backgroundServices: [any Service] {
    let check = TimeZoneCheck(
      database: database, timeZone: configuration.timeZone, logger: logger)
    let gauges = MailGauges(database: database, clock: clock, logger: logger)
    // Stopped the other way round: connections end after what goes over them.
    guard let connections else { return [check, sending, digests, gauges] }
    return [check, connections, sending, digests, gauges]
  }

  public static func pageLinks() throws -> [PageLink] { try MailPages.links() }

  public func addRoutes(to router: ServiceRouter) throws {
    router.get("/api/notifications/summary", use: showStanding)
    addDesk(to: router)
    try addPages(to: router)
  }
}
