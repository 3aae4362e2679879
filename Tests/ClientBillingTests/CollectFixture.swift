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

@testable import ClientBilling

/// Client billing with those by whom clients pay.
struct CollectBed: Sendable {
  let bed: Fixture
  let card: PawPayDesk
  let debit: PawPayDesk
  /// Of a third way to pay, for tests that offer it.
  let post: PawPayDesk
  let adapters: [any PaymentAdapter]

  var time: TestClock { bed.time }

  /// Another process of the service.
  func replica() -> ClientBillingModule { Self.billing(bed.database, time, adapters) }

  static func billing(
    _ database: TestDatabase, _ time: TestClock, _ adapters: [any PaymentAdapter],
    atOnce: Int = TrySettings().parallel
  ) -> ClientBillingModule {
    var configuration = ClientBillingConfiguration()
    configuration.collect.tries.parallel = atOnce
    configuration.collect.publicURL = "https://mcf.example"
    return ClientBillingModule(
      database: database.app("client_billing"), clock: time.clock, configuration: configuration,
      collectingBy: adapters, logger: .silent)
  }

  /// What is due by now is tried and looked up.
  func round() async throws {
    try await bed.billing.collecting.round()
    try await bed.billing.refunding.round()
  }

  /// A try is looked up, however it has ended.
  func lookAgain(at key: ExactText) async throws {
    try await bed.billing.database.execute(LookLater(key, at: time.now, now: time.now))
    try await round()
  }

  /// An errand that does only what a test wants of it.
  var errand: TryErrand<Collecting> {
    TryErrand(
      Collecting(ladder: RetryLadder(retries: 7), pace: .day, zone: "Europe/Moscow"),
      through: adapters.map { .collecting($0) }, in: bed.billing.database, TrySettings(),
      clock: time.clock, logger: .silent)
  }

  static let lease: TimeInterval = 70

  func claim() async throws -> [TryClaim] {
    try await errand.claim(
      at: time.now, until: time.now.addingTimeInterval(Self.lease), atMost: 20)
  }

  /// A way to pay that a client has, as if it had been authorised; by default the one that is collected
  /// by.
  @discardableResult
  func method(
    _ adapter: String = "card", of client: UUID, isDefault: Bool = true
  ) async throws -> UUID {
    let id = UUID.v7(at: time.now)
    let now = time.now
    try await bed.billing.database.withTransaction { transaction in
      _ = try await transaction.lockAccount(of: client)
      if isDefault { transaction.enqueue(ForgetDefault(client: client)) }
      try await transaction.query(
        """
        insert into client_billing.payment_method
               (id, client_id, adapter, state, session, authorise_url, token, label, is_default,
                default_at, made_at)
        values (\(id), \(client), \(adapter), 'active', 's', 'https://x.example/',
                \("tok-\(id.wire)"), 'Paw …42', \(isDefault), \(isDefault ? now : nil), \(now))
        """)
      if isDefault { transaction.enqueue(CollectAnew(client: client, now: now)) }
    }
    return id
  }

  /// Credit that a manager has given, as corrections will book it.
  func giveCredit(_ hundredths: Int64, to client: UUID) async throws {
    try await bed.billing.database.withTransaction { transaction in
      _ = try await transaction.lockAccount(of: client)
      try await transaction.query(
        "update account set carried = carried - \(hundredths) where party = \(client)")
    }
  }

  /// 20:03 in Moscow on a Sunday: three minutes after the cut-off.
  func goToSunday() throws {
    time.set(try #require(Timestamp.parse("2027-03-07T17:03:00Z")))
  }

  /// A client with a week that is billed: 95.00 for each order.
  func billed(
    _ adapter: String? = "card", orders: Int = 1
  ) async throws -> (client: UUID, invoice: UUID) {
    let client = try await bed.client()
    if let adapter { try await method(adapter, of: client) }
    for _ in 0..<orders { try await bed.finish(bed.facts(client: client)) }
    try goToSunday()
    return (client, try await bill(client))
  }

  /// Bills what has ended, and finds the client's newest invoice.
  @discardableResult
  func bill(_ client: UUID) async throws -> UUID {
    let run = BillingRun(
      of: ClientBillingModule.self, in: bed.billing.database,
      bed.billing.configuration.billing, rule: bed.billing.configuration.billing.cutoff,
      clock: time.clock, by: "a test", tell: { _ in })
    _ = try await run.run(asOf: time.now)
    return try #require(
      try await query(
        """
        select i.id from client_billing.invoice i join client_billing.period p on p.id = i.period
        where i.party = '\(client.wire)' order by p.ends_at desc limit 1
        """, as: UUID.self
      ).first)
  }

