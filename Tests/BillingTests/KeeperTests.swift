import FoundationEssentials
import Logging
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
      let keeper = LedgerKeeper(
        bed.ledger, side: "workers", settings, clock: time.clock,
        logger: Logger(label: "none", factory: { _ in SwiftLogNoOpLogHandler() }))
      for _ in 0..<9 {
        try await bed.post(1)
        await keeper.turn()
        time.advance(by: Self.day / 2)
        await keeper.turn()
        time.advance(by: Self.day / 2)
      }
      // Whole at first, then from the last seal on, and whole again on the eighth day.
      #expect(try await Self.runs(bed) == [0, 1, 2, 3, 4, 5, 6, 0, 8])
      let report = try await bed.ledger.verify(keys: settings.key.map { [$0.verifier] } ?? [])
      #expect(report.seals == 9 && report.signed == 9 && report.faults.count == 0)
    }
  }

  @Test("what somebody touched is found the same day, and said until it is mended")
  func touched() async throws {
    try await withLedger { bed in
      let time = TestClock()
      let keeper = LedgerKeeper(
        bed.ledger, side: "workers", LedgerSettings(), clock: time.clock,
        logger: Logger(label: "none", factory: { _ in SwiftLogNoOpLogHandler() }))
      try await bed.post(1)
      try await bed.tamper("update ledger_entry set amount = amount + 1")
      await keeper.turn()
      let last = try await bed.app.readOne(FindVerifications())
      #expect(last?.faults ?? 0 > 0)
    }
  }
}
