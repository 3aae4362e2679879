import Contracts
import Hummingbird
public import Logging
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Hiring, as applicants meet it: what strangers reach, and all that they reach.
public struct ApplicantsPortalModule: PublicService {
  public static let name = "applicants-portal"
  public static let schema = "applicants"
  public static let openAPI = String(decoding: PackageResources.portal_yaml, as: UTF8.self)
  public static let statements: [any Statement.Type] =
    [FindOpenVacancies.self, FileSubmission.self] + holderStatements
  public static let settings = PortalConfiguration.settings
  public static let metrics = PortalMetrics.all

  public let database: PostgresClient
  public let listener: PublicListener
  let desk: PortalDesk
  let vacancies: VacancyBoard
  let pages: Pages
  /// Nil: everybody is taken for a cat.
  let challenge: (any ChallengeProvider)?
  let kept: KeptDays
  let timeZone: String
  private let logger: Logger

  /// - Parameters:
  ///   - database: as the role `applicants_portal_app`.
  ///   - ticks: nanoseconds of a clock that is never put back, by which strangers are counted; nil:
  ///     the machine's.
  /// - Throws: `PageDefect` for templates and texts that cannot be used.
  public init(
    database: PostgresClient, configuration: PortalConfiguration, clock: Clock = .system,
    ticks: (@Sendable () -> Int64)? = nil, logger: Logger
  ) throws {
    self.database = database
    listener = PublicListener(
      port: configuration.port, shield: configuration.shieldNetworks,
      connectionsPerPeer: configuration.connectionsPerAddress)
    pages = try PortalPages.pages()
    let ticks = ticks ?? Self.ticksOfMachine
    desk = PortalDesk(configuration, pages.texts, clock: clock, ticks: ticks, logger: logger)
    challenge = configuration.turnstile.map { Turnstile($0, ticks: ticks) }
    vacancies = VacancyBoard(database: database, logger: logger)
    kept = configuration.kept
    timeZone = configuration.timeZone
    self.logger = logger
  }

  public init(_ parts: ServiceParts) throws {
    try self.init(
      database: parts.database, configuration: PortalConfiguration(parts.configuration),
      clock: parts.clock, logger: parts.logger)
  }

  public var door: any FrontDoor { desk }

  public var backgroundServices: [any Service] {
    [
      desk, desk.refusalLog, vacancies,
      TimeZoneCheck(database: database, timeZone: timeZone, logger: logger),
    ]
  }

  var businessTime: BusinessTime { BusinessTime(database, zone: timeZone) }

  public func addRoutes(to router: ServiceRouter) {
    let pages = router.publicPages(pages)
    addApplyRoutes(to: router, pages)
    addHolderRoutes(to: router, pages)
  }

  private static var ticksOfMachine: @Sendable () -> Int64 {
    let start = ContinuousClock.now
    return { (ContinuousClock.now - start).nanoseconds }
  }
}
