import Contracts
import FoundationEssentials
import HTTPTypes
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-281: managers are told who owes whom")
struct StatementsTests {
  private static let path = "/api/bets/statements"

  private static func make(_ bed: Fixture, _ caller: Caller = Fixture.murka) async throws
    -> TestAnswer
  {
    try await bed.api.send(
      .post, path, as: caller, headers: ["Idempotency-Key": UUID().wire])
  }

  private static func mark(
    _ bed: Fixture, _ transfer: Int, as caller: Caller, of statement: Int = 1
  ) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "\(path)/\(statement)/transfers/\(transfer)/paid", as: caller)
  }

  /// Pools that come to −5.00, −3.00, +6.50 and +1.50 for the developers.
  private static func settlePools(_ bed: Fixture) async throws {
    let (first, second) = (try await bed.accept(), try await bed.accept())
    try await bed.place(
      [
        (Fixture.murka, .failed, "5.00"), (Fixture.vaska, .failed, "1.50"),
        (Fixture.pushok, .completed, "1.00"),
      ], on: first)
    try await bed.place([(Fixture.vaska, .cancelled, "1.50")], on: second)
    bed.time.advance(by: 60)
    try await bed.finish(first, .completed)
    try await bed.finish(second, .failed)
  }

  private func nets(_ answer: JSONValue?) -> [String] {
    (answer?.array ?? []).map {
      "\($0["party"]?.string?.suffix(1) ?? "") \($0["net"]?.string ?? "")"
    }
  }

  @Test("the example: running balances, a statement, transfers and their ticks")
  func example() async throws {
    try await withBets { bed in
      #expect(try await Self.make(bed).problem == "nothing-to-settle")
      try await Self.settlePools(bed)
      let running = try await bed.get("/api/bets/statement")
      #expect(nets(running["items"]) == ["1 -5.00", "2 -3.00", "s 1.50", "3 6.50"])
      let made = try await Self.make(bed)
      #expect(made.status == 201 && made.headers[.location] == "\(Self.path)/1")
      #expect(nets(made["lines"]) == nets(running["items"]) && made["markets"] == 2)
      let transfers = (made["transfers"]?.array ?? []).map { transfer in
        let parties = ["debtor", "creditor"].map { transfer[$0]?.string?.suffix(1) ?? "" }
        return "\(parties[0]) → \(parties[1]) \(transfer["amount"]?.string ?? "")"
      }
      #expect(transfers == ["1 → 3 5.00", "2 → 3 1.50", "2 → s 1.50"])
      #expect(nets(try await bed.get("/api/bets/statement")["items"]) == [])
      #expect(try await bed.get("\(Self.path)/1").text == made.text)
      let json = try made.json
      #expect(try await bed.get(Self.path)["items"]?.array == [json])
      #expect(try await Self.make(bed).problem == "nothing-to-settle")
      try await ticks(bed)
    }
  }

  private func ticks(_ bed: Fixture) async throws {
    for debtor in [Fixture.murka, Fixture.vaska] {
      let answer = try await Self.mark(bed, 1, as: debtor)
      #expect(answer.status == 403 && answer.problem == "not-the-creditor")
    }
    let paid = try await Self.mark(bed, 1, as: Fixture.pushok)
    #expect(paid.status == 200 && paid["paid_by"]?.string == Fixture.pushok.subject.text)
    #expect(try await Self.mark(bed, 1, as: Fixture.pushok).problem == "already-paid")
    // Any manager takes for the developers.
    let twice = try await atOnce(2) { _ in try await Self.mark(bed, 3, as: Fixture.murka) }
    #expect(twice.map(\.status).sorted() == [200, 409])
    for (transfer, statement) in [(4, 1), (1, 2), (0, 1)] {
      let answer = try await Self.mark(bed, transfer, as: Fixture.pushok, of: statement)
      #expect(answer.problem == "no-such-statement")
    }
    #expect(try await bed.get("\(Self.path)/2").problem == "no-such-statement")
    let shown = try await bed.get("\(Self.path)/1")["transfers"]?.array ?? []
    #expect(shown.map { $0["paid_at"] != .null } == [true, false, true])
  }

  @Test("what comes to nothing makes no statement, and goes into the next one")
  func even() async throws {
    try await withBets { bed in
      // The only one, who was right, has her stake back.
      let lone = try await bed.accept()
      try await bed.place([(Fixture.murka, .completed, "5.00")], on: lone)
      bed.time.advance(by: 60)
      try await bed.finish(lone, .completed)
      #expect(nets(try await bed.get("/api/bets/statement")["items"]) == [])
      let refused = try await Self.make(bed)
      #expect(refused.status == 409 && refused.problem == "nothing-to-settle")
      let page = try await bed.api.browser(as: Fixture.murka).get("/bets/statements")
      #expect(page.missing(["Nothing: all of it is even."]) == [])
      try await Self.settlePools(bed)
      #expect(try await Self.make(bed)["markets"] == 3)
    }
  }

  @Test("what is still to be paid is listed first to last, however many statements came since")
  func open() async throws {
    try await withBets { bed in
      for _ in 1...21 {
        let order = try await bed.accept()
        try await bed.place(
          [(Fixture.murka, .failed, "1.00"), (Fixture.vaska, .completed, "1.00")], on: order)
        bed.time.advance(by: 60)
        try await bed.finish(order, .completed)
        #expect(try await Self.make(bed).status == 201)
      }
      // All but the first one's, which is not among the twenty statements on the page.
      for number in 2...21 {
        #expect(try await Self.mark(bed, 1, as: Fixture.vaska, of: number).status == 200)
      }
      let page = try await bed.api.browser(as: Fixture.vaska).get("/bets/statements")
      #expect(!page.text.contains(#"class="number"><a href="/bets/statements/1">"#))
      #expect(
        page.missing([
          "Still to be paid", "Cat 1", #"<a href="/bets/statements/1">1</a>"#,
          #"formaction="/bets/statements/1/transfers/1/paid""#,
        ]) == [])
    }
  }

  @Test("two at once: one has the pools, the other nothing; what settles meanwhile is in the next")
  func atOnceTests() async throws {
    try await withBets { bed in
      try await Self.settlePools(bed)
      let late = try await bed.accept()
      try await bed.place(
        [(Fixture.murka, .failed, "2.00"), (Fixture.vaska, .completed, "2.00")], on: late)
      bed.time.advance(by: 60)
      let answers =
        try await atOnce(5) { number -> TestAnswer? in
          if number != 2 { return try await Self.make(bed) }
          try await bed.finish(late, .failed)
          return nil
        }.compactMap { $0 } + [try await Self.make(bed)]
      let made = answers.filter { $0.status == 201 }
      #expect(answers.allSatisfy { $0.status == 201 || $0.problem == "nothing-to-settle" })
      #expect((1...2).contains(made.count))
      let stated = try await bed.database.admin.query(
        "select count(*), count(distinct order_id) from bets.statement_market",
        as: Int.self, Int.self)
      #expect(stated.first ?? (0, 0) == (3, 3))
      let moved = try await bed.database.admin.query(
        """
        select ltrim(right(l.party, 12), '0'),
               sum(l.net)::int8
        from   bets.statement_line l
        where  l.party <> 'developers'
        group  by l.party
        order  by l.party
        """, as: String.self, Int64.self)
      #expect(moved.map { "\($0.0) \($0.1)" } == ["1 -300", "2 -500", "3 650"])
    }
  }

  @Test("a statement waits for the pools that are just being settled, and has them")
  func waiting() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      try await bed.place(
        [(Fixture.murka, .failed, "2.00"), (Fixture.vaska, .completed, "2.00")], on: order)
      bed.time.advance(by: 60)
      let end = Event(
        id: .v7(at: bed.time.now), subject: order.orderID, version: 3, time: bed.time.now,
        payload: OrderFinished.finished(order, .completed, at: bed.time.now))
      let making = try await bed.app.withTransaction { transaction in
        try await bed.bets.take(end, in: transaction)
        _ = try await transaction.one(FindMarket(order: order.orderID))
        // In a task of its own, which knows nothing of this transaction.
        let making = Task.detached { try await Self.make(bed) }
        try await eventually("the statement waits") { try await bed.isWaiting() }
        return making
      }
      #expect(try await making.value["markets"] == 1)
    }
  }
}

extension Fixture {
  /// Whether somebody waits for a lock.
  fileprivate func isWaiting() async throws -> Bool {
    try await database.admin.query(
      """
      select exists (select from pg_locks
                     where  not granted
                     and    pid in (select pid from pg_stat_activity
                                    where  datname = current_database()))
      """, as: Bool.self
    ).first ?? false
  }
}
