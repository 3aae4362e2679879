public import Billing
public import Contracts
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// What workers earn: a line a job, booked in a ledger of its own.
public struct WorkerBillingModule: Bookkeeper {
  public static let name = "worker-billing"
  public static let side = "workers"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = WorkerBillingConfiguration.settings
  public static let metrics =
    LedgerKeeper.metrics + BillingSchedule.metrics + Refusals.metrics
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderFinished.self) { $0.take($1, in: $2) },
    .keeping(WorkerChanged.self),
    .keeping(ManagerChanged.self),
  ]
  public static let publishes: [any EventPayload.Type] = [WorkerInvoiceIssued.self]
  public static let statements: [any Statement.Type] =
    [FindWorker.self, SumPeriodOfParties.self, AppendEvents.self] + BillingStatements.all
    + Refusals.statements + BusinessTime.statements

  public static func pageLinks() throws -> [PageLink] { try EarningsPages.links() }

  public static func postings(of line: BillingLine) -> [Posting] { WorkerPostings.of(line) }

  public let database: PostgresClient
  let clock: Clock
  let configuration: WorkerBillingConfiguration
  let logger: Logger
  let refusals: Refusals

  /// - Parameter database: as the role `worker_billing_app`.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: WorkerBillingConfiguration = WorkerBillingConfiguration(), logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    refusals = Refusals(database, clock: clock)
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try WorkerBillingConfiguration(parts.configuration), logger: parts.logger)
  }

  public var backgroundServices: [any Service] {
    [
      TimeZoneCheck(
        database: database, timeZone: configuration.billing.timeZone, logger: logger),
      LedgerKeeper(
        ledger, side: Self.side, configuration.ledger, clock: clock, logger: logger),
      BillingSchedule(
        of: Self.self, in: database, configuration.billing, clock: clock, logger: logger),
    ]
  }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/worker-billing/summary", use: showSummary)
    router.readingQuery.get("/api/worker-billing/lines", use: listLines)
    router.readingQuery.get("/api/worker-billing/invoices", use: listInvoices)
    router.get("/api/worker-billing/invoices/{id}", use: showInvoice)
    router.readingQuery.get("/api/worker-billing/ledger", use: listEntries)
    router.post("/api/worker-billing/bonuses", use: giveBonus)
    router.post("/api/worker-billing/corrections", use: takeBack)
    router.readingQuery.get("/api/worker-billing/corrections", use: listCorrections)
    router.readingQuery.get("/api/worker-billing/proposals", use: listProposals)
    router.post("/api/worker-billing/proposals/{id}/approve", use: approveProposal)
    router.post("/api/worker-billing/proposals/{id}/withdraw", use: withdrawProposal)
    try addPages(to: router)
  }
}
