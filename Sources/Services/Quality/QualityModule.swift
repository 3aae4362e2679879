public import Contracts
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Quality control: each order that went wrong, and those drawn at random, lie before a manager
///
public struct QualityModule: DeployedService {
  public static let name = "quality"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = QualityConfiguration.settings
  public static let metrics = QualityMetrics.all
  public static let publishes: [any EventPayload.Type] = [ReviewClosed.self]
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderAccepted.self) { $0.take($1, in: $2) },
    .on(OrderStarted.self) { $0.take($1, in: $2) },
    .on(OrderOverdue.self) { $0.take($1, in: $2) },
    .on(OrderFinished.self) { $0.take($1, in: $2) },
    .on(PackageReady.self) { $0.take($1, in: $2) },
    .on(PackageIssued.self) { $0.take($1, in: $2) },
    .on(PackageTakenBack.self) { $0.take($1, in: $2) },
    .keeping(WorkerChanged.self),
    .keeping(ManagerChanged.self) { $0.take($1, in: $2) },
  ]
  public static let statements: [any Statement.Type] =
    [
      KeepOrder.self, FindOrder.self, FindOrderOf.self, NoteOnTimeline.self, ListTimeline.self,
      BlankPersons.self, FindRow<Review>.self, LockRow<Review>.self, InsertReview.self,
      RecordReview.self, PutBackAll.self, LockManager.self, FindManager.self, LockNextReview.self,
      FindReview.self, FindReviewsOf.self, ListReviews.self, ListUnclosedReviews.self,
      ListClosedReviews.self, SearchReviews.self, SearchClosedReviews.self, CountReviews.self,
      ListShares.self, ListReviewHistory.self, InsertCall.self, ListCalls.self, ReadStanding.self,
      LockReviewsOf.self,
    ] + DrawStatements.all + HypothesisStatements.all + statementsOfPages
    + BusinessTime.statements

  public let database: PostgresClient
  let clock: Clock
  let configuration: QualityConfiguration
  let logger: Logger

  /// - Parameter database: as the role `quality_app`.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: QualityConfiguration = QualityConfiguration(), logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try QualityConfiguration(parts.configuration), logger: parts.logger)
  }

  public var backgroundServices: [any Service] {
    [
      TimeZoneCheck(database: database, timeZone: configuration.timeZone, logger: logger),
      forgetting,
      QualityGauges(database: database, clock: clock, logger: logger),
    ]
  }

  var forgetting: ForgetPersons {
    ForgetPersons(
      database: database, days: configuration.personalDays, clock: clock, logger: logger)
  }

  public func addRoutes(to router: ServiceRouter) throws {
    addReadRoutes(to: router)
    addActRoutes(to: router)
    try addDrawRoutes(to: router)
    try addHypothesisRoutes(to: router)
    try addReviewPages(to: router)
  }
}
