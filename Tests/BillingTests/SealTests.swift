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
      let before = try await bed.ledger.seal(at: LedgerFixture.now)
      #expect(before == nil)
      try await bed.post(3)
      let seals = try await atOnce(8) { _ in
        try await bed.ledger.seal(at: LedgerFixture.now)
      }
      #expect(seals.compactMap(\.self) == [1])
      let after = try await bed.ledger.seal(at: LedgerFixture.now)
      #expect(after == nil)
    }
  }

  @Test("what was sealed while something was posted is as it was sealed")
  func race() async throws {
    try await withLedger { bed in
      _ = try await atOnce(9) { n in
        for _ in 0..<12 {
          if n == 0 {
            try await bed.ledger.seal(at: LedgerFixture.now)
          } else {
            try await bed.post(1)
          }
        }
      }
      try await bed.ledger.seal(at: LedgerFixture.now)
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
      try await bed.ledger.seal(at: LedgerFixture.now)
      let unsigned = try await bed.ledger.verify()
      #expect(unsigned.signed == 0 && unsigned.faults.count == 0)
      try await bed.seal(key)
      let report = try await bed.ledger.verify(keys: [key.verifier])
      #expect(report.signed == 1 && report.faults.count == 0)
      let stranger = try await bed.ledger.verify(keys: [LedgerKey().verifier])
      #expect(
        stranger.faults.first.map(\.description)
          == ["seal 1: is signed with the key \(key.verifier.text), which is not one of yours"])
      // A worthless signature beside it says nothing, and the next key signs what comes.
      try await bed.app.query(
        "insert into ledger_signature values (1, sha256('k'), sha256('a') || sha256('b'))")
      let next = LedgerKey()
      try await bed.post(1)
      try await bed.seal(next)
      let both = try await bed.ledger.verify(keys: [key.verifier, next.verifier])
      #expect(both.faults.count == 0 && both.signed == 2, "\(both.faults.first)")
    }
  }

  @Test("the last one that was signed leaves the database, once, with what proves it")
  func told() async throws {
    try await withLedger { bed in
      func told() async throws -> [WorkerLedgerSealed] {
        try await bed.database.admin.query(
          "select data::text from worker_billing.outbox where type like '%_ledger.sealed.v1'",
          as: String.self
        ).map { try WireCoding.decode(WorkerLedgerSealed.self, from: $0) }
      }
      let key = LedgerKey()
      for _ in 0..<2 {
        try await bed.post(1)
        try await bed.ledger.seal(at: LedgerFixture.now)
      }
      // Unsigned it would prove nothing.
      #expect(try await told() == [])
      _ = try await atOnce(6) { _ in try await bed.sign(key) }
      let seals = try await told().map(\.seal)
      let seal = try #require(seals.first)
      #expect(seals.map(\.number) == [2])
      #expect(abs(seal.sealedAt.timeIntervalSince(LedgerFixture.now)) < 0.001)
      let hash = try await bed.app.query(
        "select encode(hash, 'hex') from ledger_seal where no = 2", as: String.self)
      #expect([seal.hash] == hash && LedgerVerifierKey(seal.key)?.text == key.verifier.text)
      let signature = try #require(Data(base64Encoded: seal.signature))
      let bytes = try await bed.app.query(
        "select signature from ledger_signature where no = 2", as: [UInt8].self)
      #expect([Array(signature)] == bytes)
    }
  }

  @Test("what was rewritten is not vouched for, before the last signed seal or after it")
  func rewritten() async throws {
    for tampering in [
      "update ledger_entry set amount = amount + 1 where link = (select max(link) from ledger_entry)",
      "update ledger_seal set sealed_at = sealed_at + interval '1 s' where no = 1",
      "update ledger_signature set signature = sha256('a') || sha256('b')",
    ] {
      try await withLedger { bed in
        let key = LedgerKey()
        func post() async throws {
          try await bed.app.execute(
            LedgerFixture.record(LedgerFixture.line(), lane: LedgerLane(number: 5)))
        }
        try await post()
        try await bed.seal(key)
        try await post()
        try await bed.ledger.seal(at: LedgerFixture.now)
        try await bed.tamper(tampering)
        await #expect(throws: NotVouchedFor.self, "\(tampering)") {
          try await bed.sign(key)
        }
      }
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
