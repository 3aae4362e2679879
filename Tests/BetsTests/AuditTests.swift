import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-281: what is settled stays as it is")
struct AuditTests {
  private static func settled(_ bed: Fixture) async throws -> OrderFacts {
    let (order, other) = (try await bed.accept(), try await bed.accept())
    try await bed.place(
      [
        (Fixture.murka, .completed, "10.00"), (Fixture.vaska, .completed, "5.00"),
        (Fixture.pushok, .failed, "7.01"),
      ], on: order)
    try await bed.place([(Fixture.vaska, .failed, "1.00")], on: other)
    let checkIn = bed.time.now.addingTimeInterval(1)
    bed.time.set(checkIn)
    try await bed.place([(Fixture.murka, .cancelled, "3.00")], on: order)
    try await bed.finish(order, .completed, startedAt: checkIn)
    try await bed.finish(other, .cancelled, by: .manager(Fixture.vaska))
    try await bed.accept()
    return order
  }

  @Test("one row altered by who may do everything: the audit names it")
  func tampering() async throws {
    try await withBets { bed in
      let order = try await Self.settled(bed)
      let made = try await bed.api.send(
        .post, "/api/bets/statements", as: Fixture.murka, headers: ["Idempotency-Key": "k"])
      try #require(made.status == 201, "\(made.text)")
      // What is in no statement yet is none of this one's.
      let later = try await bed.accept()
      try await bed.place([(Fixture.pushok, .failed, "2.00")], on: later)
      bed.time.advance(by: 1)
      try await bed.finish(later, .cancelled)
      let report = try await BetsAudit(bed.database.admin).run()
      #expect(report.firstDifference == nil && report.pools == 3 && report.statements == 1)
      #expect(try await BetsAudit(bed.app).run(order: order.orderID).pools == 1)
      #expect(try await BetsAudit(bed.app).run(order: UUID()).pools == 0)
      for (sql, word) in Self.attacks {
        let sql = sql.replacing("$id", with: "'\(order.orderID.wire)'")
        let word = word.replacing("$id", with: order.orderID.wire)
        try await bed.alter(sql)
        let report = try await BetsAudit(bed.app).run()
        let named = report.firstDifference ?? "nothing"
        #expect(named.contains(word), "\(sql): \(named)")
        try await bed.restore()
      }
    }
  }

  /// What is done to the rows, and what is said about it.
  private static let attacks: KeyValuePairs = [
    "update bet set stake = 999 where order_id = $id and seq = 2": "line 9 of its sheet",
    "update bet set outcome = 'failed' where order_id = $id and seq = 1": "line 8 of its sheet",
    "update bet set placed_at = placed_at + interval '1 microsecond' where seq = 1":
      "of its sheet",
    "update bet set placed_at = placed_at - interval '1 h' where order_id = $id and seq = 4":
      "bet 4 is late by its row, and counts",
    "delete from voided where order_id = $id": "bet 4 counts by its row, and is late",
    "delete from bet where order_id = $id and seq = 3": "it has 3 bets, not 4",
    "update share set payout = payout + 1 where order_id = $id and staked = 500":
      "the share of \(Fixture.id(2).wire), 7.35 for 5.00",
    "delete from share where order_id = $id and staked = 701":
      "the share of \(Fixture.id(3).wire), 0.00 for 7.01, is missing",
    "update settlement set sheet = replace(sheet, '14.67', '14.66') where order_id = $id":
      "of its sheet is",
    "update settlement set sheet_sha256 = repeat('0', 64) where order_id = $id": "digest",
    "update settlement set bank = bank + 1 where order_id = $id": "its bank: 22.02",
    "update settlement set outcome = 'failed' where order_id = $id": "of its sheet",
    "update closing set at = at - interval '1 h' where order_id = $id": "bets were late from",
    "update market set scheduled_at = scheduled_at - interval '1 day' where order_id = $id":
      "bets were late from",
    "update statement_line set net = net - 1 where net < -500": "the line of",
    "update transfer set amount = amount + 1": "transfer 1 is not what",
    "delete from transfer where n = 1": "transfer 1 is not what",
    "update statement set made_by = gen_random_uuid()": "its digest",
    "delete from settlement where order_id = $id": "order $id: its settlement is missing",
    "delete from settlement where order_id <> $id": "its settlement is missing",
    "delete from statement_market where order_id = $id": "statement 1",
  ]

