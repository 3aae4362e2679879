import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("Reading clients")
struct ReadClientsTests {
  /// The external ids of a list's page.
  private func ids(_ answer: TestAnswer) -> [String] {
    (answer["items"]?.array ?? []).compactMap { $0["external_id"]?.string }
  }

  @Test("A client reads itself; others are not there for it, nor is who does not exist")
  func own() async throws {
    try await withClients { clients in
      let (own, other) = (
        try await clients.register("hcb-1"), try await clients.register("hcb-2")
      )
      let murka = clients.client("hcb-1")
      #expect(try await clients.api.send(.get, "/api/clients/\(own)", as: murka).status == 200)
      let foreign = try await clients.api.send(.get, "/api/clients/\(other)", as: murka)
      let nobody = try await clients.api.send(
        .get, "/api/clients/0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10", as: murka)
      #expect((foreign.status, nobody.status) == (404, 404))
      #expect(foreign.body == nobody.body)
    }
  }

  @Test("R-010: what has been paid and what is missing for the next discount are never stale")
  func paid() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let murka = clients.client("hcb-1")
      var known: [String] = []
      for (paid, percent, missing) in [
        ("0.00", "0", JSONValue.string("10000.01")), ("10000.01", "5", "10000.00"),
        ("80000.01", "12", .null),
      ] {
        let hundredths = try #require(Money(paid)).hundredths
        try await clients.database.admin.query("update clients.client set paid = \(hundredths)")
        for path in ["/api/clients/\(id)", "/api/clients/me"] {
          let answer = try await clients.api.send(
            .get, path, as: murka, headers: ["If-None-Match": known.joined(separator: ",")])
          #expect(answer.status == 200)
          #expect(answer["paid"]?.string == paid)
          #expect(answer["discount_percent"] == .number(percent))
          #expect(answer["missing_for_next_discount"] == missing)
          let etag = try #require(answer.headers[.eTag])
          let again = try await clients.api.send(
            .get, path, as: murka, headers: ["If-None-Match": etag])
          #expect(again.status == 304)
          if path.hasSuffix("me") { known.append(etag) }
        }
      }
    }
  }

  @Test("Two ids of HCB that are only canonically equivalent are two clients")
  func exactIDs() async throws {
    try await withClients { clients in
      let (nfc, nfd) = ("hcb-\u{439}", "hcb-\u{438}\u{306}")
      let first = try await clients.register(nfc)
      let report = try await clients.import(
        [nfc, nfd].map { clients.tester($0, [.init("first_name", "Mura")]).text })
      #expect((report["created"]?.int, report["changed"]?.int) == (1, 1))
      let own = try await clients.api.send(.get, "/api/clients/me", as: clients.client(nfd))
      let second = try #require(own["id"]?.string)
      #expect(own.status == 200 && second != first)
      for (id, caller, status) in [
        (first, nfc, 200), (second, nfd, 200), (first, nfd, 404), (second, nfc, 404),
      ] {
        let path = "/api/clients/\(id)"
        let read = try await clients.api.send(.get, path, as: clients.client(caller))
        let changed = try await clients.api.send(
          .patch, path, as: clients.client(caller), ["place": "Attic"])
        #expect((read.status, changed.status) == (status, status))
      }
      let found = try await clients.api.send(
        .get, "/api/clients?external_id=hcb-%D0%B8%CC%86", as: clients.manager)
      #expect(found["items"]?.array?.compactMap { $0["id"]?.string } == [second])
    }
  }

  @Test("What is no id is not there", arguments: ["1", "not-a-uuid", "%00", "'; drop"])
  func malformedID(id: String) async throws {
    try await withClients { clients in
      let path = "/api/clients/" + id.replacing(" ", with: "%20")
      let answer = try await clients.api.send(.get, path, as: clients.manager)
      #expect(answer.status == 404)
    }
  }

  @Test("Pages follow each other without gap or repetition")
  func pages() async throws {
    try await withClients { clients in
      for number in 0..<7 {
        try await clients.register("hcb-\(number)")
        clients.clock.advance(by: 1)
      }
      var found: [String] = []
      var path = "/api/clients?limit=3"
      while true {
        let page = try await clients.api.send(.get, path, as: clients.manager)
        #expect(page.status == 200)
        found += ids(page)
        guard let cursor = page["next_cursor"]?.string else { break }
        #expect(ids(page).count == 3)
        path = "/api/clients?limit=3&cursor=\(cursor)"
      }
      #expect(found == (0..<7).map { "hcb-\($0)" })
    }
  }

  @Test("q finds parts of name, e-mail and HCB's id in any case and alphabet, never wildcards")
  func search() async throws {
    try await withClients { clients in
      try await clients.register(
        "hcb-1", [.init("first_name", "Мурка"), .init("email", "one@cats.example")])
      try await clients.register(
        "HCB-2", [.init("last_name", "O'Paw_100%"), .init("email", "two@cats.example")])
      func search(_ text: String) async throws -> [String] {
        ids(try await clients.api.send(.get, "/api/clients?q=\(text)", as: clients.manager))
      }
      #expect(try await search("%D0%9C%D0%A3%D0%A0") == ["hcb-1"])  // МУР
      #expect(try await search("TWO@cats") == ["HCB-2"])
      #expect(try await search("hcb-") == ["hcb-1", "HCB-2"])
      #expect(try await search("paw_100%25") == ["HCB-2"])
      #expect(try await search("%25%25%25") == [])
      #expect(try await search("___") == [])
      #expect(try await search("whisker%1Fone") == [])
    }
  }

  @Test("active and external_id narrow the list")
  func filters() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      try await clients.register("hcb-2")
      _ = try await clients.api.send(
        .patch, "/api/clients/\(id)", as: clients.manager, ["active": false])
      func list(_ query: String) async throws -> [String] {
        ids(try await clients.api.send(.get, "/api/clients?\(query)", as: clients.manager))
      }
      #expect(try await list("active=false") == ["hcb-1"])
      #expect(try await list("active=true") == ["hcb-2"])
      #expect(try await list("external_id=hcb-2") == ["hcb-2"])
      #expect(try await list("external_id=hcb-2&active=false") == [])
    }
  }

  @Test(
    "Bad query parameters are all told, unknown ones too",
    arguments: [
      ("limit=0&q=ab&active=maybe", ["?active", "?limit", "?q"]), ("limit=201", ["?limit"]),
      ("cursor=bm9wZQ", ["?cursor"]), ("colour=red", ["?colour"]), ("limit=1&limit=2", ["?limit"]),
      ("sort=name", ["?sort"]), ("q=", ["?q"]),
    ])
  func badQuery(query: String, mistakes: [String]) async throws {
    try await withClients { clients in
      let answer = try await clients.api.send(.get, "/api/clients?\(query)", as: clients.manager)
      #expect(answer.status == 400)
      #expect(answer.mistakes == mistakes)
    }
  }

  @Test("A search is answered from the index on the texts, not by reading everybody")
  func searchIndex() async throws {
    try await withDatabase { database in
      let plan = try await database.admin.withTransaction { transaction in
        // With a few rows the planner would rightly read them all.
        try await transaction.query("set local enable_seqscan = off")
        try await transaction.query("set local enable_indexscan = off")
        try await transaction.query("prepare search as \(unescaped: SearchRows<Client>.sql)")
        return try await transaction.query(
          "explain (costs off) execute search (null, null, null, 10, '%abc%')", as: String.self)
      }
      #expect(plan.contains { $0.contains("client_search") })
    }
  }
}
