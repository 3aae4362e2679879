public import Contracts
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// Supplies: packages for orders, and the cookies that go with them.
public struct PackingModule: DeployedService {
  public static let name = "packing"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = PackingConfiguration.settings
  public static let metrics = CookieMetrics.all + [PackageSource.streams]
  public static let publishes: [any EventPayload.Type] = [
    PackageReady.self, PackageIssued.self, PackageTakenBack.self,
  ]
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderAccepted.self) { $0.take($1, in: $2) },
    .on(OrderFinished.self) { $0.take($1, in: $2) },
    .keeping(ManagerChanged.self), .keeping(WorkerChanged.self),
  ]
  public static let statements: [any Statement.Type] =
    [
      KeepOrder.self, FindPackage.self, FindPackageHistory.self, CountPackages.self,
      ListPackages.self,
      ListOpenPackages.self, ListPackagesByStatus.self, ListPackagesOfWorker.self,
      ListUnpackedPackages.self, SearchPackages.self, MakeReady.self, IssuePackage.self,
      UnpackPackage.self, TakeBackReady.self, TakeBackIssued.self, TakeBackUnpacked.self,
      MarkCookieArrived.self,
      NoteCookieArrived.self, FindCookieWork.self, SettleCookies.self, ClaimCookies.self,
      NoteCookieOrdered.self, NoteCookieFailure.self,
      FindCookie.self, FindNewestChange.self, FindLastNumber.self, LockNumbering.self,
      NumberChanges.self, ReadChanges.self,
    ] + BusinessTime.statements + WebhookMemory.statements

  public static func pageLinks() throws -> [PageLink] { try PackingPages.links() }

  public let database: PostgresClient
  let clock: Clock
  let configuration: PackingConfiguration
  let logger: Logger
  let feed: PackageFeed
  let cookies: CookieService

  /// - Parameter database: as the role `packing_app`.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: PackingConfiguration = PackingConfiguration(), logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    let zone = configuration.timeZone
    let source = PackageSource(database: database) {
      try await PackageDetails.read($0, database, zone: zone, now: clock.now())
    }
    feed = PackageFeed(
      source, database: database, channel: PackageSource.channel,
      maxStreams: configuration.maxStreams, gauge: PackageSource.streams(), logger: logger)
    cookies = CookieService(
      database: database, clock: clock, configuration: configuration.cookies, logger: logger,
      changed: { database.ring(PackageSource.channel) })
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try PackingConfiguration(parts.configuration), logger: parts.logger)
  }

  public var backgroundServices: [any Service] {
    [
      TimeZoneCheck(database: database, timeZone: configuration.timeZone, logger: logger),
      feed, cookies,
    ]
  }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/packages", use: listPackages)
    router.readingQuery.withDeadline(.none).get("/api/packages/stream", use: streamPackages)
    router.get("/api/packages/{id}", use: showPackage)
    router.get("/api/packages/{id}/history", use: showHistory)
    addMoveRoutes(to: router)
    router.post(RouterPath(.cookieArrival("{id}")), use: cookieArrived)
    try addPages(to: router)
  }

  /// Packages have changed and the change is committed: whoever follows them is told, in all
  /// processes.
  ///
  /// - Parameter mayOrderCookie: there may be a cookie to be ordered at once.
  func noteChange(mayOrderCookie: Bool = false) {
    database.ring(PackageSource.channel)
    if mayOrderCookie { cookies.wake() }
  }
}
