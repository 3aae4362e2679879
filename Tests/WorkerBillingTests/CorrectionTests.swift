import Billing
import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-250: lines are never changed, but taken back")
struct CorrectionTests {
  @Test("a fine of a month that is billed is taken back in the open one; the invoice stays")
  func fine() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let order = try await bed.take(bed.ended(.failed, worker: worker))
      try await bed.take(bed.ended(worker: worker))
      bed.goToEnd(ofMonth: 3)
      try await bed.bill()
      let answer = try await bed.takeBack(order)
      #expect(answer.status == 201 && answer["kind"] == "fine_reversed")
      #expect(answer["amount"] == "40.00" && answer["reverses"]?.string == order.wire)
      let id = try #require(UUID(uuidString: answer["id"]?.string ?? ""))
      #expect(try await bed.entries(of: id) == ["fine_reversed fines/earned 4000"])
      let csv = try await bed.api.send(
        .get, "/api/worker-billing/lines", as: Fixture.manager, headers: ["Accept": "text/csv"])
      let rows = csv.text.split(separator: "\r\n")
      #expect(rows.first?.hasSuffix(",reverses,why,by,by_subject") == true)
      #expect(rows.contains { $0.hasSuffix(",\(order.wire),it was a mistake,manager,boss") })
      #expect(rows.contains { $0.hasSuffix(",,,orders,") })
      let summary = try await bed.api.send(
        .get, "/api/worker-billing/summary", as: Fixture.worker(worker))
      #expect(summary["corrections"] == "40.00" && summary["fines"] == "0.00")
      bed.goToEnd(ofMonth: 4)
      try await bed.bill()
      #expect(try await bed.invoices().compactMap { $0["due"] } == ["40.00", "20.00"])
      #expect(try await bed.issued().last?["corrections"] == "40.00")
      #expect(try await bed.billing.ledger.verify().faults.count == 0)
    }
  }

  @Test("once, however many are at it; what took it back can itself be taken back")
  func once() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let order = try await bed.take(bed.ended(worker: worker))
      let answers = try await atOnce(50) { _ in try await bed.takeBack(order) }
      #expect(answers.count { $0.status == 201 } == 1 && answers.count { $0.status == 409 } == 49)
      let refused = try #require(answers.first { $0.status == 409 })
      #expect(refused["type"]?.string?.hasSuffix("/beyond-the-line") == true)
      let refusals = try await bed.billing.database.query(
        "select subject from refusal where act = 'correction' and why = 'beyond-the-line'",
        as: String.self)
      #expect(refusals == Array(repeating: order.wire, count: 49))
      let done = try #require(answers.first { $0.status == 201 }?["id"]?.string)
      let again = try await bed.takeBack(try #require(UUID(uuidString: done)))
      #expect(again["kind"] == "earning" && again["amount"] == "60.00")
      let corrections = try await bed.api.send(
        .get, "/api/worker-billing/corrections", as: Fixture.manager)
      #expect(corrections["items"]?.array?.count == 2)
      #expect(corrections["items"]?.array?.first?["by_subject"] == "boss")
      let report = try await bed.billing.ledger.verify()
      #expect(report.faults.count == 0 && report.entries == 3)
      #expect(report.balances.map(\.balance) == [-6_000, 6_000])
    }
  }

  @Test("case 21, of corrections: above the limit another manager has to agree")
  func fourEyes() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let order = try await bed.take(bed.ended(worker: worker, price: 200_000))
      bed.time.advance(by: 60)
      let answer = try await bed.takeBack(order)
      #expect(answer.status == 202 && answer["act"] == "correction")
      #expect(answer["line_id"]?.string == order.wire && answer["amount"] == "1200.00")
      let path = "/api/worker-billing/proposals/\(answer["id"]?.string ?? "")/approve"
      #expect(try await bed.api.send(.post, path, as: Fixture.manager).status == 409)
      let second = Caller(subject: "second", roles: [.manager])
      let other = try await bed.takeBack(order)
      #expect(other.status == 202)
      #expect(try await bed.api.send(.post, path, as: second).status == 200)
      let lines = try await bed.lines()
      #expect(lines.compactMap { $0["amount"] } == ["-1200.00", "1200.00"])
      // A proposal for what somebody took back meanwhile is refused, and waits.
      let late = "/api/worker-billing/proposals/\(other["id"]?.string ?? "")/approve"
      let refused = try await bed.api.send(.post, late, as: second)
      #expect(refused["type"]?.string?.hasSuffix("/beyond-the-line") == true)
      #expect(try await bed.takeBack(order).status == 409, "nor is it proposed any more")
    }
  }

  @Test("all mistakes at once, and no line of nobody's")
  func mistakes() async throws {
    try await withBilling { bed in
      let answer = try await bed.api.send(
        .post, "/api/worker-billing/corrections", as: Fixture.manager,
        ["line_id": .string(UUID().wire), "reason": "", "amount": "1.00"],
        headers: ["Idempotency-Key": "x"])
      #expect(answer.status == 400)
      #expect(answer.mistakes == ["/amount", "/line_id", "/reason"])
    }
  }

  @Test("under repeatable read, which does not see what others have taken meanwhile, nothing is")
  func snapshot() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let order = try await bed.take(bed.ended(.failed, worker: worker))
      let reversal = """
        insert into billing_line (id, party, period, kind, amount, outcome, occurred_at, recorded_at,
          order_id, service_type_name, price, earning, reverses, by_role, by_subject, why)
        select gen_random_uuid(), party, period, 'fine_reversed', 4000, outcome, occurred_at,
               recorded_at, order_id, service_type_name, price, earning, id, 'manager', 'x', 'y'
        from   billing_line
        where  id = '\(order.wire)'
        """
      let error = await #expect(throws: PostgresError.self) {
        try await bed.billing.database.withConnection {
          try await $0.script("begin isolation level repeatable read; \(reversal); commit")
        }
      }
      #expect(error?.constraint == "billing_line_beyond_the_line")
    }
  }

  /// What the application role itself may not write.
  static let forged: [(sql: String, constraint: String)] = [
    ("'fine_reversed', 4001, 'failed'", "beyond_the_line"),
    ("'fine_reversed', 4000, 'completed'", "of_a_worker"),
    ("'fine', -4000, 'failed'", "beyond_the_line"),
  ]

  @Test("the table refuses what is more than the line, somebody else's or the same way")
  func table() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let order = try await bed.take(bed.ended(.failed, worker: worker))
      for (values, constraint) in Self.forged {
        let error = await #expect(throws: PostgresError.self, "\(values)") {
          try await bed.billing.database.query(
            PostgresQuery(
              unescaped: """
                insert into billing_line (id, party, period, kind, amount, outcome, occurred_at,
                  recorded_at, order_id, service_type_name, price, earning, reverses, by_role,
                  by_subject, why)
                select gen_random_uuid(), party, period, \(values), occurred_at, recorded_at,
                       order_id, service_type_name, price, earning, '\(order.wire)', 'manager',
                       'x', 'y'
                from   billing_line
                """))
        }
        #expect(
          error?.constraint?.hasSuffix(constraint) == true,
          "\(values): \(String(describing: error))")
      }
    }
  }
}
