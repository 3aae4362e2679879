import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing

@Suite("R-275: seals")
struct SealTests {
  @Test("one for all who seal at the same time, and none where nothing is new")
  func once() async throws {
    try await withLedger { bed in
      let before = try await bed.ledger.seal(with: nil, at: LedgerFixture.now)
      #expect(before == nil)
      try await bed.post(3)
      let seals = try await atOnce(8) { _ in
        try await bed.ledger.seal(with: nil, at: LedgerFixture.now)
      }
      #expect(seals.compactMap(\.self) == [1])
      let after = try await bed.ledger.seal(with: nil, at: LedgerFixture.now)
      #expect(after == nil)
    }
  }

  @Test("what was sealed while something was posted is as it was sealed")
  func race() async throws {
    try await withLedger { bed in
      _ = try await atOnce(9) { n in
        for _ in 0..<12 {
          if n == 0 {
            try await bed.ledger.seal(with: nil, at: LedgerFixture.now)
          } else {
            try await bed.post(1)
          }
        }
      }
      try await bed.ledger.seal(with: nil, at: LedgerFixture.now)
      let report = try await bed.ledger.verify()
      #expect(report.entries == 96 && report.seals > 1)
      #expect(report.faults.count == 0, "\(report.faults.first)")
    }
  }

  @Test("one that was left unsigned is signed with the next, and a stranger's key is named")
  func signed() async throws {
    try await withLedger { bed in
      let key = LedgerKey()
      try await bed.post(1)
      try await bed.ledger.seal(with: nil, at: LedgerFixture.now)
      let unsigned = try await bed.ledger.verify()
      #expect(unsigned.signed == 0)
      try await bed.ledger.seal(with: key, at: LedgerFixture.now)
      let report = try await bed.ledger.verify(keys: [key.verifier])
      #expect(report.signed == 1 && report.faults.count == 0)
      let stranger = try await bed.ledger.verify(keys: [LedgerKey().verifier])
      #expect(
        stranger.faults.first.map(\.description)
          == ["seal 1: is signed with the key \(key.verifier.text), which is not one of yours"])
    }
  }

  @Test("a key is what it was written as, and nothing else is one")
  func keys() throws {
    let key = LedgerKey()
    let read = try #require(LedgerKey(key.text))
    #expect(read.verifier.text == key.verifier.text)
    #expect(LedgerVerifierKey(key.verifier.text)?.text == key.verifier.text)
    for text in ["", "x", "AAAA", key.text + "A", String(key.text.dropLast(4))] {
      #expect(LedgerKey(text) == nil)
    }
  }
}
