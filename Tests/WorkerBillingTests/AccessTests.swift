import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import WorkerBilling

@Suite("R-250: who sees which earnings")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: WorkerBillingModule.self,
    columns: ["nobody", "its worker", "another worker", "manager", "others"],
    rows: [
      "GET /api/worker-billing/summary?worker={worker}": [401, 200, 404, 200, 403],
      // Another worker finds nothing of it: below.
      "GET /api/worker-billing/lines": [401, 200, 200, 200, 403],
      "GET /api/worker-billing/invoices": [401, 200, 200, 200, 403],
      // None is there yet: those of others are in PayslipTests.
      "GET /api/worker-billing/invoices/{id}": [401, 404, 404, 404, 403],
      "POST /api/worker-billing/invoices/{id}/send": [401, 403, 403, 404, 403],
      // Each has an own one.
      "GET /api/worker-billing/payout-account": [401, 200, 200, 403, 403],
      "PUT /api/worker-billing/payout-account {\"account\": \"GH-1234-5678-9012\"}":
        [401, 200, 200, 403, 403],
      // Its signature lets it in, and nothing else.
      "POST /api/worker-billing/notices/gold-hat": [401, 401, 401, 401, 401],
      "GET /api/worker-billing/corrections": [401, 403, 403, 200, 403],
      "POST /api/worker-billing/corrections {\"line_id\": \"{line}\", \"reason\": \"x\"}":
        [401, 403, 403, 400, 403],
      "GET /api/worker-billing/ledger": [401, 403, 403, 200, 403],
      // With a key it would be 201: see BonusTests.
      "POST /api/worker-billing/bonuses {\"worker_id\": \"{worker}\", \"amount\": \"1.00\", \"reason\": \"x\"}":
        [401, 403, 403, 400, 403],
      "GET /api/worker-billing/differences": [401, 403, 403, 200, 403],
      "POST /api/worker-billing/differences/{id}/settle {\"why\": \"x\"}":
        [401, 403, 403, 404, 403],
      "GET /api/worker-billing/proposals": [401, 403, 403, 200, 403],
      "POST /api/worker-billing/proposals/{id}/approve": [401, 403, 403, 404, 403],
      "POST /api/worker-billing/proposals/{id}/withdraw": [401, 403, 403, 404, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withBilling { bed in
      let worker = try await bed.worker()
      let line = try await bed.take(bed.ended(worker: worker))
      let callers: [Caller?] = [
        nil, Fixture.worker(worker), Fixture.worker(UUID()), Fixture.manager,
      ]
      let differences = try await Self.matrix.differences(
        bed.api, callers: callers,
        parameters: { _ in ["worker": worker.wire, "id": UUID().wire, "line": line.wire] })
      #expect(differences == [])
    }
  }

  @Test("a worker sees the own lines only, and never the price or who brought it")
  func worker() async throws {
    try await withBilling { bed in
      let (mine, other) = (UUID(), UUID())
      let order = try await bed.take(bed.ended(.failed, worker: mine, reason: "worker_no_show"))
      try await bed.take(bed.ended(worker: other))
      let lines = try await bed.lines(as: Fixture.worker(mine))
      #expect(lines.count == 1 && lines.first?["order_id"]?.string == order.wire)
      #expect(lines.first?["amount"] == "-40.00" && lines.first?["reason"] == "worker_no_show")
      #expect(lines.first?["late"] == false)
      for hidden in ["price", "by", "worker_id", "charge", "earning"] {
        #expect(lines.first?[hidden] == nil, "\(hidden)")
      }
      #expect(try await bed.lines("?worker=\(other.wire)", as: Fixture.worker(mine)) == [])
      let odd = Caller(subject: "no id", roles: [.worker])
      #expect(try await bed.lines(as: odd) == [])
      let csv = try await bed.api.send(
        .get, "/api/worker-billing/lines", as: Fixture.worker(mine),
        headers: ["Accept": "text/csv"])
      #expect(csv.status == 403)
    }
  }

  @Test("a manager sees all, page by page, filtered, and as CSV")
  func manager() async throws {
    try await withBilling { bed in
      let worker = UUID()
      var newestFirst: [String] = []
      for _ in 0..<5 {
        bed.time.advance(by: 60)
        newestFirst.insert(try await bed.take(bed.ended(worker: worker)).wire, at: 0)
      }
      bed.time.advance(by: 60)
      let since = Timestamp.format(bed.time.now)
      newestFirst.insert(try await bed.take(bed.ended()).wire, at: 0)
      #expect(try await bed.lines().compactMap { $0["id"]?.string } == newestFirst)
      #expect(try await bed.lines("?worker=\(worker.wire)").count == 5)
      #expect(try await bed.lines("?from=\(since)").count == 1)
      #expect(try await bed.lines("?to=\(since)").count == 5)
      for (query, count) in [
        ("from", 1), ("to", 5), ("worker=\(worker.wire)&from", 0), ("period", 6),
        ("worker=\(worker.wire)&period", 5),
      ] {
        let entries = try await bed.api.send(
          .get, "/api/worker-billing/ledger?\(query)=\(since)", as: Fixture.manager)
        #expect(entries["items"]?.array?.count == count, "\(query)")
      }
      for list in ["lines", "ledger"] {
        var (found, query) = ([String](), "?limit=2")
        while true {
          let answer = try await bed.api.send(
            .get, "/api/worker-billing/\(list)\(query)", as: Fixture.manager)
          found += (answer["items"]?.array ?? []).compactMap {
            ($0["id"] ?? $0["cause"])?.string
          }
          guard let cursor = answer["next_cursor"]?.string else { break }
          query = "?limit=2&cursor=\(cursor)"
        }
        #expect(Set(found) == Set(newestFirst) && found.count == 6, "\(list)")
        let csv = try await bed.api.send(
          .get, "/api/worker-billing/\(list)", as: Fixture.manager,
          headers: ["Accept": "text/csv"])
        #expect(csv.text.split(separator: "\r\n").count == 7, "\(csv.text)")
      }
    }
  }

  @Test("all mistakes of a query are told at once")
  func mistakes() async throws {
    try await withBilling { bed in
      let answer = try await bed.api.send(
        .get, "/api/worker-billing/lines?worker=x&from=y&limit=0&cursor=!", as: Fixture.manager)
      #expect(answer.status == 400)
      let fields = (answer["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }
      #expect(Set(fields) == ["?worker", "?from", "?limit", "?cursor"])
      let ledger = try await bed.api.send(
        .get, "/api/worker-billing/ledger?from=y&to=z&period=1", as: Fixture.manager)
      let wrong = (ledger["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }
      #expect(ledger.status == 400 && Set(wrong) == ["?from", "?to", "?period"])
      let missing = try await bed.api.send(
        .get, "/api/worker-billing/summary", as: Fixture.manager)
      #expect(missing.status == 400)
    }
  }
}
