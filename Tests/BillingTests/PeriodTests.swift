import Contracts
import FoundationEssentials
import Postgres
import TestSupport
import Testing

@testable import Billing

@Suite("R-225, R-260: periods")
struct PeriodTests {
  private static func cutoff(
    after instant: String, _ rule: String, _ zone: String, _ client: PostgresClient
  ) async throws -> String {
    let instant = try #require(Timestamp.parse(instant))
    let next = try await client.query(
      "select cutoff_after(\(instant), \(rule), \(zone))", as: Date.self)
    return Timestamp.format(next[0])
  }

  @Test("cut-offs over changes of the clocks, and where local times are missing or twice")
  func cutoffs() async throws {
    try await withLedger { bed in
      let cases = [
        // Case 3: sharp at the cut-off is the next week's.
        ("2027-03-07T16:59:59.999Z", "sunday 20:00", "Europe/Moscow", "2027-03-07T17:00:00Z"),
        ("2027-03-07T17:00:00Z", "sunday 20:00", "Europe/Moscow", "2027-03-14T17:00:00Z"),
        // Case 6: a week of 167 hours.
        ("2027-03-21T19:00:00Z", "sunday 20:00", "Europe/Berlin", "2027-03-28T18:00:00Z"),
        // 02:30 is not there, and then is there twice.
        ("2027-03-27T00:00:00Z", "sunday 02:30", "Europe/Berlin", "2027-03-28T01:30:00Z"),
        ("2027-10-30T00:00:00Z", "sunday 02:30", "Europe/Berlin", "2027-10-31T01:30:00Z"),
        // A Friday that Apia never had.
        ("2011-12-28T00:00:00Z", "friday 20:00", "Pacific/Apia", "2011-12-31T06:00:00Z"),
        ("2027-02-01T00:00:00Z", "last-day 20:00", "Europe/Moscow", "2027-02-28T17:00:00Z"),
        ("2028-02-01T00:00:00Z", "last-day 20:00", "Europe/Moscow", "2028-02-29T17:00:00Z"),
        ("2027-02-15T17:00:00Z", "day-15 20:00", "Europe/Moscow", "2027-03-15T17:00:00Z"),
        ("2027-02-15T17:00:01Z", "every 30s", "Europe/Moscow", "2027-02-15T17:00:30Z"),
      ]
      for (instant, rule, zone, next) in cases {
        #expect(CutoffRule(rule) != nil)
        let found = try await Self.cutoff(after: instant, rule, zone, bed.app)
        #expect(found == next, "\(rule) after \(instant) in \(zone)")
      }
    }
  }

  @Test("for 40 zones and 20 years cut-offs only go on, and each is found from both sides")
  func everywhere() async throws {
    try await withLedger { bed in
      for rule in ["sunday 20:00", "friday 02:30", "last-day 20:00", "day-15 00:00"] {
        let wrong = try await bed.app.query(
          """
          with recursive zones as (
            select name, row_number() over (order by name) n
            from   pg_timezone_names
            where  name ~ '^(Africa|America|Asia|Australia|Europe|Pacific)/'
          ),
          steps (zone, c, k) as (
            select name, cutoff_after('2010-01-01', \(rule), name), 1
            from   zones
            where  n % 11 = 0 or name in ('Pacific/Apia', 'Europe/Berlin')
            union all
            select zone, cutoff_after(c, \(rule), zone), k + 1
            from   steps
            where  c < '2030-01-01'
          )
          select zone, c
          from   (select *, lag(c) over (partition by zone order by k) as before from steps) s
          where  c <= before
          or     cutoff_until(c, \(rule), zone) <> c
          or     cutoff_until(c - interval '1 us', \(rule), zone) <> before
          or     cutoff_after(c - interval '1 us', \(rule), zone) <> c
          """, as: String.self, Date.self)
        #expect(wrong.isEmpty, "\(rule): \(wrong.prefix(3))")
      }
    }
  }

  @Test("periods are made one after the other, without a gap, however many need them")
  func made() async throws {
    try await withLedger { bed in
      let first = LedgerFixture.now
      try await bed.post(1)
      _ = try await atOnce(20) { n in
        let line = LedgerFixture.line(at: first.addingTimeInterval(Double(n % 5) * 40 * 86_400))
        try await bed.app.execute(LedgerFixture.record(line))
      }
      let gaps = try await bed.app.query(
        """
        select count(*) filter (where follows is null), count(*),
               count(*) filter (where starts_at <> before)
        from   (select *, lag(ends_at) over (order by starts_at) as before from period) p
        """, as: Int64.self, Int64.self, Int64.self)
      #expect(gaps[0] == (1, 6, 0), "\(gaps)")
      let misplaced = try await bed.app.query(
        """
        select count(*) from billing_line l join period p on p.id = l.period
        where  l.occurred_at < p.starts_at or l.occurred_at >= p.ends_at
        """, as: Int64.self)
      #expect(misplaced == [0])
    }
  }

