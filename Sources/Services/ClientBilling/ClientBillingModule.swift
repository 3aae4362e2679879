public import Billing
public import Contracts
import Hummingbird
public import Logging
import Outbox
public import Postgres
public import ServiceKit
public import ServiceLifecycle

/// What clients owe: a line an order that has ended, booked in a ledger of its own, and an invoice a
/// week.
public struct ClientBillingModule: Bookkeeper {
  public static let name = "client-billing"
  public static let side = "clients"
  public static let openAPI = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  public static let settings = ClientBillingConfiguration.settings
  public static let metrics =
    LedgerKeeper.metrics + BillingSchedule.metrics + Refusals.metrics + TryMetrics.all
    + MoneyGauges.metrics
  public static let handlers: [EventHandling<Self>] = [
    .on(OrderAccepted.self) { $0.take($1, in: $2) },
    .on(OrderFinished.self) { $0.take($1, in: $2) },
    .keeping(ClientChanged.self),
    .keeping(ManagerChanged.self),
  ]
  public static let publishes: [any EventPayload.Type] = [
    ClientInvoiceIssued.self, ClientInvoicePaid.self, ClientInvoiceFailed.self,
    ClientInvoiceReversed.self, ClientLedgerSealed.self,
  ]
  public static let statements: [any Statement.Type] =
    [
      KeepOpenOrder.self, FindClient.self, ReadClientMoney.self, ListCorrections.self,
      AppendEvents.self,
    ]
    + BillingStatements.all + runStatements + DeskStatements.all + BusinessTime.statements
    + collectingStatements

  public static func pageLinks() throws -> [PageLink] { try InvoicePages.links() }

  public static func postings(of line: BillingLine) -> [Posting] { ChargePostings.of(line) }
  public static func postings(of note: CreditNote) -> [Posting] { ChargePostings.of(note) }

  public let database: PostgresClient
  let clock: Clock
  let configuration: ClientBillingConfiguration
  let logger: Logger
  let refusals: Refusals
  /// By which clients can pay, in the order in which they are offered.
  let adapters: [any PaymentAdapter]
  let collecting: CollectService
  let refunding: RefundService
  let enrolments: EnrolmentService

  /// - Parameters:
  ///   - database: as the role `client_billing_app`.
  ///   - adapters: by which clients can pay; nil: those that are configured.
  public init(
    database: PostgresClient, clock: Clock = .system,
    configuration: ClientBillingConfiguration = ClientBillingConfiguration(),
    collectingBy adapters: [any PaymentAdapter]? = nil, logger: Logger
  ) {
    self.database = database
    self.clock = clock
    self.configuration = configuration
    self.logger = logger
    refusals = Refusals(database, clock: clock)
    self.adapters = adapters ?? configuration.providers.adapters
    collecting = CollectService(
      database: database, adapters: self.adapters, clock: clock, configuration: configuration,
      logger: logger)
    refunding = RefundService(
      database: database, adapters: self.adapters, clock: clock, configuration: configuration,
      logger: logger)
    enrolments = EnrolmentService(
      database: database, adapters: self.adapters, collecting: collecting, clock: clock,
      configuration.collect.tries, logger: logger)
  }

  public init(_ parts: ServiceParts) throws {
    self.init(
      database: parts.database, clock: parts.clock,
      configuration: try ClientBillingConfiguration(parts.configuration), logger: parts.logger)
  }

  public var backgroundServices: [any Service] {
    [
      TimeZoneCheck(
        database: database, timeZone: configuration.billing.timeZone, logger: logger),
      LedgerKeeper(
        ledger, telling: ClientLedgerSealed.self, side: Self.side, configuration.ledger,
        clock: clock, logger: logger),
      BillingSchedule(
        of: Self.self, in: database, configuration.billing, clock: clock, logger: logger),
      MoneyGauges(database, side: Self.side, clock: clock, logger: logger),
      ReconcileSchedule(
        database, of: adapters, configuration.billing, clock: clock,
        logger: logger),
      collecting, refunding, enrolments,
    ]
  }

  public func addRoutes(to router: ServiceRouter) throws {
    router.readingQuery.get("/api/client-billing/summary", use: showSummary)
    router.readingQuery.get("/api/client-billing/lines", use: listLines)
    router.readingQuery.get("/api/client-billing/invoices", use: listInvoices)
    router.get("/api/client-billing/invoices/{id}", use: showInvoice)
    router.post("/api/client-billing/invoices/{id}/pay", use: payInvoice)
    router.get("/api/client-billing/payment-methods", use: listPaymentMethods)
    router.post("/api/client-billing/payment-methods", use: addPaymentMethod)
    router.delete("/api/client-billing/payment-methods/{id}", use: removePaymentMethod)
    router.put("/api/client-billing/payment-methods/{id}/default", use: setDefaultMethod)
    router.post("/api/client-billing/notices/{adapter}", use: takeNotice)
    router.readingQuery.get("/api/client-billing/ledger", use: listEntries)
    router.post("/api/client-billing/corrections", use: takeBack)
    router.readingQuery.get("/api/client-billing/corrections", use: listCorrections)
    router.post("/api/client-billing/refunds", use: makeRefund)
    router.readingQuery.get("/api/client-billing/refunds", use: listRefunds)
    approvals.addRoutes(to: router, at: "/api/client-billing")
    differences.addRoutes(to: router, at: "/api/client-billing")
    try addPages(to: router)
  }
}
