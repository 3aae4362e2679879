import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-270: bonuses")
struct BonusTests {
  private static let second = Caller(subject: "second", roles: [.manager])

  private static func give(
    _ bed: Fixture, _ worker: UUID, _ amount: String, reason: String = "for the vase",
    as caller: Caller = Fixture.manager, key: String = UUID().wire
  ) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "/api/worker-billing/bonuses", as: caller,
      ["worker_id": .string(worker.wire), "amount": .string(amount), "reason": .string(reason)],
      headers: ["Idempotency-Key": key])
  }

  private static func decide(
    _ bed: Fixture, _ proposal: String, _ act: String, as caller: Caller
  ) async throws -> TestAnswer {
    try await bed.api.send(
      .post, "/api/worker-billing/proposals/\(proposal)/\(act)", as: caller)
  }

  private static func refusals(_ bed: Fixture) async throws -> [String] {
    try await bed.billing.database.query(
      "select who || ' ' || act || ' ' || why from refusal order by refused_at, id",
      as: String.self)
  }

  @Test("case 21: up to the limit one manager gives it alone, and the worker reads what for")
  func alone() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let key = UUID().wire
      let answer = try await Self.give(bed, worker, "1000.00", key: key)
      #expect(answer.status == 201 && answer["amount"] == "1000.00")
      // The same request again gets the same answer, and books nothing.
      let again = try await Self.give(bed, worker, "1000.00", key: key)
      #expect(again.status == 201 && again["id"] == answer["id"])
      let lines = try await bed.lines(as: Fixture.worker(worker))
      #expect(lines.count == 1 && lines.first?["kind"] == "bonus")
      #expect(lines.first?["why"] == "for the vase" && lines.first?["order_id"] == .null)
      let page = try await bed.api.browser(as: Fixture.worker(worker)).get("/earnings")
      #expect(page.text.contains("for the vase") && page.text.contains("1\u{202F}000.00"))
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 0)
      #expect(report.balances.map(\.account) == ["bonuses", "earned"])
    }
  }

  @Test("case 21: above it another manager agrees, once, however many press at the same time")
  func fourEyes() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let answer = try await Self.give(bed, worker, "1000.01")
      #expect(answer.status == 202 && answer["decision"] == .null)
      let id = try #require(answer["id"]?.string)
      #expect(try await bed.lines() == [])
      let own = try await Self.decide(bed, id, "approve", as: Fixture.manager)
      #expect(own.status == 409 && own["type"]?.string?.hasSuffix("/four-eyes") == true)
      let waiting = try await bed.api.send(
        .get, "/api/worker-billing/proposals", as: Self.second)
      #expect(waiting["items"]?.array?.compactMap { $0["id"]?.string } == [id])
      let answers = try await atOnce(50) { _ in
        try await Self.decide(bed, id, "approve", as: Self.second).status
      }
      #expect(answers.count { $0 == 200 } == 1 && answers.count { $0 == 409 } == 49)
      let lines = try await bed.lines()
      #expect(lines.count == 1 && lines.first?["amount"] == "1000.01")
      #expect(try await bed.billing.ledger.verify().entries == 1)
      // Who agreed stands in the chain, beside who proposed it.
      let links = try await bed.billing.database.query(
        "select recorded_by from ledger_link", as: String.self)
      #expect(links == ["manager boss approved by second"])
      let refused = try await Self.refusals(bed)
      #expect(refused.count { $0 == "manager:boss approved four-eyes" } == 1)
      #expect(refused.count { $0 == "manager:second approved wrong-state" } == 49)
    }
  }

  @Test("approved, approved and withdrawn at once: it is decided one way")
  func race() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      for _ in 0..<10 {
        let id = try #require(try await Self.give(bed, worker, "2000.00")["id"]?.string)
        let answers = try await atOnce(3) { n in
          try await Self.decide(bed, id, n == 0 ? "withdraw" : "approve", as: Self.second)
        }
        let decided = answers.filter { $0.status == 200 }
        #expect(decided.count == 1)
        let booked = try await bed.lines().contains { $0["id"]?.string == id }
        #expect(booked == (decided.first?["decision"] == "approved"))
      }
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("the database lets nobody approve their own, and decides once")
  func database() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      try #require(try await Self.give(bed, worker, "2000.00").status == 202)
      for (sql, state) in [
        (
          "update proposal set decision = 'approved', decided_by = proposed_by, decided_at = now()",
          SQLState.checkViolation
        ),
        ("update proposal set amount = 1", .insufficientPrivilege),
        ("update proposal set decision = 'withdrawn', decided_by = 'x', decided_at = now()", nil),
        (
          "update proposal set decision = 'approved', decided_by = 'y', decided_at = now()",
          .checkViolation
        ),
        ("delete from proposal", .insufficientPrivilege),
        ("update refusal set why = ''", .insufficientPrivilege),
        ("delete from refusal", .insufficientPrivilege),
      ] as [(String, SQLState?)] {
        do {
          try await bed.billing.database.query(PostgresQuery(unescaped: sql))
          #expect(state == nil, "\(sql)")
        } catch let error as PostgresError {
          #expect(error.sqlState == state, "\(sql)")
        }
      }
    }
  }

  @Test("what is no bonus is refused with every mistake at once, and a refusal is kept")
  func mistakes() async throws {
    try await withBilling { bed in
      for amount in [
        "0", "0.00", "-1.00", "1e2", "1.005", "9999999999999999.00", "10000000.01", "",
      ] {
        let answer = try await Self.give(bed, UUID(), amount, reason: "")
        #expect(answer.status == 400, "\(amount)")
        #expect(
          answer.mistakes == ["/amount", "/reason", "/worker_id"], "\(amount): \(answer.text)")
      }
      let keyless = try await bed.api.send(
        .post, "/api/worker-billing/bonuses", as: Fixture.manager,
        [
          "worker_id": .string(try await bed.worker().wire), "amount": "1.00", "reason": "x",
        ])
      #expect(keyless.status == 400)
      let worker = Fixture.worker(UUID())
      #expect(try await Self.give(bed, UUID(), "1.00", as: worker).status == 403)
      #expect(try await Self.refusals(bed) == ["\(worker.id.text) bonus forbidden"])
      #expect(try await bed.lines() == [])
    }
  }

  @Test("without a limit any amount is given by one")
  func noLimit() async throws {
    var configuration = WorkerBillingConfiguration()
    configuration.fourEyesAbove = nil
    try await withBilling(configuration) { bed in
      let answer = try await Self.give(bed, try await bed.worker(), "50000.00")
      #expect(answer.status == 201)
    }
  }
}