  @Test("case 24: a changed rule makes one other period, never a gap or an overlap")
  func changedRule() async throws {
    try await withLedger { bed in
      let wednesday = try #require(Timestamp.parse("2027-03-10T09:00:00Z"))
      let later = try #require(Timestamp.parse("2027-03-15T09:00:00Z"))
      for (instant, rule) in [(wednesday, "sunday 20:00"), (later, "saturday 18:00")] {
        try await bed.app.query("select period_at(\(instant), \(rule), 'Europe/Moscow')")
      }
      let hours = try await bed.app.query(
        "select (extract(epoch from ends_at - starts_at) / 3600)::int8 from period order by 1 desc",
        as: Int64.self)
      #expect(hours == [168, 142])
    }
  }

  @Test("what ended in a sealed period comes late, into the next one")
  func late() async throws {
    try await withLedger { bed in
      let first = LedgerFixture.line()
      try await bed.app.execute(LedgerFixture.record(first))
      try await bed.app.query("update period set closing_at = now()")
      try await bed.app.query("update period set sealed_at = now()")
      let late = LedgerFixture.line()
      try await bed.app.execute(LedgerFixture.record(late))
      let query = LineQuery(party: nil, from: nil, to: nil, after: nil, limit: 10)
      let listed = try await bed.app.lines(query)
      #expect(listed.first { $0.line.id == first.id }?.isLate == false)
      #expect(listed.first { $0.line.id == late.id }?.isLate == true)
      #expect(Set(listed.map(\.line)) == [first, late])
    }
  }

