import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing
@testable import ClientBilling

extension Fixture {
  /// 20:03 in Moscow on the first Sunday: three minutes after the cut-off.
  static let firstSunday = "2027-03-07T17:03:00Z"

  func go(to time: String) throws { self.time.set(try #require(Timestamp.parse(time))) }

  /// The batch, as the service or `mcf billing` runs it.
  func run(_ settings: BillingSettings? = nil) -> BillingRun {
    BillingRun(
      of: ClientBillingModule.self, in: billing.database,
      settings ?? billing.configuration.billing, rule: billing.configuration.billing.cutoff,
      clock: time.clock, by: "a test", tell: { _ in })
  }

  /// Bills what has ended by now.
  @discardableResult
  func bill() async throws -> [RunSummary] { try await run().run(asOf: time.now) }

  /// The published events of issued invoices, as their JSON.
  func issued() async throws -> [JSONValue] {
    try await database.admin.query(
      """
      select data::text from client_billing.outbox where type = 'client_invoice.issued.v1' order by id
      """, as: String.self
    ).map { try JSONValue(parsing: $0.utf8) }
  }

  /// The register of clients tells of one.
  func hear(_ client: ClientChanged) async throws {
    try await database.deliver(
      client, of: client.id, version: client.version, from: "clients", to: "client_billing")
    try await InboxConsumer(
      billing.eventHandlers, database: billing.database, logger: .silent
    ).drain()
  }

  func faults() async throws -> Int { try await billing.ledger.verify().faults.count }

  /// Records an issue unless verifying says that of what was done to the books.
  func expectFault(
    _ says: String, of sql: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try await database.withTampering(sql, in: "client_billing") { transaction in
      let faults = try await billing.ledger.verify(in: transaction).faults
      #expect(
        faults.first.contains { $0.description.contains(says) }, "\(sql): \(faults.first)",
        sourceLocation: sourceLocation)
    }
  }

  /// What a client has to its credit, as if it had been given back.
  func credit(_ client: UUID, _ hundredths: Int64) async throws {
    try await billing.database.query(
      "insert into account values (\(client), \(-hundredths))")
  }

  /// Clients with a charge each in the present period, the same ones in every database.
  func fill(_ count: Int) async throws {
    try await database.admin.query(
      """
      insert into client_billing.person
             (kind, id, external_id, name, first_name, email, active, version)
      select 'client', md5('client ' || n)::uuid, 'hcb-' || n, 'Client ' || n, 'Client',
             n || '@cats.example', true, 1
      from   generate_series(1, \(count)) n
      """)
    let ids = try await database.admin.query(
      """
      select md5('order ' || n)::uuid, md5('client ' || n)::uuid
      from   generate_series(1, \(count)) n
      order  by n
      """, as: UUID.self, UUID.self)
    // A thousand transactions would take seconds.
    try await billing.database.withTransaction { transaction in
      for (n, (order, client)) in ids.enumerated() {
        let facts = facts(order: order, client: client, price: Int64(10_001 + n))
        billing.take(ended(facts), in: transaction)
      }
    }
  }

  func id(_ text: String) async throws -> UUID {
    try await database.admin.query("select md5(\(text))::uuid", as: UUID.self)[0]
  }
}
