import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("POST /api/managers")
struct RegisterManagerTests {
  @Test("a manager is created, shown, and published")
  func creates() async throws {
    try await withManagers { managers in
      let answer = try await managers.post("vaska")
      let id = try #require(answer["id"]?.string)
      #expect(answer.status == 201)
      #expect(answer.headers[.location] == "/api/managers/\(id)")
      #expect(answer.headers[.eTag] == "\"1\"")
      #expect(
        try answer.json == [
          "id": .string(id), "name": "vaska", "email": "vaska@mcf.example", "language": .null,
          "active": true, "version": 1,
        ])
      let shown = try await managers.api.send(.get, "/api/managers/\(id)", as: managers.boss)
      #expect(try shown.json == answer.json)
      let event = try #require(try await managers.events().first)
      #expect((event.id.wire, event.name, event.email) == (id, "vaska", "vaska@mcf.example"))
      #expect((event.active, event.version) == (true, 1))
    }
  }

  @Test("all mistakes are told at once, and nothing is written")
  func mistakes() async throws {
    try await withManagers { managers in
      let answer = try await managers.api.send(
        .post, "/api/managers", as: managers.boss,
        ["name": " ", "email": "nobody", "active": true, "id": "x"])
      #expect(answer.status == 400)
      #expect(answer.mistakes == ["/active", "/email", "/id", "/name"])
      let empty = try await managers.api.send(.post, "/api/managers?x=1", as: managers.boss, [:])
      #expect(empty.mistakes == ["?x"])
      #expect(try await managers.events().isEmpty)
    }
  }

  @Test("texts of every plane are kept as they are")
  func unicode() async throws {
    try await withManagers { managers in
      let name = "Ё🐈'); drop table managers.manager;--"
      let answer = try await managers.api.send(
        .post, "/api/managers", as: managers.boss,
        ["name": .string(name), "email": "e@mcf.example"])
      #expect((answer.status, answer["name"]?.string) == (201, name))
    }
  }

  @Test("one manager an e-mail, whatever the case: the second is refused")
  func emailTaken() async throws {
    try await withManagers { managers in
      try await managers.register("vaska")
      let answer = try await managers.post("VASKA")
      #expect((answer.status, answer.problem) == (409, "email-taken"))
      #expect(try await managers.events().count == 1)
    }
  }

  @Test("Idempotency-Key: a repeated request registers one manager and gets the first answer")
  func idempotencyKey() async throws {
    try await withManagers { managers in
      let answers = try await atOnce(20) { _ in
        try await managers.post("vaska", headers: ["Idempotency-Key": "\"enter-1\""])
      }
      let last = try await managers.post("vaska", headers: ["Idempotency-Key": "enter-1"])
      #expect(last.status == 201)
      #expect(answers.allSatisfy { $0.status == 201 || $0.problem == "request-in-flight" })
      #expect(answers.filter { $0.status == 201 }.allSatisfy { $0.body == last.body })
      let other = try await managers.post("barsik", headers: ["Idempotency-Key": "enter-1"])
      #expect(other.status == 422)
      #expect(try await managers.events().count == 1)
    }
  }

  @Test("whoever runs mcf registers the first one, by the same rules and with the same event")
  func withoutHTTP() async throws {
    try await withManagers(maximum: 1) { managers in
      let id = try await managers.module.register(name: "Vaska", email: "vaska@mcf.example")
      #expect(try await managers.events().map(\.id) == [id])
      for (name, email, problem) in [
        ("", "nobody", "bad-input"), ("Mura", "VASKA@mcf.example", "email-taken"),
        ("Mura", "mura@mcf.example", "too-many-managers"),
      ] {
        let error = await #expect(throws: Problem.self) {
          _ = try await managers.module.register(name: name, email: email)
        }
        #expect(error?.slug == problem)
      }
    }
  }
}
