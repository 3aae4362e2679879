public import Contracts
import Hummingbird
public import Logging
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Hiring: vacancies, the tests that applicants sit, and what becomes of applications.
public struct ApplicantsModule: DeployedService {
  public static let name = "applicants"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = ApplicantsConfiguration.settings
  public static let metrics = IntakeMetrics.all + SittingMetrics.all
  public static let publishes: [any EventPayload.Type] = [
    ApplicationChanged.self, ApplicantAccepted.self, ApplicantRejected.self,
  ]
  public static let handlers: [EventHandling<Self>] = [.keeping(ManagerChanged.self)]
  public static let statements: [any Statement.Type] =
    [
      FindRow<Vacancy>.self, LockRow<Vacancy>.self, ListVacancies.self, InsertVacancy.self,
      UpdateVacancy.self, FindTestsOnOffer.self, FindRow<HiringTest>.self, LockRow<HiringTest>.self,
      ListTests.self, InsertTest.self, UpdateTest.self, FindDraft.self, LockDraft.self,
      WriteDraft.self, CountDraft.self, InsertVersion.self, ListVersions.self, FindPublished.self,
      LeaveDefault.self, UpdateVersion.self, InsertScoring.self, ListScorings.self,
      FindScoring.self, ListTestRows.self,
      FindRow<Application>.self, LockRow<Application>.self, InsertApplication.self, RecordStep.self,
      VoidAttempts.self, InsertLink.self, FindReapply.self, BarReapplying.self, LetReapply.self,
      FindPortalWork.self, TakeSubmission.self, DropSubmission.self, ReadBacklog.self,
      CountLetter.self, FindBarred.self, BarMailbox.self, FindWanting.self, FindWaitingActs.self,
      FinishAct.self, FindUploaded.self, FindOpenRival.self, FindUnconfirmedRivals.self,
      DropUnconfirmed.self, FindLiveInvitation.self,
      ListApplications.self, ListDecided.self, SearchApplications.self, ListInvitations.self,
      ListOtherApplications.self, ListApplicationHistory.self,
      FindUnfinished.self, FindDefaultVersions.self, InsertSittingGroup.self,
      FindSittingGroup.self, RevokeInvitation.self, InsertInvitation.self,
      InsertInvitedParts.self, ExtendInvitation.self, ExtendAttempt.self, FindMediaType.self,
      SelectApplications.self, SelectFoundApplications.self, LockApplications.self,
      FindDoneInBulk.self,
    ] + SittingStatements.all + Retention.statements + BusinessTime.statements
    + PostgresPhotoStore.statements + statementsOfApplicationPages

  public let database: PostgresClient
  let clock: Clock
  let configuration: ApplicantsConfiguration
  let links: Links
  let scoring: ErrandService<ScoreAttempts>
  let photoLinks: PhotoLinks
  let photos: any PhotoStore
  let logger: Logger
  let acts: ActRounds
  private let intake: Intake
  private let retention: Retention

  /// - Parameter database: as the role `applicants_app`.
  public init(
    database: PostgresClient, clock: Clock = .system, configuration: ApplicantsConfiguration,
    logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    links = Links(configuration)
    photoLinks = PhotoLinks(configuration.linkSealKeys)
    photos = PostgresPhotoStore(database)
    acts = ActRounds(
      database: database, desk: ActDesk(links: links, configuration: configuration), clock: clock,
      logger: logger)
    intake = Intake(database, links: links, configuration, clock: clock)
    retention = Retention(
      database: database, configuration: configuration, clock: clock, logger: logger)
    scoring = ErrandService(
      ScoreAttempts(database: database, clock: clock, rule: configuration.top),
      every: .seconds(60), atOnce: 4, clock: clock, logger: logger)
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try ApplicantsConfiguration(parts.configuration), logger: parts.logger)
  }

  public var backgroundServices: [any Service] {
    [
      TimeZoneCheck(database: database, timeZone: configuration.timeZone, logger: logger),
      Rounds("what comes in by the portal", every: .seconds(1), logger: logger, takePortalWork),
      Rounds("what is forgotten", every: .seconds(60), logger: logger, retention.round),
      IntakeGauges(database: database, clock: clock, logger: logger),
      scoring, handIn, SittingMetrics(database: database, clock: clock, logger: logger),
    ]
  }

  var handIn: HandInService {
    HandInService(database: database, clock: clock, scoring: scoring, logger: logger)
  }

  /// What holders of links want comes before strangers. With nothing to do it only reads.
  @Sendable func takePortalWork() async throws {
    guard let work = try await database.readOne(FindPortalWork()) else { return }
    if work.hasActs { try await acts.round() }
    if work.hasForms { try await intake.round() }
  }

  public static func pageLinks() throws -> [PageLink] {
    try ApplicationPages.links() + HiringPages.links()
  }

  public func addRoutes(to router: ServiceRouter) throws {
    addVacancyRoutes(to: router)
    router.get("/api/tests/schema.json", use: showSchema)
    addTestRoutes(to: router)
    addDraftRoutes(to: router)
    addVersionRoutes(to: router)
    addScoringRoutes(to: router)
    router.post("/api/tests/{id}/versions/{number}/score", use: scoreAnswers)
    addAttemptRoutes(to: router)
    addMarkingRoutes(to: router)
    addStatisticsRoutes(to: router)
    addDryRunRoutes(to: router)
    addReadApplicationRoutes(to: router)
    router.readingQuery.get("/api/applications/{id}/photo", use: showApplicantsPhoto)
    addActRoutes(to: router)
    router.post("/api/applications/{id}/links", use: makeLink)
    router.post("/api/applications/bulk", use: actInBulk)
    try addPages(to: router)
    try addApplicationPages(to: router)
  }
}
