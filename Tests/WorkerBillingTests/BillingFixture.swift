import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import WorkerBilling

extension Fixture {
  /// The batch, as the service or `mcf billing` runs it.
  func run(
    _ settings: BillingSettings? = nil,
    tell: @escaping @Sendable (RunNews) async -> Void = { _ in }
  ) -> BillingRun {
    BillingRun(
      of: WorkerBillingModule.self, in: billing.database,
      settings ?? billing.configuration.billing, rule: billing.configuration.billing.cutoff,
      clock: time.clock, by: "a test", tell: tell)
  }

  /// Bills what has ended by now.
  @discardableResult
  func bill() async throws -> [RunSummary] { try await run().run(asOf: time.now) }

  /// Records an issue unless verifying says that of what was done to the books.
  func expectFault(
    _ says: String, of sql: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await database.withTampering(sql, in: "worker_billing") { transaction in
      let faults = try await billing.ledger.verify(in: transaction).faults
      #expect(
        faults.first.contains { $0.description.contains(says) }, "\(sql): \(faults.first)",
        sourceLocation: sourceLocation)
    }
  }

  func status() async throws -> BillingStatus {
    let settings = billing.configuration.billing
    return try #require(
      try await billing.database.readOne(
        ReadBillingStatus(at: time.now, rule: settings.cutoff, settings: settings)))
  }

  /// 20:03 in Moscow on the last day of a month of 2027: three minutes after the cut-off.
  func goToEnd(ofMonth month: Int) {
    let day = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    let text = "2027-\(month < 10 ? "0" : "")\(month)-\(day)T17:03:00Z"
    time.set(Timestamp.parse(text) ?? .distantPast)
  }

  func invoices(_ query: String = "", as caller: Caller = manager) async throws -> [JSONValue] {
    let answer = try await api.send(.get, "/api/worker-billing/invoices" + query, as: caller)
    return answer["items"]?.array ?? []
  }

  /// `kind debit/credit amount` of the entries for a cause, or all of the batch, sorted.
  func entries(of cause: UUID? = nil) async throws -> [String] {
    try await billing.database.query(
      """
      select kind || ' ' || debit || '/' || credit || ' ' || amount
      from   ledger_entry
      where  cause = coalesce(\(cause), cause)
      and    (\(cause)::uuid is not null or lane = 32)
      order  by 1
      """, as: String.self)
  }

  /// The published events of issued invoices, as their JSON.
  func issued() async throws -> [JSONValue] {
    try await database.admin.query(
      """
      select data::text from worker_billing.outbox where type = 'worker_invoice.issued.v1' order by id
      """, as: String.self
    ).map { try JSONValue(parsing: $0.utf8) }
  }

  /// A manager takes a line back.
  @discardableResult
  func takeBack(_ line: UUID, as caller: Caller = manager) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/worker-billing/corrections", as: caller,
      ["line_id": .string(line.wire), "reason": "it was a mistake"],
      headers: ["Idempotency-Key": UUID().wire])
  }

  /// Workers with a line each in the present period, the same ones in every database.
  func fill(_ count: Int) async throws {
    try await database.admin.query(
      """
      insert into worker_billing.person (kind, id, name, first_name, email, active, version)
      select 'worker', md5('worker ' || n)::uuid, 'Worker ' || n, 'Worker', n || '@cats.example',
             true, 1
      from   generate_series(1, \(count)) n
      """)
    let ids = try await database.admin.query(
      """
      select md5('order ' || n)::uuid, md5('worker ' || n)::uuid
      from   generate_series(1, \(count)) n
      order  by n
      """, as: UUID.self, UUID.self)
    // A thousand transactions would take seconds.
    try await billing.database.withTransaction { transaction in
      for (n, (order, worker)) in ids.enumerated() {
        let event = event(of: ended(order: order, worker: worker, price: Int64(10_000 + n)))
        billing.take(event, in: transaction)
      }
    }
  }
}
