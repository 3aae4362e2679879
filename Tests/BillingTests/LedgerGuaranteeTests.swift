import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing

@Suite("R-275: what the database guarantees of a ledger")
struct LedgerGuaranteeTests {
  @Test("nobody who runs a service writes it but by the one function")
  func oneWayIn() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      for sql in [
        "insert into ledger_entry select * from ledger_entry", "update ledger_entry set amount = 1",
        "delete from ledger_entry", "insert into ledger_link select * from ledger_link",
        "update ledger_link set recorded_by = 'x'", "delete from ledger_link",
        "update ledger_head set link = 0", "delete from ledger_head",
        "insert into ledger_head values (33, 0, '')", "insert into ledger_seal default values",
        "update ledger_seal set hash = ''", "delete from ledger_seal",
        "update ledger_signature set key = ''", "delete from ledger_signature",
        "update ledger_verification set faults = 0", "delete from ledger_verification",
        "truncate ledger_entry", "update billing_line set amount = 1", "delete from billing_line",
        "select ledger_text('x')",
      ] { try await expectRefused(bed.app, sql, .insufficientPrivilege) }
    }
  }

  @Test("an entry that is none is refused, and its link with it")
  func balanced() async throws {
    try await withLedger { bed in
      for (cells, why) in [
        ("'earning', 'wages', 'wages', 1", "no movement"),
        ("'earning', 'wages', 'earned', 0", "nothing moves"),
        ("'earning', 'wages', 'earned', -1", "it moves back"),
        ("'Earning!', 'wages', 'earned', 1", "no kind"),
        ("null, 'wages', 'earned', 1", "a cell is missing"),
      ] {
        let sql = """
          select ledger_append(
                   0::int2, now(), 'x', array[gen_random_uuid()], array[kind]::text[],
                   array[debit]::text[], array[credit]::text[], array[amount]::int8[],
                   array[gen_random_uuid()], array[sha256('')], array[now()])
          from   (values (\(cells))) v (kind, debit, credit, amount)
          """
        await #expect(throws: PostgresError.self, "\(why)") {
          try await bed.app.query(PostgresQuery(unescaped: sql))
        }
        let heads = try await bed.ledger.heads()
        #expect(heads.allSatisfy { $0.link == 0 }, "\(why)")
      }
    }
  }

  @Test("what no entry or link may be")
  func odd() async throws {
    try await withLedger { bed in
      let links = [
        "99::int2, now(), 'x'", "null, now(), 'x'", "0::int2, 'infinity', 'x'",
        "0::int2, now(), ''", "0::int2, now(), null", "0::int2, '2100-01-01', 'x'",
        "0::int2, now(), repeat('x', 40000)",
      ]
      let arrays = """
        array[gen_random_uuid()], '{earning}'::text[], '{wages}'::text[], '{earned}'::text[],
        '{1}'::int8[], array[gen_random_uuid()], array[sha256('')]
        """
      for (link, times) in links.map({ ($0, "array[now()]") })
        + [("0::int2, now(), 'x'", "'{infinity}'::timestamptz[]")]
      {
        await #expect(throws: PostgresError.self, "\(link), \(times)") {
          try await bed.app.query(
            PostgresQuery(unescaped: "select ledger_append(\(link), \(arrays), \(times))"))
        }
      }
      await #expect(throws: PostgresError.self, "arrays of different lengths") {
        try await bed.app.query(
          PostgresQuery(
            unescaped: "select ledger_append(0::int2, now(), 'x', \(arrays), '{}'::timestamptz[])"))
      }
      try await bed.post(1)
      await #expect(throws: PostgresError.self) {
        try await bed.app.query("select ledger_seal('infinity')")
      }
      let report = try await bed.ledger.verify()
      #expect(report.links == 1 && report.seals == 0 && report.faults.count == 0)
    }
  }

  @Test("a cause books each kind once, whoever repeats it at the same time")
  func once() async throws {
    try await withLedger { bed in
      let line = LedgerFixture.line()
      _ = try await atOnce(20) { _ in
        try await bed.app.execute(LedgerFixture.record(line))
      }
      let report = try await bed.ledger.verify()
      #expect(report.entries == 1 && report.documents == 1 && report.faults.count == 0)
      // By hand, in another lane.
      try await expectRefused(
        bed.app,
        """
        select ledger_append(
                 32::int2, now(), 'x', array[party], array[kind], array[debit], array[credit],
                 array[amount], array[cause], array[document], array[occurred_at])
        from   ledger_entry
        """, .uniqueViolation)
    }
  }

  @Test("writers at once in few lanes leave no gap, no fork and no wrong hash")
  func race() async throws {
    try await withLedger { bed in
      let lanes: [LedgerLane] = [.batch, .party(.zero)]
      _ = try await atOnce(16) { n in
        for _ in 0..<15 {
          let record = LedgerFixture.record(LedgerFixture.line(), lane: lanes[n % 2])
          try await bed.app.execute(record)
        }
      }
      let report = try await bed.ledger.verify()
      #expect(report.links == 240 && report.faults.count == 0, "\(report.faults.first)")
      #expect(report.balances.reduce(0) { $0 + $1.balance } == 0)
      let heads = try await bed.ledger.heads()
      #expect(heads.map(\.link).reduce(0, +) == 240)
      #expect(heads.filter { $0.link > 0 }.map(\.lane) == lanes.sorted())
    }
  }

  @Test("what is rolled back leaves nothing")
  func rolledBack() async throws {
    try await withLedger { bed in
      struct Stop: Error {}
      await #expect(throws: Stop.self) {
        try await bed.app.withTransaction { transaction in
          try await transaction.execute(LedgerFixture.record(LedgerFixture.line()))
          throw Stop()
        }
      }
      let report = try await bed.ledger.verify()
      #expect(report.links == 0)
    }
  }

  @Test("nothing to post is no link")
  func nothing() async throws {
    try await withLedger { bed in
      let answer = try await bed.app.query(
        """
        select ledger_append(0::int2, now(), 'x', null, null, null, null, null, null, null, null)
               is null
        """, as: Bool.self)
      #expect(answer == [true])
    }
  }
}
