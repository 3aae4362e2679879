import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import WorkerBilling

/// Worker billing with somebody who pays.
struct PayoutBed: Sendable {
  let bed: Fixture
  let bank: PawBank

  var time: TestClock { bed.time }

  /// Another process of the service.
  func replica() -> WorkerBillingModule {
    WorkerBillingModule(
      database: bed.database.app("worker_billing"), clock: time.clock,
      configuration: bed.billing.configuration, payingBy: bank, logger: .silent)
  }

  /// What is due by now is tried and looked up.
  func round() async throws { try await bed.billing.payouts?.round() }

  /// An errand that does only what a test wants of it.
  var errand: TryErrand<Payouts> {
    TryErrand(
      Payouts(adapter: PawBank.name, pace: .day, zone: "Europe/Moscow"),
      through: [.payingOut(bank)], in: bed.billing.database, TrySettings(),
      clock: time.clock, logger: .silent)
  }

  func claim() async throws -> [TryClaim] {
    try await errand.claim(
      at: time.now, until: time.now.addingTimeInterval(Self.lease), atMost: 20)
  }

  static let lease: TimeInterval = 70
  static let account = "GH-1234-5678-9042"

  @discardableResult
  func setAccount(
    _ account: String = account, of worker: UUID, headers: [String: String] = [:]
  ) async throws -> TestAnswer {
    try await bed.api.send(
      .put, "/api/worker-billing/payout-account", as: Fixture.worker(worker),
      ["account": .string(account)], headers: headers)
  }

  /// A worker with an account and a month of one job that is billed: 60.00 to be paid.
  func billed(withAccount: Bool = true) async throws -> (worker: UUID, invoice: UUID) {
    let worker = try await bed.worker()
    if withAccount { try await setAccount(of: worker) }
    try await bed.take(bed.ended(worker: worker))
    bed.goToEnd(ofMonth: 3)
    try await bed.bill()
    return (worker, try await invoice(of: worker))
  }

  func invoice(of worker: UUID) async throws -> UUID {
    let listed = try await bed.invoices("?worker=\(worker.wire)")
    return try #require(UUID(uuidString: listed.first?["id"]?.string ?? ""))
  }

  func status(of worker: UUID, as caller: Caller = Fixture.manager) async throws -> String? {
    let query = caller == Fixture.manager ? "?worker=\(worker.wire)" : ""
    return try await bed.invoices(query, as: caller).first?["status"]?.string
  }

  /// `n state` of all tries, and `kind amount` of what is booked for them.
  func tries() async throws -> [String] {
    try await bed.database.admin.query(
      "select n || ' ' || state from worker_billing.money_try order by subject, n", as: String.self)
  }

  func booked() async throws -> [String] {
    try await bed.database.admin.query(
      """
      select e.kind || ' ' || e.debit || '/' || e.credit || ' ' || e.amount
      from   worker_billing.money_try t
      join   worker_billing.ledger_entry e on e.cause = t.cause
      order  by t.n, e.link, e.n
      """, as: String.self)
  }

  func receipts() async throws -> [String] {
    try await bed.database.admin.query(
      "select direction from worker_billing.receipt order by recorded_at, direction desc",
      as: String.self)
  }

  /// The published events of what became of invoices: `paid` and `failed`.
  func told() async throws -> [String] {
    try await bed.database.admin.query(
      """
      select split_part(split_part(type, '.', 2), '.', 1)
      from   worker_billing.outbox
      where  type in ('worker_invoice.paid.v1', 'worker_invoice.failed.v1')
      order  by id
      """, as: String.self)
  }

  /// Nobody is paid twice, at the provider's own list; and the books are in order.
  func expectOnceAndInOrder(
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    #expect(bank.paid.values.allSatisfy { $0 == 1 }, sourceLocation: sourceLocation)
    let report = try await bed.billing.ledger.verify()
    #expect(report.faults.count == 0, "\(report.faults.first)", sourceLocation: sourceLocation)
  }
}

func withPayouts(
  _ fates: [PawBank.Fate] = [],
  configuration: WorkerBillingConfiguration = WorkerBillingConfiguration(),
  _ body: @escaping @Sendable (PayoutBed) async throws -> Void
) async throws {
  try await withDatabase(.of("worker_billing")) { database in
    let time = TestClock()
    let bank = PawBank(fates, clock: time.clock)
    let billing = WorkerBillingModule(
      database: database.app("worker_billing"), clock: time.clock,
      configuration: configuration, payingBy: bank, logger: .silent)
    try await withAPI([StillBilling(billing: billing)]) { api in
      try await body(
        PayoutBed(
          bed: Fixture(api: api, billing: billing, database: database, time: time), bank: bank))
    }
  }
}

/// The routes of worker billing without what runs beside them: a test says when something is done.
private struct StillBilling: ServiceModule {
  static let name = WorkerBillingModule.name
  static let openAPI = WorkerBillingModule.openAPI
  static let statements = WorkerBillingModule.statements
  static let settings = WorkerBillingModule.settings
  static func pageLinks() throws -> [PageLink] { try WorkerBillingModule.pageLinks() }

  let billing: WorkerBillingModule
  var database: PostgresClient { billing.database }
  var backgroundServices: [any Service] { [] }
  func addRoutes(to router: ServiceRouter) throws { try billing.addRoutes(to: router) }
}
