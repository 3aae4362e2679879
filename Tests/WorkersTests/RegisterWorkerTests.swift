import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("POST /api/workers")
struct RegisterWorkerTests {
  @Test("R-120: a manager enters a worker; it is created, shown, and published")
  func creates() async throws {
    try await withWorkers { workers in
      let answer = try await workers.api.send(
        .post, "/api/workers", as: workers.manager, Fixture.form("vaska"))
      let id = try #require(answer["id"]?.string)
      #expect(answer.status == 201)
      #expect(answer.headers[.location] == "/api/workers/\(id)")
      #expect(answer.headers[.eTag] == "\"1\"")
      #expect((answer["origin"], answer["active"]) == ("imported", true))
      #expect(answer["code"]?.string == Fixture.code)
      #expect(answer["characteristics"]?["strength"] == 5)
      #expect(answer["characteristics"]?["listening"] == 100)
      let shown = try await workers.api.send(.get, "/api/workers/\(id)", as: workers.manager)
      #expect(try shown.json == answer.json)
      let event = try #require(try await workers.events().first)
      #expect((event.id.wire, event.name, event.code) == (id, "vaska", Fixture.code))
      #expect((event.version, event.origin, event.hours) == (1, "imported", nil))
    }
  }

  @Test("R-115: characteristics are kept exactly, the code sums them up")
  func characteristics() async throws {
    try await withWorkers { workers in
      let points = Characteristics.names.enumerated().map { index, name in
        JSONValue.Member(name, .number("\(index * 5 + 1)"))
      }
      let answer = try await workers.api.send(
        .post, "/api/workers", as: workers.manager,
        Fixture.form(
          "vaska", [.init("code", .null), .init("characteristics", .object(points))]))
      #expect(answer.status == 201)
      #expect(answer["characteristics"] == .object(points))
      #expect(answer["code"]?.string == Fixture.code)
      let id = try #require(answer["id"]?.string)
      #expect(try await workers.published("code", of: id) == Fixture.code)
    }
  }

  @Test("All mistakes are told at once, each missing characteristic too")
  func mistakes() async throws {
    try await withWorkers { workers in
      let form: JSONValue = [
        "name": "", "email": "x", "age": 41, "breed": "Siberian", "coat_colour": 7,
        "characteristics": ["strength": 101, "flying": 5], "origin": "imported",
      ]
      let answer = try await workers.api.send(.post, "/api/workers", as: workers.manager, form)
      #expect(answer.status == 400)
      let missing = Characteristics.names.dropFirst().map { "/characteristics/\($0)" }
      let others = [
        "/name", "/email", "/phone", "/age", "/coat_colour", "/origin",
        "/characteristics/strength", "/characteristics/flying",
      ]
      #expect(answer.mistakes == (missing + others).sorted())
    }
  }

  @Test("Either the code or the characteristics, in their form")
  func either() async throws {
    try await withWorkers { workers in
      for (more, pointer) in [
        ([.init("code", .null)], "/characteristics"),
        ([.init("characteristics", ["strength": 5])], "/code"),
        ([.init("code", "ABC")], "/code"), ([.init("code", 5)], "/code"),
        ([.init("code", .null), .init("characteristics", "strong")], "/characteristics"),
      ] as [([JSONValue.Member], String)] {
        let answer = try await workers.api.send(
          .post, "/api/workers", as: workers.manager, Fixture.form("vaska", more))
        #expect(answer.status == 400)
        #expect(answer.mistakes.contains(pointer))
      }
      #expect(try await workers.events().isEmpty)
    }
  }

  @Test("One worker an e-mail, whatever the case: the second is refused")
  func emailTaken() async throws {
    try await withWorkers { workers in
      _ = try await workers.register("vaska")
      let answer = try await workers.api.send(
        .post, "/api/workers", as: workers.manager,
        Fixture.form("other", [.init("email", "VASKA@cats.example")]))
      #expect((answer.status, answer.problem) == (409, "email-taken"))
      #expect(try await workers.events().count == 1)
    }
  }

  @Test("Idempotency-Key: a repeated request enters one worker and gets the first answer")
  func idempotencyKey() async throws {
    try await withWorkers { workers in
      let answers = try await atOnce(20) { _ in
        try await workers.api.send(
          .post, "/api/workers", as: workers.manager, Fixture.form("vaska"),
          headers: ["Idempotency-Key": "\"enter-1\""])
      }
      let last = try await workers.api.send(
        .post, "/api/workers", as: workers.manager, Fixture.form("vaska"),
        headers: ["Idempotency-Key": "enter-1"])
      #expect(last.status == 201)
      #expect(answers.allSatisfy { $0.status == 201 || $0.problem == "request-in-flight" })
      #expect(answers.filter { $0.status == 201 }.allSatisfy { $0.body == last.body })
      let other = try await workers.api.send(
        .post, "/api/workers", as: workers.manager, Fixture.form("barsik"),
        headers: ["Idempotency-Key": "enter-1"])
      #expect(other.status == 422)
      #expect(try await workers.events().count == 1)
    }
  }
}
