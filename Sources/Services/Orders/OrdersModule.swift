public import Contracts
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// MCF's main job: from a request to a completed order.
///
/// It needs nothing but the core database: clients and workers are read there, through the views
/// that their services publish. What becomes of managers arrives in its inbox, if it does.
public struct OrdersModule: DeployedService {
  public static let name = "orders"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = OrdersConfiguration.settings
  public static let metrics = SweepMetrics.all + MatchMetrics.all + [OrderWatch.streams]
  public static let publishes: [any EventPayload.Type] = [
    OrderAccepted.self, OrderStarted.self, OrderOverdue.self, OrderFinished.self,
  ]
  public static let handlers: [EventHandling<Self>] = [.keeping(ManagerChanged.self)]
  public static let backfills = OrderBackfills.all
  public static let statements: [any Statement.Type] =
    [
      InsertServiceType.self, UpdateServiceType.self, FindRow<ServiceType>.self,
      LockRow<ServiceType>.self, ListServiceTypes.self, FindOrdering.self, InsertOrder.self,
      FindOrder.self, StartOrder.self, EndOrder.self, FindOriginal.self, ListOwnOrders.self,
      ListJobs.self, FindWorkerStanding.self, FindHistory.self, FailOpenOrders.self,
      FailNoShows.self, FailUnreported.self, MarkOverdue.self,
    ] + OrderQuery.managersScopes.flatMap { $0.statements } + OrderBackfills.statements
    + BusinessTime.statements + PostgresPhotoStore.statements + Matching.statements
    + statementsOfPages

  public let database: PostgresClient
  let clock: Clock
  let configuration: OrdersConfiguration
  let discount: Discount
  let photos: any PhotoStore
  let matching: Matching
  let watch: OrderWatch
  let logger: Logger
  var formula = PriceFormula.today

  var matcher: Matcher { matching.matcher }

  /// - Parameters:
  ///   - database: as the role `orders_app`.
  ///   - databaseHosts: of further databases, which no matching step may ask.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: OrdersConfiguration = OrdersConfiguration(), discount: Discount = .standard,
    databaseHosts: [String] = [], logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.discount = discount
    self.logger = logger
    photos = PostgresPhotoStore(database)
    watch = OrderWatch(database: database, maxStreams: configuration.maxStreams)
    matching = Matching(
      database: database, clock: clock, timeZone: configuration.timeZone,
      hosts: OutboundHosts(
        allowed: configuration.stepHosts,
        databases: database.configuration.hosts + databaseHosts),
      logger: logger)
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try OrdersConfiguration(parts.configuration),
      discount: try Discount(parts.configuration), databaseHosts: parts.databaseHosts,
      logger: parts.logger)
  }

  public var sweeper: Sweeper {
    Sweeper(
      database: database, clock: clock, durations: configuration.durations, logger: logger)
  }

  var zone: TimeZoneCheck {
    TimeZoneCheck(database: database, timeZone: configuration.timeZone, logger: logger)
  }

  public var backgroundServices: [any Service] {
    [zone] + matching.backgroundServices + [sweeper, watch]
  }

  public func addRoutes(to router: ServiceRouter) throws {
    addServiceTypeRoutes(to: router)
    router.post("/api/quotes", use: quoteOrder)
    router.readingQuery.get("/api/orders", use: listOrders)
    router.post("/api/orders", use: placeOrder)
    router.get("/api/orders/{id}", use: showOrder)
    router.get("/api/orders/{id}/history", use: showHistory)
    addPhotoRoutes(to: router)
    router.post("/api/orders/{id}/check-in", use: checkIn)
    router.post("/api/orders/{id}/complete", use: completeOrder)
    router.post("/api/orders/{id}/cancel", use: cancelOrder)
    router.post("/api/orders/{id}/fail", use: failOrder)
    router.post("/api/orders/{id}/copy", use: copyOrder)
    router.post("/api/orders/fail-open", use: failOpenOrders)
    matching.addRoutes(to: router)
    try addPages(to: router)
  }
}
