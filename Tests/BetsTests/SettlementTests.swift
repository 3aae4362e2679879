import Contracts
import FoundationEssentials
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-281: when bets close, what is void, and how a pool is settled")
struct SettlementTests {
  @Test("the first example, as it is stored, shown and written on the sheet")
  func example() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      try await bed.place(
        [
          (Fixture.murka, .completed, "10.00"), (Fixture.vaska, .completed, "5.00"),
          (Fixture.pushok, .failed, "7.01"),
        ], on: order)
      let before = try await bed.market(order)
      #expect(before["status"] == "open" && before["settlement"] == .null)
      #expect(!before.text.contains(Fixture.vaska.subject.text), "others' bets have no names")
      bed.time.set(order.scheduledAt)
      try await bed.finish(order, .completed, startedAt: order.scheduledAt)
      #expect(try await bed.payouts(order) == ["1 1467 467", "2 734 234", "3 0 -701"])
      let shown = try await bed.market(order)
      #expect(shown["status"] == "settled" && shown["outcome"] == "completed")
      #expect(
        shown["shares"]?.array?.compactMap { $0["net"]?.string } == ["4.67", "2.34", "-7.01"])
      #expect(shown["shares"]?.array?.first?["name"] == "Cat 1")
      let sheet = try await bed.sheet(order)
      #expect(sheet.contains("1000 × 2201 ÷ 1500 = 1467, rest 500|0|14.67|10.00|4.67\n"))
      #expect(sheet.contains("500 × 2201 ÷ 1500 = 733, rest 1000|1|7.34|5.00|2.34\n"))
      #expect(sheet.contains("|completed|10.00|2027-03-01T09:00:00.002000Z|counts\n"))
      let digest = try await bed.database.admin.query(
        "select encode(sha256(convert_to(\(sheet), 'UTF8')), 'hex')", as: String.self)
      #expect(shown["settlement"]?["sheet_sha256"]?.string == digest.first)
    }
  }

  @Test("a bet at the instant of the check-in is late, however late that is heard of; margins")
  func late() async throws {
    var careful = BetsConfiguration()
    careful.margin = 2
    for (configuration, standings) in [
      (BetsConfiguration(), ["counts", "late"]), (careful, ["late", "late"]),
    ] {
      try await withBets(configuration) { bed in
        let order = try await bed.accept()
        let checkIn = order.scheduledAt.addingTimeInterval(-600)
        bed.time.set(checkIn.addingTimeInterval(-0.002))
        try await bed.place([(Fixture.murka, .failed, "5.00")], on: order)
        bed.time.set(checkIn.addingTimeInterval(-0.001))
        try await bed.place([(Fixture.vaska, .completed, "5.00")], on: order)
        bed.time.set(checkIn.addingTimeInterval(60))
        try await bed.start(order, at: checkIn)
        let refused = try await bed.bet(Fixture.murka, .failed, "1.00", on: order.orderID)
        #expect(refused.status == 409 && refused.problem == "market-closed")
        let closedAt = checkIn.addingTimeInterval(-configuration.margin)
        #expect(refused["closed_at"]?.string == Timestamp.format(closedAt))
        try await bed.finish(order, .completed, startedAt: checkIn)
        #expect(try await bed.standings(order) == standings)
        // The stake of who was late is not owed.
        #expect(
          try await bed.payouts(order)
            == (configuration.margin == 0 ? ["1 0 -500"] : []))
      }
    }
  }

  @Test("cancelled long before its time, heard of hours later: what was placed meanwhile is void")
  func cancelledAhead() async throws {
    try await withBets { bed in
      let order = try await bed.accept(bed.order(in: 5 * 86_400))
      let cancelled = bed.time.now
      bed.time.advance(by: 3 * 3_600)
      try await bed.place(
        [(Fixture.murka, .cancelled, "100.00"), (Fixture.vaska, .completed, "1.00")], on: order)
      try await bed.finish(
        order, .cancelled, by: OrderActor(role: "client", id: "hcb-1"), at: cancelled)
      #expect(try await bed.standings(order) == ["late", "late"])
      #expect(try await bed.payouts(order) == [])
      #expect(try await bed.market(order)["settlement"]?["bank"] == "0.00")
    }
  }

  @Test("who ends an order on which she bet loses nothing and wins nothing, in any spelling")
  func acted() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      try await bed.place(
        [
          (Fixture.murka, .failed, "50.00"), (Fixture.vaska, .failed, "1.00"),
          (Fixture.murka, .completed, "2.00"), (Fixture.pushok, .completed, "3.00"),
        ], on: order)
      bed.time.advance(by: 60)
      let upper = Caller(subject: Fixture.id(1).uuidString, roles: [.manager])
      try await bed.finish(order, .failed, by: .manager(upper))
      #expect(try await bed.standings(order) == ["acted", "counts", "acted", "counts"])
      #expect(try await bed.payouts(order) == ["2 400 300", "3 0 -300"])

      // A client whose id is spelled as hers is somebody else.
      let other = try await bed.accept()
      try await bed.place([(Fixture.murka, .cancelled, "5.00")], on: other)
      bed.time.advance(by: 60)
      try await bed.finish(
        other, .cancelled, by: OrderActor(role: "client", id: Fixture.murka.subject))
      #expect(try await bed.standings(other) == ["counts"])
    }
  }

  @Test("events alone, again and out of turn: one settlement, no new row, nothing parked")
  func replays() async throws {
    try await withBets { bed in
      let alone = bed.order()
      bed.time.advance(by: 60)
      try await bed.finish(alone, .failed)
      #expect(try await bed.market(alone)["status"] == "settled")
      #expect(try await bed.sheet(alone).contains("paid out 0.00\n"))

      let order = try await bed.accept()
      try await bed.place([(Fixture.murka, .completed, "5.00")], on: order)
      let checkIn = bed.time.now.addingTimeInterval(1)
      bed.time.advance(by: 2)
      try await bed.finish(order, .completed, startedAt: checkIn)
      let (rows, sheet) = (try await bed.rows(), try await bed.sheet(order))
      // Others than those that were heard of first, and of another outcome.
      try await bed.start(order, at: checkIn.addingTimeInterval(-100))
      try await bed.accept(order)
      try await bed.finish(order, .failed, by: .manager(Fixture.murka), startedAt: checkIn)
      #expect(try await bed.rows() == rows)
      #expect(try await bed.sheet(order) == sheet)
      let parked = try await bed.database.admin.query(
        "select cause from bets.inbox_parked", as: String?.self)
      #expect(parked == [])
    }
  }

  @Test("15 managers place 200 bets while the order ends: each 201 is on the sheet, no 409 is")
  func race() async throws {
    try await withBets(managers: 15) { bed in
      let order = try await bed.accept()
      let client = PostgresClient(
        PostgresConfiguration(url: bed.database.url(.app("bets"))), logger: .silent)
      let answers = try await atOnce(16) { number -> [TestAnswer] in
        if number == 0 {
          // In the midst of them, and by a client that does not stand in their queue.
          try await eventually("sixty bets") { try await bed.rows()["bet"] ?? 0 >= 60 }
          try await bed.database.deliver(
            .finished(order, .completed, at: order.scheduledAt), of: order.orderID, version: 3,
            at: bed.time.now, from: "orders", to: "bets")
          try await bed.drain(by: client)
          return []
        }
        var answers: [TestAnswer] = []
        // 200 in all.
        for bet in 0..<(number <= 5 ? 14 : 13) {
          answers.append(
            try await bed.bet(
              Fixture.manager(number), OrderOutcome.allCases[bet % 3], "\(bet % 7 + 1).01",
              on: order.orderID))
        }
        return answers
      }.flatMap { $0 }
      await client.close()
      let taken = Set(answers.filter { $0.status == 201 }.compactMap { $0["id"]?.string })
      let refused = answers.count { $0.status == 409 && $0.problem == "market-closed" }
      #expect(
        taken.count + refused == 200 && taken.count >= 60 && refused > 0,
        "\(Set(answers.map { "\($0.status) \($0.problem ?? "")" })) \(taken.count) \(refused)")
      #expect(try await bed.rows()["bet"] == taken.count)
      let sheet = try await bed.sheet(order)
      let written = sheet.split(separator: "\n").filter { $0.hasSuffix("Z|counts") }
        .compactMap { $0.split(separator: "|").dropFirst().first.map(String.init) }
      #expect(written.count == taken.count && Set(written) == taken)
    }
  }
}
