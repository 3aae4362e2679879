import Configuration
import Contracts
import FoundationEssentials
import Metrics
import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-281: pools that are not settled are seen, and what is settled is counted")
struct UnsettledTests {
  @Test("an end that came to nothing is told ten minutes later, until it is tried again")
  func parked() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      bed.time.set(order.scheduledAt)
      try await bed.database.admin.query(
        "alter table bets.settlement add constraint broken check (outcome <> 'failed')")
      try await bed.finish(order, .failed)
      try await bed.dateParked()
      bed.time.advance(by: 590)
      #expect(try await bed.unsettled() == 0)
      bed.time.advance(by: 60)
      #expect(try await bed.unsettled() == 1)
      try await bed.database.admin.query("alter table bets.settlement drop constraint broken")
      let head = try #require(try await ParkedEvents(in: bed.app).heads(onlyDead: false).first)
      #expect(try await ParkedEvents(in: bed.app).retry(head.id, at: bed.time.now))
      try await bed.drain()
      #expect(try await bed.market(order)["status"] == "settled")
      #expect(try await bed.unsettled() == 0)
    }
  }

  @Test("so is one that was given up, and one that never came though orders end by themselves")
  func lost() async throws {
    try await withBets(try .set(["MCF_REPORT_FAIL_SECONDS": "172800"])) { bed in
      let (order, idle) = (try await bed.accept(), try await bed.accept())
      try await bed.place([(Fixture.murka, .failed, "5.00")], on: order)
      // The two days in which orders end by themselves, and ten minutes.
      bed.time.set(order.endsAt.addingTimeInterval(172_800 + 600))
      #expect(try await bed.unsettled() == 0)
      bed.time.advance(by: 1)
      #expect(try await bed.unsettled() == 1)
      // However long ago: what is at stake stays in sight.
      bed.time.advance(by: 30 * 86_400)
      for query in ["status=closed", "status=closed&all=true"] {
        let listed = try await bed.get("/api/markets?\(query)")["items"]?.array ?? []
        #expect(listed.compactMap { $0["order_id"]?.string } == [order.orderID.wire], "\(query)")
      }
      try await bed.finish(order, .failed, at: order.endsAt)
      #expect(try await bed.unsettled() == 0)

      // From now on: one is settled.
      try await bed.database.admin.query(
        "alter table bets.settlement add constraint broken check (outcome <> 'failed') not valid")
      try await bed.finish(idle, .failed)
      let parked = ParkedEvents(in: bed.app)
      let head = try #require(try await parked.heads(onlyDead: false).first)
      #expect(try await parked.skip(head.id, by: "mura", because: "broken", at: bed.time.now))
      bed.time.advance(by: 601)
      #expect(try await bed.unsettled() == 1)
    }
  }

  @Test("an order is open as long as its worker is awaited or its report, whichever is longer")
  func longestOpen() throws {
    #expect(BetsConfiguration().longestOpen == 86_400)
    for setting in ["MCF_GRACE_SECONDS", "MCF_REPORT_FAIL_SECONDS"] {
      #expect(try BetsConfiguration.set([setting: "90000"]).longestOpen == 90_000, "\(setting)")
    }
  }

  @Test("bets, pools and what was void are counted, once each")
  func counts() async throws {
    let registry = PrometheusRegistry()
    try await withMetricsFactory(registry) {
      try await withBets { bed in
        let (paid, lost) = (try await bed.accept(), try await bed.accept())
        let empty = try await bed.accept()
        try await bed.place(
          [
            (Fixture.murka, .failed, "1.00"), (Fixture.vaska, .failed, "1.00"),
            (Fixture.pushok, .failed, "1.00"),
          ], on: paid)
        try await bed.place([(Fixture.murka, .completed, "1.00")], on: lost)
        // The last of the three is late.
        let closing = bed.time.now.addingTimeInterval(-0.001)
        try await bed.finish(paid, .failed, by: .manager(Fixture.murka), at: closing)
        for order in [lost, empty] {
          bed.time.advance(by: 1)
          try await bed.finish(order, .failed)
        }
        try await bed.finish(empty, .failed)
        for line in [
          "mcf_bets_placed_total 4", #"mcf_pools_settled_total{result="paid"} 1"#,
          #"mcf_pools_settled_total{result="developers"} 1"#,
          #"mcf_pools_settled_total{result="empty"} 1"#,
          #"mcf_bets_voided_total{reason="late"} 1"#,
          #"mcf_bets_voided_total{reason="acted"} 1"#,
        ] { #expect(registry.text.contains(line + "\n"), "\(line)") }

        try await bed.place([(Fixture.vaska, .failed, "1.00")], on: try await bed.accept())
        bed.time.advance(by: 3 * 86_400)
        await UnsettledGauge(
          database: bed.app, clock: bed.time.clock, longestOpen: 86_400, logger: .silent
        ).turn()
        #expect(registry.text.contains("mcf_pools_unsettled 1.0\n"))
      }
    }
  }

  @Test("a settlement is on disk before it can be seen, whatever else the inbox does")
  func durable() async throws {
    try await withBets { bed in
      let admin = bed.database.admin
      try await admin.query("create table bets.told (level text)")
      try await admin.query(
        """
        create function bets.tell() returns trigger security definer language plpgsql as
        'begin
           insert into bets.told values (current_setting(''synchronous_commit''));
           return null;
         end'
        """)
      for table in ["market", "settlement"] {
        try await admin.query(
          """
          create constraint trigger tell after insert on bets.\(unescaped: table)
          deferrable initially deferred for each row execute function bets.tell()
          """)
      }
      let order = try await bed.accept()
      bed.time.advance(by: 1)
      try await bed.finish(order, .failed)
      let levels = try await admin.query("select level from bets.told", as: String.self)
      #expect(levels == ["off", "on"])
    }
  }
}

extension BetsConfiguration {
  fileprivate static func set(_ variables: [String: String]) throws -> BetsConfiguration {
    let provider = EnvironmentVariablesProvider(environmentVariables: variables)
    return try BetsConfiguration(ConfigReader(provider: provider))
  }
}

extension Fixture {
  /// The service's own consumer, which may be faster than a test's, goes by the wall clock.
  fileprivate func dateParked() async throws {
    try await database.admin.query("update bets.inbox_parked set parked_at = \(time.now)")
  }

  fileprivate func unsettled() async throws -> Int? {
    try await app.readOne(
      CountUnsettled(now: time.now, longestOpen: bets.configuration.longestOpen))
  }
}