  func query<Column: PostgresDecodable>(
    _ sql: String, as type: Column.Type
  ) async throws -> [Column] {
    try await bed.database.admin.query(PostgresQuery(unescaped: sql), as: type)
  }

  func move(_ invoice: UUID, _ n: Int, at desk: PawPayDesk, to standing: MoneyStanding) {
    desk.move("\(invoice.wire).\(n)", to: standing)
  }

  /// `state amount` of what is left of an invoice.
  func standing(of invoice: UUID) async throws -> String? {
    try await query(
      "select state || ' ' || amount from client_billing.settlement where invoice_id = '\(invoice.wire)'",
      as: String.self
    ).first
  }

  /// `credit paid` of a client.
  func account(of client: UUID) async throws -> String? {
    try await query(
      "select -carried || ' ' || paid from client_billing.account where party = '\(client.wire)'",
      as: String.self
    ).first
  }

  /// `n adapter state` of all tries.
  func tries() async throws -> [String] {
    try await query(
      "select n || ' ' || adapter || ' ' || state from client_billing.money_try order by subject, n",
      as: String.self)
  }

  /// `kind debit/credit amount` of what is booked for receipts and uses of credit, in order.
  func booked() async throws -> [String] {
    try await query(
      """
      select kind || ' ' || debit || '/' || credit || ' ' || amount
      from   client_billing.ledger_entry
      where  lane between 16 and 31
      order  by lane, link, n
      """, as: String.self)
  }

  /// What was published of an invoice's money: `type amount left` or `failed code left tell`.
  func told() async throws -> [String] {
    try await query(
      """
      select concat_ws(' ', split_part(split_part(type, '.', 2), '.', 1), data ->> 'how',
               coalesce(data ->> 'amount', data ->> 'code'), data ->> 'left', data ->> 'tell')
      from   client_billing.outbox
      where  type in ('client_invoice.paid.v1', 'client_invoice.failed.v1',
                      'client_invoice.reversed.v1')
      order  by id
      """, as: String.self)
  }

  /// The books are in order, and what providers have got is what is booked.
  func expectInOrder(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let report = try await bed.billing.ledger.verify()
    #expect(report.faults.count == 0, "\(report.faults.first)", sourceLocation: sourceLocation)
    let got = [card, debit, post].flatMap { $0.got.values }.reduce(Money.zero, +)
    let paid = try await query(
      "select coalesce(sum(paid), 0)::int8 from client_billing.account", as: Int64.self)
    #expect(paid == [got.hundredths], sourceLocation: sourceLocation)
  }
}

/// - Parameters:
///   - isPostOffered: besides card and debit.
///   - atOnce: how many tries are under way together.
func withCollecting(
  byPostToo isPostOffered: Bool = false, atOnce: Int = TrySettings().parallel,
  _ body: @escaping @Sendable (CollectBed) async throws -> Void
) async throws {
  try await withDatabase(.of("client_billing")) { database in
    let time = TestClock()
    let (card, debit, post) = (
      PawPayDesk("card", clock: time.clock), PawPayDesk("direct_debit", clock: time.clock),
      PawPayDesk("paw_post", clock: time.clock)
    )
    let usual: [any PaymentAdapter] = [PawCard(desk: card), PawDebit(desk: debit)]
    let adapters = isPostOffered ? usual + [PawPost(desk: post)] : usual
    let billing = CollectBed.billing(database, time, adapters, atOnce: atOnce)
    try await withAPI([StillBilling(billing: billing)]) { api in
      try await body(
        CollectBed(
          bed: Fixture(api: api, billing: billing, database: database, time: time), card: card,
          debit: debit, post: post, adapters: adapters))
    }
  }
}

/// The routes of client billing without what runs beside them: a test says when something is done.
private struct StillBilling: ServiceModule {
  static let name = ClientBillingModule.name
  static let openAPI = ClientBillingModule.openAPI
  static let statements = ClientBillingModule.statements
  static let settings = ClientBillingModule.settings
  static func pageLinks() throws -> [PageLink] { try ClientBillingModule.pageLinks() }

  let billing: ClientBillingModule
  var database: PostgresClient { billing.database }
  var backgroundServices: [any Service] { [] }
  func addRoutes(to router: ServiceRouter) throws { try billing.addRoutes(to: router) }
}
