import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("POST /api/clients")
struct RegisterClientTests {
  @Test("R-010: HCB pushes a tester; it is created, shown, and published")
  func creates() async throws {
    try await withClients { clients in
      let answer = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb,
        clients.tester(
          "hcb-1",
          [
            .init("phone", "+7 495 000-00-01"), .init("place", "Attic"), .init("language", "ru"),
          ]))
      let id = try #require(answer["id"]?.string)
      #expect(answer.status == 201)
      #expect(answer.headers[.location] == "/api/clients/\(id)")
      #expect(answer.headers[.eTag]?.hasPrefix("\"1-") == true)
      let shown = try await clients.api.send(.get, "/api/clients/\(id)", as: clients.manager)
      #expect(try shown.json == answer.json)
      let event = try #require(try await clients.events().first)
      #expect(event.id.wire == id)
      #expect(
        (event.externalID, event.phone, event.place) == ("hcb-1", "+7 495 000-00-01", "Attic"))
      #expect((event.version, event.active, event.language) == (1, true, .russian))
    }
  }

  @Test("R-011: the record has HCB's id, name, e-mail, phone, place, and what was paid")
  func fields() async throws {
    try await withClients { clients in
      let answer = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb, clients.tester("hcb-1"))
      guard case .object(let members) = try answer.json else {
        Issue.record("no object")
        return
      }
      #expect(
        members.map(\.name) == [
          "id", "external_id", "first_name", "last_name", "email", "phone", "place", "language",
          "active", "paid", "discount_percent", "missing_for_next_discount", "version",
        ])
      #expect(answer["paid"] == "0.00")
      #expect(answer["discount_percent"] == 0)
      #expect(answer["phone"] == .null)
    }
  }

  @Test("R-040: the present discount follows what was paid")
  func discount() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      for (paid, percent) in [(1_000_000, 0), (1_000_001, 5), (2_000_001, 6)] {
        try await clients.database.admin.query("update clients.client set paid = \(Int64(paid))")
        let shown = try await clients.api.send(.get, "/api/clients/\(id)", as: clients.manager)
        #expect(shown["discount_percent"]?.int == percent)
        #expect(shown["paid"]?.string == Money(hundredths: Int64(paid)).description)
      }
    }
  }

  @Test("R-010: a push is idempotent by HCB's id: the same changes and publishes nothing")
  func repeats() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let again = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb, clients.tester("hcb-1"))
      #expect(again.status == 200)
      #expect(again["id"]?.string == id)
      #expect(again["version"]?.int == 1)
      #expect(try await clients.events().count == 1)
    }
  }

  @Test("R-010: a push with news updates the known tester and keeps what the client entered")
  func updates() async throws {
    try await withClients { clients in
      let id = try await clients.register(
        "hcb-1", [.init("place", "Attic"), .init("language", "ru")])
      let answer = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb,
        clients.tester("hcb-1", [.init("first_name", "Mura"), .init("place", .null)]))
      #expect(answer.status == 200)
      #expect(answer["id"]?.string == id)
      #expect(answer["first_name"] == "Mura")
      #expect((answer["place"], answer["language"]) == ("Attic", "ru"))
      #expect(answer.headers[.eTag]?.hasPrefix("\"2-") == true)
      #expect(try await clients.events().map(\.version) == [1, 2])
    }
  }

  @Test("All mistakes are told at once, and nothing is written")
  func mistakes() async throws {
    try await withClients { clients in
      let answer = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb,
        ["first_name": "", "email": "nobody", "phone": "12", "paid": "1.00"])
      #expect(answer.status == 400)
      #expect(
        answer.mistakes
          == ["/email", "/external_id", "/first_name", "/last_name", "/paid", "/phone"])
      #expect(try await clients.count() == 0)
    }
  }

  @Test("Texts of every plane are kept as they are; limits count characters, not bytes")
  func unicode() async throws {
    try await withClients { clients in
      let name = String(repeating: "🐈", count: 100)
      let hostile = "Robert'); drop table clients.client;--\\ $1 %s"
      let id = try await clients.register(
        "hcb-ё'\"", [.init("first_name", .string(name)), .init("last_name", .string(hostile))])
      let shown = try await clients.api.send(.get, "/api/clients/\(id)", as: clients.manager)
      #expect(shown["first_name"]?.string == name)
      #expect(shown["last_name"]?.string == hostile)
      #expect(shown["external_id"]?.string == "hcb-ё'\"")
      let long = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb,
        clients.tester("hcb-2", [.init("first_name", .string(name + "x"))]))
      #expect(long.mistakes == ["/first_name"])
    }
  }

  @Test("Idempotency-Key: the first answer again, and 422 for another body")
  func idempotencyKey() async throws {
    try await withClients { clients in
      let headers = ["Idempotency-Key": "push-1"]
      let first = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb, clients.tester("hcb-1"), headers: headers)
      let second = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb, clients.tester("hcb-1"), headers: headers)
      #expect((first.status, second.status) == (201, 201))
      #expect(first.body == second.body)
      #expect(second.headers[.location] == first.headers[.location])
      let other = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb, clients.tester("hcb-2"), headers: headers)
      #expect(other.status == 422)
      #expect(try await clients.count() == 1)
    }
  }

  @Test("R-010: fifty pushes of one tester at once register it once")
  func race() async throws {
    try await withClients { clients in
      let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
        for _ in 0..<50 {
          group.addTask {
            try await clients.api.send(
              .post, "/api/clients", as: clients.hcb, clients.tester("hcb-1"))
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count { $0.status == 201 } == 1)
      #expect(answers.count { $0.status == 200 } == 49)
      #expect(Set(answers.compactMap { $0["id"]?.string }).count == 1)
      #expect(try await clients.events().count == 1)
    }
  }
}
