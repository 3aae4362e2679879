import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing

@Suite("R-275: a ledger that somebody touched is found out")
struct VerifyTests {
  @Test("one that nobody touched is in order, whatever its texts are")
  func inOrder() async throws {
    try await withLedger { bed in
      let lines = try await bed.post(40)
      try await bed.seal(LedgerKey())
      try await bed.post(7)
      let report = try await bed.ledger.verify()
      #expect(report.faults.count == 0, "\(report.faults.first)")
      #expect(report.links == 47 && report.entries == 47 && report.documents == 47)
      #expect(report.seals == 1 && report.signed == 1 && report.lastSeal == 1)
      let sum = 47 * lines[0].amount.hundredths
      #expect(report.balances.map(\.account) == ["earned", "wages"])
      #expect(report.balances.map(\.balance) == [-sum, sum])
    }
  }

  /// What is done to it, and what is said of it.
  static let attacks: [(sql: String, says: String)] = [
    ("update ledger_entry set amount = amount + 1", "its entries have been changed, n 1"),
    ("update ledger_entry set credit = 'bonuses'", "its entries have been changed"),
    ("update ledger_entry set party = gen_random_uuid()", "its entries have been changed"),
    ("update ledger_entry set occurred_at = occurred_at + interval '1 us'", "entries have been"),
    ("update ledger_entry set document = sha256('x')", "its entries have been changed"),
    ("delete from ledger_entry", "has 0 entries, not 1: n 1 is missing"),
    ("update ledger_link set recorded_by = 'nobody'", "has been changed"),
    ("update ledger_link set recorded_at = recorded_at + interval '1 us'", "has been changed"),
    ("update ledger_link set prev = sha256('x')", "does not go on from the link before it"),
    ("delete from ledger_link where link = 2", "follows link 1: 1 are missing"),
    ("delete from ledger_link where link = 3", "its head says link 3, the chain ends with link 2"),
    ("update ledger_head set link = 2 where lane = 5", "its head says link 2"),
    ("delete from ledger_head where lane = 5", "its head is not there"),
    ("update ledger_seal set sealed_at = sealed_at + interval '1 us'", "seal 1: has been changed"),
    ("update ledger_seal set balances = '{-1,1}'", "seal 1: its balances are not"),
    ("update ledger_seal set hashes[6] = sha256('x')", "link 3: seal 1 knows another hash of it"),
    ("update ledger_signature set signature = sha256('a') || sha256('b')", "does not fit"),
    ("update billing_line set amount = 1, earning = 1", "has to be earning wages/earned 0.01"),
    ("update billing_line set service_type_name = 'x'", "changed since it was booked"),
    ("update billing_line set why = ''", "changed since it was booked"),
    ("update billing_line set period = 2", "changed since it was booked"),
    ("delete from billing_line", "is booked, and is not there"),
    ("update ledger_entry set amount = 999999999999999", "its entries have been changed"),
    ("update ledger_entry set n = n + 5", "n 1 is missing"),
    ("update ledger_entry set link = link + 50", "3 entries are of no link"),
    (
      "insert into account values ('018f0000-0000-7000-8000-0000000000ee', -5)",
      "account 018f0000-0000-7000-8000-0000000000ee: carries -0.05, and 0.00 is booked"
    ),
    ("delete from ledger_signature", "neither it nor any before it is signed"),
    (
      """
      insert into billing_line
      select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
      from   billing_line l
      """, "is not booked"
    ),
  ]

