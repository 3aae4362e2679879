import Contracts
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Billing

@Suite("R-275: the service keeps its ledger by itself")
struct KeeperTests {
  private static let day: TimeInterval = 86_400

  /// From which seals it was gone through so far, the first time first; 0: from the beginning.
  private static func runs(_ bed: LedgerFixture) async throws -> [Int64] {
    try await bed.app.query(
      "select coalesce(since_seal, 0) from ledger_verification order by verified_at", as: Int64.self
    )
  }

  @Test("sealed and signed at each turn, gone through once a day, all of it once a week")
  func turns() async throws {
    try await withLedger { bed in
      let time = TestClock()
      var settings = LedgerSettings()
      settings.key = LedgerKey()
      let keeper = bed.keeper(settings, time)
      let registry = PrometheusRegistry()
      try await withMetricsFactory(registry) {
        var counted: Int64?
        await keeper.countWhatIsNew(since: &counted)
        for _ in 0..<9 {
          try await bed.post(1)
          // By whoever is faster: a run of the batch, say.
          try await bed.ledger.seal(at: time.now)
          await keeper.countWhatIsNew(since: &counted)
          await keeper.turn()
          time.advance(by: Self.day / 2)
          await keeper.turn()
          time.advance(by: Self.day / 2)
        }
      }
      // Each entry is counted once, whoever has sealed it.
      let entries = #"mcf_ledger_entries_total{side="workers",kind="earning"} 9"#
      #expect(registry.text.contains(entries + "\n"))
      let inOrder = #"mcf_ledger_verifications_total{side="workers",outcome="in_order"} 9"#
      #expect(registry.text.contains(inOrder + "\n"))
      // Whole at first, then from the last seal on, and whole again on the eighth day.
      #expect(try await Self.runs(bed) == [0, 1, 2, 3, 4, 5, 6, 0, 8])
      let report = try await bed.ledger.verify(keys: settings.key.map { [$0.verifier] } ?? [])
      #expect(report.seals == 9 && report.signed == 9 && report.faults.count == 0)
    }
  }

  @Test("what a run has sealed is signed at the next look; what is not vouched for is tried once")
  func looks() async throws {
    try await withLedger { bed in
      let time = TestClock()
      var settings = LedgerSettings()
      settings.key = LedgerKey()
      let keeper = bed.keeper(settings, time)
      var seen: Int64?
      func signed(_ seals: Int) async throws -> Bool {
        await keeper.signWhatIsNew(since: &seen)
        let report = try await bed.ledger.verify()
        return report.seals == seals && report.signed == seals
      }
      #expect(try await signed(0))
      for seals in 1...2 {
        try await bed.post(1)
        try await bed.ledger.seal(at: time.now)
        #expect(try await signed(seals))
      }
      try await bed.post(1)
      #expect(try await signed(2), "it seals nothing itself")
      try await bed.ledger.seal(at: time.now)
      let hash = try await bed.app.query(
        "select quote_literal(hash::text) from ledger_seal where no = 3", as: String.self)[0]
      try await bed.tamper("update ledger_seal set hash = sha256(hash) where no = 3")
      #expect(try await !signed(3))
      try await bed.tamper("update ledger_seal set hash = \(hash) where no = 3")
      #expect(try await !signed(3) && seen == 3)
      await keeper.turn()
      #expect(try await bed.ledger.verify().signed == 3)
    }
  }

  @Test(
    "what somebody touched is said every day until it is mended, whatever people verify by hand")
  func touched() async throws {
    try await withLedger { bed in
      let time = TestClock()
      let keeper = bed.keeper(LedgerSettings(), time)
      func faults() async throws -> Int64 {
        time.advance(by: Self.day)
        try await bed.post(1)
        await keeper.turn()
        let verification = FindVerifications(by: "worker_billing", now: time.now)
        return try await bed.app.readOne(verification)?.faults ?? -1
      }
      #expect(try await faults() == 0)
      try await bed.tamper("update ledger_entry set amount = amount + 1")
      // The seal is believed at first, as it was gone through; what it seals is again in a week.
      for _ in 0..<7 { _ = try await faults() }
      for _ in 0..<3 {
        let hand = try await bed.ledger.verify(since: 5)
        try await bed.ledger.note(hand, by: "a person", at: time.now)
        #expect(try await faults() > 0)
      }
      try await bed.tamper(
        "update ledger_entry set amount = amount - 1 where cause in (select cause from ledger_entry where amount = 6001)"
      )
      #expect(try await faults() == 0)
    }
  }

  @Test("seals that are gone, and what cannot be sealed, do not keep it from being gone through")
  func gone() async throws {
    try await withLedger { bed in
      let time = TestClock()
      let keeper = bed.keeper(LedgerSettings(), time)
      try await bed.post(1)
      await keeper.turn()
      time.advance(by: Self.day)
      await keeper.turn()
      try await bed.tamper("delete from ledger_head where lane = 5")
      try await bed.tamper("update ledger_verification set since_seal = null, to_seal = 3")
      time.advance(by: Self.day)
      await keeper.turn()
      let last = try await bed.app.readOne(
        FindVerifications(by: "worker_billing", now: time.now))
      #expect(last?.faults == 2, "the head, and the seal")
      // A clock that was ahead switches nothing off.
      try await bed.tamper(
        "update ledger_verification set verified_at = verified_at + interval '1 year'")
      await keeper.turn()
      #expect(
        try await bed.app.readOne(FindVerifications(by: "worker_billing", now: time.now)) != nil)
    }
  }
}