  @Test("who seals waits for the lines that are being inserted, and cannot seal what is open")
  func sealWaits() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      try await expectRefused(
        bed.app, "update period set closing_at = now(), sealed_at = now()", .checkViolation)
      try await bed.app.query("update period set closing_at = '2027-04-01'")
      let (inside, enter) = AsyncStream.makeStream(of: Void.self)
      async let inserting: Void = bed.database.admin.withTransaction { transaction in
        defer { enter.finish() }
        try await transaction.query(
          """
          insert into worker_billing.billing_line
          select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
          from   worker_billing.billing_line l
          """)
        enter.finish()
        try await Self.waits("set sealed_at", seenFrom: transaction)
      }
      for await _ in inside {}
      try await bed.app.query("update period set sealed_at = '2027-04-01'")
      try await inserting
    }
  }

  /// Until a statement with that text waits for a lock.
  private static func waits(_ text: String, seenFrom transaction: Transaction) async throws {
    try await eventually("that \(text) waits") {
      // Within a transaction it would else stay what it was.
      try await transaction.query("select pg_stat_clear_snapshot()")
      return try await transaction.query(
        """
        select 1 from pg_stat_activity
        where  datname = current_database() and wait_event_type = 'Lock'
        and    pid <> pg_backend_pid() and strpos(query, \(text)) > 0
        """, as: Int32.self
      ).isEmpty == false
    }
  }

  @Test("after a long time without anything there is one period, not thousands")
  func idle() async throws {
    try await withLedger { bed in
      let now = LedgerFixture.now
      for days in [0, 0, 30] {
        let instant = now.addingTimeInterval(Double(days) * 86_400)
        try await bed.app.query("select period_at(\(instant), 'every 30s', 'Europe/Moscow')")
      }
      let seconds = try await bed.app.query(
        "select extract(epoch from ends_at - starts_at)::int8 from period order by starts_at",
        as: Int64.self)
      #expect(seconds.first == 30 && seconds.dropFirst().first == 30 * 86_400)
    }
  }

  @Test("an event from a clock that is far ahead opens no far period")
  func farAhead() async throws {
    try await withLedger { bed in
      let now = LedgerFixture.now
      let line = BillingLine(
        id: UUID(), party: UUID(), kind: "earning", amount: Money(hundredths: 1),
        occurredAt: now.addingTimeInterval(400 * 86_400), recordedAt: now,
        order: LedgerFixture.line(UUID(), 1).order, by: Author(role: "orders"))
      try await bed.app.execute(LedgerFixture.record(line))
      let ends = try await bed.app.query("select max(ends_at) from period", as: Date.self)
      #expect(ends[0] < now.addingTimeInterval(40 * 86_400))
    }
  }

  @Test("a period stays as it is, and takes no line once it is sealed")
  func sealed() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      try await bed.app.query("update period set closing_at = '2027-04-01'")
      try await bed.app.query("update period set sealed_at = '2027-04-01'")
      for sql in [
        "update period set sealed_at = null", "update period set closing_at = null",
        "update period set sealed_at = now()",
        "insert into billing_line select * from (select (l).* from billing_line l) l",
      ] { try await expectRefused(bed.app, sql, .checkViolation) }
    }
  }

  @Test("who chose a period before it was sealed, and comes after, is refused")
  func waiting() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      try await bed.app.query("update period set closing_at = '2027-04-01'")
      let (locked, lock) = AsyncStream.makeStream(of: Void.self)
      async let sealing: Void = bed.database.admin.withTransaction { transaction in
        defer { lock.finish() }
        try await transaction.query("select from worker_billing.period for update")
        try await transaction.query("update worker_billing.period set sealed_at = '2027-04-01'")
        lock.finish()
        try await Self.waits("insert into billing_line", seenFrom: transaction)
      }
      for await _ in locked {}
      let refusal = await #expect(throws: PostgresError.self) {
        try await bed.app.query(
          """
          insert into billing_line
          select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
          from   billing_line l
          """)
      }
      try await sealing
      #expect(refusal?.sqlState == .checkViolation)
    }
  }

  @Test("its ends are nobody's to change, and none lies over another")
  func ends() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      try await expectRefused(
        bed.app,
        """
        insert into period (starts_at, ends_at, rule, zone)
        select ends_at + interval '1 day', ends_at + interval '2 days', rule, zone from period
        """, .uniqueViolation)
      try await expectRefused(
        bed.app, "update period set ends_at = ends_at + interval '1 day'", .insufficientPrivilege)
      // The first of all has been made; the constraint that it breaks is checked after that of order.
      try await bed.tamper("alter table period drop constraint period_follows_key")
      try await expectRefused(
        bed.app,
        """
        insert into period (starts_at, ends_at, rule, zone)
        select starts_at - interval '1 day', ends_at - interval '1 day', rule, zone from period
        """, SQLState(rawValue: "23P01"))
    }
  }

  @Test("no line comes after the seal, while 30 write and the periods are sealed under them")
  func race() async throws {
    try await withLedger { bed in
      try await bed.post(1)
      let counted = try await atOnce(31) { n -> [Int32: Int64] in
        var sealed: [Int32: Int64] = [:]
        for _ in 0..<12 {
          if n > 0 {
            try await bed.app.execute(LedgerFixture.record(LedgerFixture.line()))
          } else {
            sealed.merge(try await Self.seal(bed.app)) { first, _ in first }
          }
        }
        return sealed
      }
      let sealed = counted.reduce(into: [:]) { $0.merge($1) { first, _ in first } }
      #expect(sealed.count == 12)
      for (period, lines) in sealed {
        let now = try await Self.lines(of: period, bed.app)
        #expect(now == lines, "period \(period)")
      }
      let report = try await bed.ledger.verify()
      #expect(report.documents == 361 && report.faults.count == 0)
    }
  }

  /// Seals the first open period in the two steps of the batch: from the first on nobody chooses it,
  /// in the second nobody is inside.
  ///
  /// - Returns: how many lines it has then, by its id.
  private static func seal(_ app: PostgresClient) async throws -> [Int32: Int64] {
    let closing = try await app.query(
      """
      update period
      set    closing_at = clock_timestamp()
      where  id = (select id from period where closing_at is null order by ends_at limit 1)
      returning id
      """, as: Int32.self)
    guard let period = closing.first else {
      // The writers have not made the next one yet.
      try await app.query(
        "select period_at(max(ends_at), 'last-day 20:00', 'Europe/Moscow') from period")
      return try await seal(app)
    }
    try await app.withTransaction { transaction in
      try await transaction.query("select from period where id = \(period) for update")
      try await transaction.query(
        "update period set sealed_at = clock_timestamp() where id = \(period)")
    }
    return [period: try await lines(of: period, app)]
  }

  private static func lines(of period: Int32, _ app: PostgresClient) async throws -> Int64 {
    try await app.query(
      "select count(*) from billing_line where period = \(period)", as: Int64.self)[0]
  }
}

@Suite("R-225: rules of cut-offs")
struct CutoffRuleTests {
  @Test("what is one", arguments: ["sunday 20:00", "last-day 00:00", "day-28 23:59", "every 30s"])
  func good(_ text: String) { #expect(CutoffRule(text)?.text == text) }

  @Test(
    "what is none",
    arguments: [
      "", "sunday", "sunday 24:00", "Sunday 20:00", "sunday  20:00", "day-0 20:00",
      "day-29 20:00", "every 0s", "every 30", "every day", "someday 20:00", "last-day 20:0",
      "sunday 20:00 x", "sunday 2\u{30}\u{301}:00",
    ])
  func bad(_ text: String) { #expect(CutoffRule(text) == nil) }
}
