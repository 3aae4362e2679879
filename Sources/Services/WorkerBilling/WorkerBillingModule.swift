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
    LedgerKeeper.metrics + BillingSchedule.metrics + Refusals.metrics + TryMetrics.all
    + MoneyGauges.metrics
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderFinished.self) { $0.take($1, in: $2) },
    .keeping(WorkerChanged.self),
    .keeping(ManagerChanged.self),
  ]
  public static let publishes: [any EventPayload.Type] = [
    WorkerInvoiceIssued.self, WorkerInvoicePaid.self, WorkerInvoiceFailed.self,
    WorkerLedgerSealed.self,
  ]
  public static let statements: [any Statement.Type] =
    [
      FindWorker.self, SumPeriodOfParties.self, AppendEvents.self, FindPayoutAccount.self,
      FindPayoutAccounts.self, KeepPayoutAccount.self, ListPayouts.self,
    ] + BillingStatements.all + runStatements + DeskStatements.all + Refusals.statements
    + BusinessTime.statements + WebhookMemory.statements

  public static func pageLinks() throws -> [PageLink] { try EarningsPages.links() }

  public static func postings(of line: BillingLine) -> [Posting] { WorkerPostings.of(line) }

  public let database: PostgresClient
  let clock: Clock
  let configuration: WorkerBillingConfiguration
  let logger: Logger
  let refusals: Refusals
  /// Who pays workers; nil: nobody, and what is due waits.
  let adapter: (any PayoutAdapter)?
  let payouts: PayoutService?

  /// - Parameters:
  ///   - database: as the role `worker_billing_app`.
  ///   - adapter: who pays workers; nil: Gold Hat, if it is configured.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: WorkerBillingConfiguration = WorkerBillingConfiguration(),
    payingBy adapter: (any PayoutAdapter)? = nil, logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    refusals = Refusals(database, clock: clock)
    let paying = adapter ?? GoldHat(configuration.goldHat)
    self.adapter = paying
    payouts = paying.map {
      PayoutService(
        database: database, adapter: $0, clock: clock, configuration: configuration,
        logger: logger)
    }
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
        ledger, telling: WorkerLedgerSealed.self, side: Self.side, configuration.ledger,
        clock: clock, logger: logger),
      BillingSchedule(
        of: Self.self, in: database, configuration.billing, clock: clock, logger: logger),
      MoneyGauges(database, side: Self.side, clock: clock, logger: logger),
      ReconcileSchedule(
        database, of: [adapter].compactMap(\.self), configuration.billing, clock: clock,
        logger: logger),
    ] + (payouts.map { [$0] } ?? [])
  }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/worker-billing/summary", use: showSummary)
    router.readingQuery.get("/api/worker-billing/lines", use: listLines)
    router.readingQuery.get("/api/worker-billing/invoices", use: listInvoices)
    router.get("/api/worker-billing/invoices/{id}", use: showInvoice)
    router.post("/api/worker-billing/invoices/{id}/send", use: sendInvoice)
    router.get("/api/worker-billing/payout-account", use: showPayoutAccount)
    router.put("/api/worker-billing/payout-account", use: setPayoutAccount)
    router.post("/api/worker-billing/notices/gold-hat", use: takeNotice)
    router.readingQuery.get("/api/worker-billing/ledger", use: listEntries)
    router.post("/api/worker-billing/bonuses", use: giveBonus)
    router.post("/api/worker-billing/corrections", use: takeBack)
    router.readingQuery.get("/api/worker-billing/corrections", use: listCorrections)
    approvals.addRoutes(to: router, at: "/api/worker-billing")
    differences.addRoutes(to: router, at: "/api/worker-billing")
    try addPages(to: router)
  }
}
