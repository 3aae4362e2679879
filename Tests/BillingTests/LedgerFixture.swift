import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import TestSupport
import Testing
import WorkerBilling

@testable import Billing

/// A ledger in a database of its own, with lines as workers have them.
struct LedgerFixture: Sendable {
  let database: TestDatabase
  let ledger: Ledger
  static let now = Date(timeIntervalSince1970: 1_803_891_600.123456)

  var app: PostgresClient { database.app("worker_billing") }

  static func line(_ id: UUID = UUID(), _ amount: Int64 = 6_000, at time: Date = now) -> BillingLine
  {
    BillingLine(
      id: id, party: UUID(), kind: "earning", amount: Money(hundredths: amount), occurredAt: time,
      recordedAt: time,
      order: BilledOrder(
        id: id, serviceTypeName: "Кошачий “туалет” \\ 🐈", outcome: .completed, reason: nil,
        price: Money(hundredths: 10_000), earning: Money(hundredths: amount)),
      by: Author(role: "orders"))
  }

  static func postings(_ line: BillingLine) -> [Posting] {
    [Posting("earning", debit: "wages", credit: "earned", line.amount)]
  }

  static func record(_ line: BillingLine, lane: LedgerLane? = nil) -> RecordLine {
    RecordLine(
      line, postings(line), in: lane ?? .event(of: line.id), by: .lastEvening,
      zone: "Europe/Moscow")
  }

  @discardableResult
  func post(_ count: Int) async throws -> [BillingLine] {
    let lines = (0..<count).map { _ in Self.line() }
    for line in lines { try await app.execute(Self.record(line)) }
    return lines
  }

  func sign(_ key: LedgerKey) async throws {
    try await ledger.sign(with: key, telling: WorkerLedgerSealed.self, at: Self.now)
  }

  func seal(_ key: LedgerKey) async throws {
    try await ledger.seal(at: Self.now)
    try await sign(key)
  }

  func keeper(_ settings: LedgerSettings, _ time: TestClock) -> LedgerKeeper {
    LedgerKeeper(
      ledger, telling: WorkerLedgerSealed.self, side: "workers", settings, clock: time.clock,
      logger: .silent)
  }

  /// Changes something as nobody but the superuser can.
  func tamper(_ sql: String) async throws {
    try await database.admin.withTransaction { transaction in
      try await transaction.query("set local session_replication_role = replica")
      try await transaction.query("set local search_path = worker_billing")
      try await transaction.query(PostgresQuery(unescaped: sql))
    }
  }
}

func withLedger(_ body: (LedgerFixture) async throws -> Void) async throws {
  try await withDatabase(.of("worker_billing")) { database in
    let ledger = Ledger(
      database.app("worker_billing"), schema: "worker_billing",
      books: Books(
        line: LedgerFixture.postings, invoicing: WorkerBillingModule.invoicing, note: { _ in [] },
        money: WorkerBillingModule.money))
    try await body(LedgerFixture(database: database, ledger: ledger))
  }
}

/// Records an issue unless the statement is refused with that state.
func expectRefused(
  _ client: PostgresClient, _ sql: String, _ state: SQLState,
  sourceLocation: SourceLocation = #_sourceLocation
) async throws {
  let error = await #expect(throws: PostgresError.self, sourceLocation: sourceLocation) {
    try await client.query(PostgresQuery(unescaped: sql))
  }
  #expect(error?.sqlState == state, "\(sql)", sourceLocation: sourceLocation)
}
