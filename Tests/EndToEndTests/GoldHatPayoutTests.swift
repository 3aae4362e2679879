import Billing
import Contracts
import FoundationEssentials
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling
@testable import mcf

/// Worker billing and Gold Hat's stand-in, which misbehaves, over HTTP.
@Suite("R-232: Gold Hat pays workers", .timeLimit(.minutes(5))) struct GoldHatPayoutTests {
  @Test("whatever it loses, each worker is paid once, as its own list says")
  func misbehaving() async throws {
    try await withGoldHat(GoldHatBehaviour(failureRate: 0.3, lostAnswerRate: 0.5)) { hat in
      try await withDatabase(.of("worker_billing")) { database in
        let time = TestClock(Date())
        let count = 12
        try await Self.owe(count, database, at: time.now)
        let replicas = (0..<2).map { _ in
          WorkerBillingModule(
            database: database.app("worker_billing"), clock: time.clock, payingBy: hat.adapter,
            logger: .silent)
        }
        func isPaid() async throws -> Bool {
          try await database.admin.query(
            "select count(*) from worker_billing.settlement where state = 'paid'", as: Int.self
          ) == [count]
        }
        for _ in 0..<60 where try await !isPaid() {
          _ = try await atOnce(2) { try await replicas[$0].payouts?.round() != nil }
          time.advance(by: 900)
        }
        #expect(try await isPaid())
        let transfers = hat.office.payments
        #expect(transfers.count == count)
        #expect(Set(transfers.map(\.wish.reference)).count == count)
        #expect(transfers.allSatisfy { $0.status == .paid })
        let receipts = try await database.admin.query(
          "select count(*) from worker_billing.receipt", as: Int.self)
        #expect(receipts == [count])
      }
    }
  }

  /// Invoices of 60.00 each, with accounts to pay them to, as if they had been billed.
  private static func owe(_ count: Int, _ database: TestDatabase, at now: Date) async throws {
    try await database.admin.withTransaction { transaction in
      try await transaction.query("set local session_replication_role = replica")
      try await transaction.query("set local search_path = worker_billing")
      try await transaction.query(
        """
        insert into period (starts_at, ends_at, rule, zone, closing_at, sealed_at)
        values (\(now) - interval '30 days', \(now), 'last-day 20:00', 'Europe/Moscow', \(now), \(now))
        """)
      try await transaction.query(
        """
        insert into invoice (id, party, period, series, year, number, lines, late_lines, total,
                             carried_in, due, issued_at, party_name, email)
        select gen_random_uuid(), gen_random_uuid(), p.id, 'W', 2027, n, 1, 0, 6000, 0, 6000, \(now),
               'Worker ' || n, n || '@cats.example'
        from   period p, generate_series(1, \(count)) n
        """)
      try await transaction.query(
        """
        insert into settlement (invoice_id, party, amount, state, next_at, ladder_from, version)
        select id, party, due, 'waiting', \(now), \(now), 1 from invoice
        """)
      try await transaction.query(
        """
        insert into payout_account
        select party, 'GH-1234-5678-' || lpad(number::text, 4, '0'), 1, \(now) from invoice
        """)
    }
  }
}
