import Contracts
import FoundationEssentials
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Managers bet on how orders end.
public struct BetsModule: DeployedService {
  public static let name = "bets"
  public static let audience = Audience.roles([.manager])
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = BetsConfiguration.settings
  public static let metrics: [any DescribedMetric] = BetsMetrics.all
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderAccepted.self) { $0.take($1, in: $2) },
    .on(OrderStarted.self) { $0.take($1, in: $2) },
    .on(OrderFinished.self) { try await $0.take($1, in: $2) },
    .keeping(ManagerChanged.self),
  ]
  public static let statements: [any Statement.Type] =
    marketStatements + settlingStatements + bettingStatements + debtStatements
    + verifyingStatements + BusinessTime.statements

  public static func pageLinks() throws -> [PageLink] { try BetPages.links() }

  public let database: PostgresClient
  let clock: Clock
  let configuration: BetsConfiguration
  let logger: Logger
  let counts = BetsMetrics()

  /// - Parameter database: as the role `bets_app`.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: BetsConfiguration = BetsConfiguration(), logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try BetsConfiguration(parts.configuration), logger: parts.logger)
  }

  public var backgroundServices: [any Service] {
    [
      TimeZoneCheck(database: database, timeZone: configuration.timeZone, logger: logger),
      UnsettledGauge(
        database: database, clock: clock, longestOpen: configuration.longestOpen, logger: logger),
    ]
  }

  public func addRoutes(to router: ServiceRouter) throws {
    addMarketRoutes(to: router)
    addStatementRoutes(to: router)
    try addBetPages(to: router)
  }
}
