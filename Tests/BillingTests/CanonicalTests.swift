import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing

@Suite("R-275: what is hashed")
struct CanonicalTests {
  /// Texts that have fooled somebody: what a backslash means, where one ends, what looks alike.
  private static let odd = [
    "", " ", "\\", "\\x41", "A", "Ａ", "e\u{301}", "é", "\u{0}", "\u{1}", "\u{FFFD}", "\u{10FFFF}",
    "🐈", "a\nb", "a\\nb", String(repeating: "x", count: 300),
  ]

  @Test("no two different entries have the same bytes")
  func different() {
    var random = SplitMix64(seed: 7)
    var seen: [[UInt8]: LedgerEntry] = [:]
    let parties = [UUID.zero, UUID()]
    for _ in 0..<20_000 {
      let entry = LedgerEntry(
        party: parties.randomElement(using: &random) ?? .zero,
        kind: Self.odd.randomElement(using: &random) ?? "",
        debit: Self.odd.randomElement(using: &random) ?? "",
        credit: Self.odd.randomElement(using: &random) ?? "",
        amount: Money(hundredths: Int64.random(in: 1...3, using: &random)), cause: parties[0],
        document: Array(repeating: UInt8.random(in: 0...1, using: &random), count: 32),
        occurredAt: LedgerFixture.now)
      let bytes = entry.canonical(1)
      if let other = seen[bytes] {
        // Texts are compared as bytes: Swift's == holds "é" for both spellings.
        let same = zip(
          [entry.kind, entry.debit, entry.credit], [other.kind, other.debit, other.credit]
        ).allSatisfy { ExactText($0) == ExactText($1) }
        #expect(same && entry.amount == other.amount && entry.document == other.document)
      }
      seen[bytes] = entry
    }
    #expect(seen.count > 10_000)
  }

  @Test("a line's digest is the same in SQL and in Swift, whatever it says")
  func twins() async throws {
    try await withLedger { bed in
      var random = SplitMix64(seed: 11)
      let texts = Self.odd.filter { !$0.utf8.contains(0) && !$0.isEmpty }
      func text() -> String { texts.randomElement(using: &random) ?? "" }
      for n in 0..<60 {
        let id = UUID()
        let amount = Money(hundredths: Int64.random(in: 1...1_000_000_000_000, using: &random))
        let order = BilledOrder(
          id: id, serviceTypeName: text(), outcome: .completed,
          reason: Bool.random(using: &random) ? text() : nil, price: amount,
          discountPercent: Bool.random(using: &random) ? 12 : nil, earning: amount)
        let microseconds = Int64.random(in: 0...999_999, using: &random)
        let line = BillingLine(
          id: id, party: UUID(), kind: "earning", amount: amount,
          occurredAt: LedgerFixture.now.addingTimeInterval(Double(microseconds) / 1e6),
          recordedAt: LedgerFixture.now, order: order,
          by: Author(
            role: text(), subject: n % 2 == 0 ? ExactText(text()) : nil,
            why: n % 3 == 0 ? text() : nil))
        try await bed.app.execute(LedgerFixture.record(line))
      }
      let report = try await bed.ledger.verify()
      #expect(report.documents == 60)
      #expect(report.faults.count == 0, "\(report.faults.first)")
    }
  }
}

@Suite("R-275: a ledger whose server's sessions are killed")
struct LedgerKillTests {
  @Test("links have no gap and no wrong hash, and what was acknowledged is there")
  func killed() async throws {
    try await withLedger { bed in
      let acknowledged = try await withThrowingTaskGroup(of: [UUID].self) { group in
        for _ in 0..<8 {
          group.addTask {
            var done: [UUID] = []
            for _ in 0..<25 {
              let record = LedgerFixture.record(LedgerFixture.line())
              // Who was killed tries again: what was done already is not done twice.
              while (try? await bed.app.execute(record)) == nil {}
              done.append(record.line.id)
            }
            return done
          }
        }
        group.addTask {
          for round in 1...8 {
            // Each time they have got somewhere since.
            try await eventually("\(20 * round) lines") {
              try await bed.database.admin.query(
                "select count(*) >= \(Int64(20 * round)) from worker_billing.billing_line",
                as: Bool.self) == [true]
            }
            try await bed.database.admin.query(
              """
              select pg_terminate_backend(pid)
              from   pg_stat_activity
              where  datname = current_database() and usename = 'worker_billing_app'
              order  by random()
              limit  2
              """)
          }
          return []
        }
        return try await group.reduce([], +)
      }
      let report = try await bed.ledger.verify()
      #expect(report.documents == 200 && report.entries == 200)
      #expect(report.faults.count == 0, "\(report.faults.first)")
      let found = try await bed.app.query("select id from billing_line", as: UUID.self)
      #expect(Set(found) == Set(acknowledged))
    }
  }
}