  @Test("whatever is changed by whoever may do anything")
  func found() async throws {
    try await withLedger { bed in
      for _ in 0..<3 {
        let record = LedgerFixture.record(LedgerFixture.line(), lane: LedgerLane(number: 5))
        try await bed.app.execute(record)
      }
      let key = LedgerKey()
      try await bed.seal(key)
      for (sql, says) in Self.attacks {
        try await bed.database.withTampering(sql, in: "worker_billing") { transaction in
          let report = try await bed.ledger.verify(in: transaction, keys: [key.verifier])
          #expect(
            report.faults.first.contains { $0.description.contains(says) },
            "\(sql): \(report.faults.first)")
        }
      }
      let report = try await bed.ledger.verify(keys: [key.verifier])
      #expect(report.faults.count == 0, "it is undone each time")
    }
  }

  @Test("which of a link's entries is missing, or one too many, or among which one was changed")
  func places() {
    let booked = (1...3).map { (n: Int32) in
      LinkedEntry(link: 1, n: n, entry: Self.entry)
    }
    func says(_ entries: [LinkedEntry]) -> [String] { Self.faults(of: booked, now: entries) }
    let (place, changed) = ("lane 5, link 1: ", "lane 5, link 1: its entries have been changed")
    #expect(says(booked) == [])
    #expect(
      says([booked[0], booked[2]])
        == [place + "has 2 entries, not 3: n 2 is missing", changed + ", among n 1 to 3"])
    #expect(says(Array(booked.prefix(2))).first == place + "has 2 entries, not 3: n 3 is missing")
    let fourth = LinkedEntry(link: 1, n: 4, entry: Self.entry)
    #expect(says(booked + [fourth]).first == place + "has 4 entries, not 3: n 4 is one too many")
    let other = LinkedEntry(link: 1, n: 2, entry: Self.entry)
    #expect(says([booked[0], other, booked[2]]) == [changed + ", among n 1 to 3"])
  }

  /// For another cause than any other.
  private static var entry: LedgerEntry {
    LedgerEntry(
      party: UUID(), kind: "earning", debit: "wages", credit: "earned",
      amount: Money(hundredths: 100), cause: UUID(), document: [UInt8](repeating: 0, count: 32),
      occurredAt: LedgerFixture.now)
  }

  /// What is said of the first link of a lane with other entries than were booked.
  private static func faults(of booked: [LinkedEntry], now entries: [LinkedEntry]) -> [String] {
    let lane = LedgerLane(number: 5)
    let genesis = LedgerHead(lane: lane, link: 0, hash: LedgerLink.genesis(lane, of: "s"))
    func link(_ hash: [UInt8]) -> LedgerLink {
      LedgerLink(
        lane: lane, number: 1, prev: genesis.hash, entries: Int32(booked.count),
        digest: booked.flatMap { $0.entry.canonical($0.n) }.sha256,
        recordedAt: LedgerFixture.now, recordedBy: "a test", hash: hash)
    }
    var audit = ChainAudit(seals: [])
    audit.begin(at: genesis)
    audit.take(link(link([]).computedHash), entries)
    return audit.faults.first.map(\.description)
  }

  @Test("a ledger that was cut or restored knows less than heads kept elsewhere")
  func cut() async throws {
    try await withLedger { bed in
      for _ in 0..<3 {
        try await bed.app.execute(
          LedgerFixture.record(LedgerFixture.line(), lane: LedgerLane(number: 5)))
      }
      let kept = try await bed.ledger.heads()
      let lines = kept.map { $0.line(of: "worker_billing") }
      let read = lines.compactMap { LedgerHead.read($0) }
      #expect(read.map(\.head) == kept && read.allSatisfy { $0.schema == "worker_billing" })
      let whole = try await bed.ledger.verify(known: kept)
      #expect(whole.faults.count == 0)
      // As if it never was.
      try await bed.tamper(
        "delete from billing_line where id = (select cause from ledger_entry where link = 3)")
      try await bed.tamper("delete from ledger_entry where link = 3")
      try await bed.tamper(
        """
        update ledger_head h
        set    link = 2, hash = l.prev
        from   ledger_link l
        where  h.lane = 5 and l.lane = 5 and l.link = 3
        """)
      try await bed.tamper("delete from ledger_link where link = 3")
      let cut = try await bed.ledger.verify()
      #expect(cut.faults.count == 0)
      let report = try await bed.ledger.verify(known: kept)
      #expect(
        report.faults.first.map(\.description)
          == ["lane 5: heads kept elsewhere know link 3, the chain ends with 2"])
    }
  }

  @Test("a seal that is kept elsewhere is the one that is there, or what is there was made anew")
  func keptSeal() async throws {
    try await withLedger { bed in
      for _ in 1...2 {
        try await bed.post(1)
        try await bed.ledger.seal(at: LedgerFixture.now)
      }
      let hashes = try await bed.app.query(
        "select encode(hash, 'hex') from ledger_seal order by no", as: String.self)
      func kept(_ number: Int, _ hash: String) throws -> KeptSeal {
        let read = try #require(KeptSeal.read("worker_billing seal \(number) \(hash)"))
        #expect(read.schema == "worker_billing")
        return read.seal
      }
      func faults(_ kept: KeptSeal, since: Int64? = nil) async throws -> [String] {
        try await bed.ledger.verify(since: since, kept: [kept]).faults.first.map(\.description)
      }
      for (index, hash) in hashes.enumerated() {
        #expect(try await faults(kept(index + 1, hash)) == [])
        #expect(try await faults(kept(index + 1, hash), since: 2) == [])
      }
      let other = try kept(2, hashes[0])
      let another = ["seal 2: is another one than is kept elsewhere"]
      #expect(try await faults(other) == another)
      #expect(try await faults(other, since: 2) == another)
      #expect(
        try await faults(kept(3, hashes[0]))
          == ["seal 3: is kept elsewhere, and is not there any more"])
    }
  }

  @Test("from a seal on, only what came after is gone through, and sums go on from it")
  func since() async throws {
    try await withLedger { bed in
      try await bed.post(5)
      try await bed.ledger.seal(at: LedgerFixture.now)
      try await bed.post(3)
      try await bed.ledger.seal(at: LedgerFixture.now)
      let report = try await bed.ledger.verify(since: 1)
      #expect(report.links == 3 && report.seals == 1 && report.faults.count == 0)
      #expect(report.balances.map(\.balance) == [-48_000, 48_000])
      await #expect(throws: NoSuchSeal.self) { try await bed.ledger.verify(since: 7) }
    }
  }

  @Test("a line that is no head is not taken for one")
  func noHead() {
    let hash = String(repeating: "0", count: 64)
    #expect(LedgerHead.read("worker_billing 5 17 \(hash)") != nil)
    for line in [
      "", "worker_billing 5 17", "worker_billing 33 17 \(hash)", "worker_billing 5 -1 \(hash)",
      "worker_billing 5 17 \(hash)00", "worker_billing 5 17 \(hash.dropLast())x",
    ] {
      #expect(LedgerHead.read(line) == nil, "\(line)")
    }
  }

  @Test("a line that is no seal is not taken for one")
  func noSeal() {
    let hash = String(repeating: "0", count: 64)
    #expect(KeptSeal.read("worker_billing seal 5 \(hash)") != nil)
    for line in [
      "", "worker_billing seal 5", "worker_billing 5 17 \(hash)", "worker_billing seal 0 \(hash)",
      "worker_billing seal 5 \(hash)00", "worker_billing seal 5 \(hash.dropLast())x",
    ] {
      #expect(KeptSeal.read(line) == nil, "\(line)")
    }
  }

  @Test("an entry that is booked a second time, by all rules of the chain but once too often")
  func twice() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      try await bed.tamper("alter table ledger_entry drop constraint ledger_entry_cause_kind_key")
      try await bed.app.query(
        """
        select ledger_append(
                 32::int2, now(), 'x', array[party], array[kind], array[debit], array[credit],
                 array[amount], array[cause], array[document], array[occurred_at])
        from   ledger_entry
        """)
      let report = try await bed.ledger.verify()
      #expect(report.faults.first.first?.what.hasPrefix("is booked as earning") == true)
    }
  }

  @Test("what was found is kept")
  func noted() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      try await bed.tamper("update ledger_entry set amount = 1")
      let report = try await bed.ledger.verify()
      try await bed.ledger.note(report, by: "a test", at: LedgerFixture.now)
      let kept = try await bed.app.query(
        "select verified_by, faults, first_fault from ledger_verification",
        as: String.self, Int64.self, String?.self)
      #expect(kept.count == 1 && kept[0].1 == Int64(report.faults.count))
      #expect(kept.first?.2 == report.faults.first.first?.description)
    }
  }
}
