import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import ClientBilling

@Suite("R-220: who sees what clients owe")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: ClientBillingModule.self,
    columns: ["nobody", "its client", "another client", "unknown client", "manager", "others"],
    rows: [
      "GET /api/client-billing/summary?client={client}": [401, 200, 404, 403, 200, 403],
      // Another client finds nothing of it: below.
      "GET /api/client-billing/lines": [401, 200, 200, 403, 200, 403],
      "GET /api/client-billing/invoices": [401, 200, 200, 403, 200, 403],
      "GET /api/client-billing/invoices/{id}": [401, 200, 404, 403, 200, 403],
      "POST /api/client-billing/invoices/{id}/pay": [401, 400, 400, 403, 403, 403],
      "GET /api/client-billing/payment-methods": [401, 200, 200, 403, 403, 403],
      "POST /api/client-billing/payment-methods": [401, 415, 415, 403, 403, 403],
      "DELETE /api/client-billing/payment-methods/{id}": [401, 404, 404, 403, 403, 403],
      "PUT /api/client-billing/payment-methods/{id}/default": [401, 404, 404, 403, 403, 403],
      // Signed, whoever calls; there is no such way to pay.
      "POST /api/client-billing/notices/{adapter}": [404, 404, 404, 404, 404, 404],
      // Another client finds nothing of it: CorrectionTests.
      "GET /api/client-billing/corrections": [401, 200, 200, 403, 200, 403],
      "POST /api/client-billing/corrections {\"line_id\": \"{id}\", \"reason\": \"x\"}":
        [401, 403, 403, 403, 400, 403],
      "GET /api/client-billing/refunds": [401, 403, 403, 403, 200, 403],
      "POST /api/client-billing/refunds {\"payment_id\": \"{id}\", \"amount\": \"1.00\", \"reason\": \"x\"}":
        [401, 403, 403, 403, 400, 403],
      "GET /api/client-billing/proposals": [401, 403, 403, 403, 200, 403],
      "POST /api/client-billing/proposals/{id}/approve": [401, 403, 403, 403, 404, 403],
      "POST /api/client-billing/proposals/{id}/withdraw": [401, 403, 403, 403, 404, 403],
      "GET /api/client-billing/differences": [401, 403, 403, 403, 200, 403],
      "POST /api/client-billing/differences/{id}/settle {\"why\": \"x\"}":
        [401, 403, 403, 403, 404, 403],
      "GET /api/client-billing/ledger": [401, 403, 403, 403, 200, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withBilling { bed in
      let client = try await bed.client()
      try await bed.finish(bed.facts(client: client))
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let id = try #require(try await bed.list("invoices").first?["id"]?.string)
      let callers: [Caller?] = [
        nil, Fixture.client(client), Fixture.client(try await bed.client(name: "Another Cat")),
        Fixture.client(UUID()), Fixture.manager,
      ]
      let differences = try await Self.matrix.differences(
        bed.api, callers: callers,
        parameters: { _ in ["client": client.wire, "id": id, "adapter": "card"] })
      #expect(differences == [])
    }
  }

  @Test("a client sees the own lines only, and is told how to be known")
  func client() async throws {
    try await withBilling { bed in
      let (mine, other) = (try await bed.client(), try await bed.client(name: "Another Cat"))
      let order = try await bed.finish(bed.facts(client: mine), .failed, reason: "worker_no_show")
      try await bed.finish(bed.facts(client: other))
      let lines = try await bed.list("lines", as: Fixture.client(mine))
      #expect(lines.count == 1 && lines.first?["order_id"]?.string == order.wire)
      let line = try #require(lines.first)
      #expect(line["price"] == "100.00" && line["discount_percent"] == 5)
      #expect(line["amount"] == "95.00" && line["reason"] == "worker_no_show")
      #expect(line["invoice"] == .null && line["late"] == false)
      for hidden in ["by", "by_subject", "client_id"] { #expect(line[hidden] == nil, "\(hidden)") }
      #expect(
        try await bed.list("lines", "?client=\(other.wire)", as: Fixture.client(mine)) == [])
      let csv = try await bed.api.send(
        .get, "/api/client-billing/lines", as: Fixture.client(mine),
        headers: ["Accept": "text/csv"])
      #expect(csv.status == 403)
      // Our id is not HCB's.
      let odd = Caller(subject: mine.wire, roles: [.client])
      let unknown = try await bed.api.send(.get, "/api/client-billing/summary", as: odd)
      #expect(unknown.problem == "client-not-registered")
      #expect(unknown.text.contains("GET /api/clients/me"))
    }
  }

  @Test("the entries of a period are those of its lines and invoices, whenever they came")
  func period() async throws {
    try await withBilling { bed in
      try await bed.fill(2)
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      let week = try #require(try await bed.list("invoices").first?["period"])
      let (from, to) = (week["from"]?.string ?? "", week["to"]?.string ?? "")
      // It ended in the week that is billed, and is the next one's.
      let late = try #require(Timestamp.parse(from)).addingTimeInterval(3_600)
      try await bed.finish(bed.facts(client: try await bed.id("client 1"), endsAt: late))
      #expect(try await bed.list("ledger", "?from=\(from)&to=\(to)").count == 6)
      let kinds = try await bed.list("ledger", "?period=\(from)").compactMap { $0["kind"]?.string }
      #expect(
        kinds.sorted() == ["charge", "charge", "discount", "discount", "invoice", "invoice"])
      let csv = try await bed.api.send(
        .get, "/api/client-billing/ledger?period=\(to)", as: Fixture.manager,
        headers: ["Accept": "text/csv"])
      #expect(csv.text.split(separator: "\r\n").count == 3, "\(csv.text)")
    }
  }

  @Test("a manager sees all, page by page, filtered, and as CSV")
  func manager() async throws {
    try await withBilling { bed in
      try await bed.fill(5)
      try await bed.credit(try await bed.id("client 2"), 100_000)
      try bed.go(to: Fixture.firstSunday)
      try await bed.bill()
      #expect(try await bed.list("invoices", "?status=waiting").count == 4)
      #expect(try await bed.list("invoices", "?status=settled").count == 1)
      #expect(try await bed.list("invoices", "?status=overdue") == [])
      #expect(try await bed.list("invoices", "?to=2027-03-07T17:03:00Z") == [])
      // The week's own: what was charged in it. Its invoices were issued after its end.
      let week = try #require(try await bed.list("invoices").first?["period"])
      let (from, to) = (week["from"]?.string ?? "", week["to"]?.string ?? "")
      #expect(try await bed.list("ledger", "?from=\(from)&to=\(to)").count == 10)
      #expect(try await bed.list("ledger", "?from=\(to)").count == 6)
      #expect(try await bed.list("ledger", "?period=\(from)").count == 16)
      #expect(try await bed.list("ledger", "?period=\(to)") == [])
      let one = try await bed.id("client 3")
      for what in ["invoices", "lines"] {
        let found = try await bed.list(what, "?client=\(one.wire)")
        #expect(found.count == 1 && found.first?["client_id"]?.string == one.wire)
      }
      // A charge and a discount a line, an entry an invoice, another for credit.
      for (list, count) in [("lines", 5), ("invoices", 5), ("ledger", 16)] {
        var (found, query) = (0, "?limit=3")
        while true {
          let answer = try await bed.api.send(
            .get, "/api/client-billing/\(list)\(query)", as: Fixture.manager)
          found += answer["items"]?.array?.count ?? 0
          guard let cursor = answer["next_cursor"]?.string else { break }
          query = "?limit=3&cursor=\(cursor)"
        }
        #expect(found == count, "\(list)")
        let csv = try await bed.api.send(
          .get, "/api/client-billing/\(list)", as: Fixture.manager,
          headers: ["Accept": "text/csv"])
        #expect(csv.text.split(separator: "\r\n").count == count + 1, "\(csv.text)")
        #expect(csv.text.prefix { $0 != "\r\n" }.contains("client_id"))
      }
    }
  }

  @Test("all mistakes of a query are told at once")
  func mistakes() async throws {
    try await withBilling { bed in
      let answer = try await bed.api.send(
        .get, "/api/client-billing/invoices?client=x&status=carried&limit=0", as: Fixture.manager)
      let fields = (answer["errors"]?.array ?? []).compactMap { $0["pointer"]?.string }
      #expect(answer.status == 400 && Set(fields) == ["?client", "?status", "?limit"])
      let missing = try await bed.api.send(
        .get, "/api/client-billing/summary", as: Fixture.manager)
      #expect(missing.status == 400)
    }
  }
}