  @Test("the service's role may neither change nor delete a row, nor empty a table")
  func grants() async throws {
    try await withBets { bed in
      _ = try await Self.settled(bed)
      let tables = try await bed.ownTables()
      #expect(Set(tables) == Set(Fixture.tables + ["person"]))
      for table in tables where table != "person" {
        for sql in [
          "update bets.\(table) set \(try await bed.column(of: table)) = null",
          "delete from bets.\(table)", "truncate bets.\(table) cascade",
          "select from bets.\(table) for update",
        ] {
          let error = await #expect(throws: PostgresError.self, "\(sql)") {
            try await bed.app.query(PostgresQuery(unescaped: sql))
          }
          #expect(error?.sqlState?.rawValue == "42501", "\(sql)")
        }
      }
    }
  }

  @Test("the database takes no settlement whose shares are not its bank, nor a statement uncleared")
  func sums() async throws {
    try await withBets { bed in
      let order = try await Self.settled(bed)
      let owing = try await bed.accept()
      for sql in [
        """
        insert into bets.share (order_id, manager_id, staked, payout)
        values ('\(order.orderID.wire)', gen_random_uuid(), 1, 1)
        """,
        // A bet on what is settled, and one of them made void.
        """
        insert into bets.bet
        values (gen_random_uuid(), '\(order.orderID.wire)', 5, gen_random_uuid(), 'completed', 100,
                now())
        """,
        "insert into bets.voided values ('\(order.orderID.wire)', 1, 'late')",
        """
        with c as (
          insert into bets.closing values ('\(owing.orderID.wire)', 'ended', now(), gen_random_uuid())
        )
        insert into bets.settlement
               (order_id, outcome, ended_at, ended_by_role, closed_at, bets, bank, right_stakes,
                to_developers, sheet, sheet_sha256, event_id, settled_at)
        values ('\(owing.orderID.wire)', 'failed', now(), 'worker', now(), 1, 5, 5, 0, '',
                repeat('0', 64), gen_random_uuid(), now())
        """,
        """
        with s as (
          insert into bets.statement (made_at, made_by, up_to, sha256)
          values (now(), gen_random_uuid(), 1, repeat('0', 64))
          returning number
        )
        insert into bets.statement_line select number, 'developers', 5 from s
        """,
      ] {
        let error = await #expect(throws: PostgresError.self, "\(sql)") {
          try await bed.app.query(PostgresQuery(unescaped: sql))
        }
        #expect(error?.sqlState == .checkViolation, "\(sql)")
      }
    }
  }
}

extension Fixture {
  /// The tables of bets that are not the platform's.
  fileprivate func ownTables() async throws -> [String] {
    try await database.admin.query(
      """
      select relname::text
      from   pg_class
      where  relnamespace = 'bets'::regnamespace
      and    relkind = 'r'
      and    relname !~ '^(inbox|outbox|migration|idempotency|key_set)'
      """, as: String.self)
  }

  /// A column of a table that is no generated one.
  fileprivate func column(of table: String) async throws -> String {
    try await database.admin.query(
      """
      select attname::text
      from   pg_attribute
      where  attrelid = \("bets." + table)::regclass
      and    attnum > 0
      and    attgenerated = ''
      and    attidentity = ''
      order  by attnum
      limit  1
      """, as: String.self
    ).first ?? ""
  }

  /// Does what only a superuser can who has switched off all triggers, to rows of which a copy is
  /// kept.
  fileprivate func alter(_ sql: String) async throws {
    try await database.admin.withTransaction { transaction in
      try await transaction.query("set local session_replication_role = replica")
      try await transaction.query("create schema if not exists kept")
      for table in Self.tables {
        try await transaction.query(
          "create table kept.\(unescaped: table) as table bets.\(unescaped: table)")
      }
      try await transaction.query("set local search_path = bets")
      try await transaction.query(PostgresQuery(unescaped: sql))
    }
  }

  fileprivate func restore() async throws {
    try await database.admin.withTransaction { transaction in
      try await transaction.query("set local session_replication_role = replica")
      for table in Self.tables {
        let columns =
          try await transaction.query(
            """
            select string_agg(quote_ident(attname), ', ')
            from   pg_attribute
            where  attrelid = \("bets." + table)::regclass
            and    attnum > 0
            and    attgenerated = ''
            """, as: String.self
          ).first ?? ""
        try await transaction.query("delete from bets.\(unescaped: table)")
        try await transaction.query(
          """
          insert into bets.\(unescaped: table) (\(unescaped: columns)) overriding system value
          select \(unescaped: columns) from kept.\(unescaped: table)
          """)
      }
      try await transaction.query("drop schema kept cascade")
    }
  }
}
