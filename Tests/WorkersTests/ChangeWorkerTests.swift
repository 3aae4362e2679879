import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("PATCH /api/workers/{id}")
struct ChangeWorkerTests {
  @Test("A manager changes what is sent and nothing else; the change is published")
  func changes() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let answer = try await workers.api.send(
        .patch, "/api/workers/\(id)", as: workers.manager,
        ["breed": "Sphynx", "characteristics": ["speed": 63]])
      #expect((answer.status, answer["version"]) == (200, 2))
      #expect((answer["breed"], answer["name"]) == ("Sphynx", "vaska"))
      #expect(answer["characteristics"]?["speed"] == 63)
      #expect(answer["characteristics"]?["strength"] == 5)
      #expect(answer["code"] == "AMCDEFGHIJKLMNOPQRST")
      #expect(try await workers.events().last?.code == "AMCDEFGHIJKLMNOPQRST")
    }
  }

  @Test("A change that changes nothing keeps the version and publishes nothing")
  func nothing() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      for body in [[:], ["age": 4, "code": .string(Fixture.code)]] as [JSONValue] {
        let answer = try await workers.api.send(
          .patch, "/api/workers/\(id)", as: workers.manager, body)
        #expect((answer.status, answer["version"]) == (200, 1))
      }
      #expect(try await workers.events().count == 1)
    }
  }

  @Test(
    "R-141: a deactivated worker stays in the register, and the answer links to its open orders")
  func deactivates() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let answer = try await workers.api.send(
        .patch, "/api/workers/\(id)", as: workers.manager, ["active": false])
      #expect(answer["active"] == false)
      #expect(answer["orders"]?.string == "/api/orders?worker=\(id)&status=open")
      #expect(try await workers.published("active", of: id) == "false")
      #expect(try await workers.events().map(\.active) == [true, false])
    }
  }

  @Test("A worker changes its own e-mail, phone and language, and is told what only a manager may")
  func own() async throws {
    try await withWorkers { workers in
      let (own, other) = (
        try await workers.register("vaska"), try await workers.register("barsik")
      )
      let vaska = workers.worker(own)
      let moved = try await workers.api.send(
        .patch, "/api/workers/\(own)", as: vaska, ["phone": "12345", "language": "ru"])
      #expect((moved.status, moved["phone"], moved["language"]) == (200, "12345", "ru"))
      #expect(try await workers.events().last?.language == .russian)
      let shown = try await workers.api.send(.get, "/api/workers/\(own)", as: vaska)
      #expect(try shown.json == moved.json)
      let refused = try await workers.api.send(
        .patch, "/api/workers/\(own)", as: vaska, ["phone": "54321", "code": "x", "active": true])
      #expect(refused.status == 403)
      #expect(refused["detail"]?.string?.contains("code, active") == true)
      let foreign = try await workers.api.send(
        .patch, "/api/workers/\(other)", as: vaska, ["phone": "12345"])
      #expect(foreign.status == 404)
      #expect(try await workers.events().count == 3)
    }
  }

  @Test("Another worker's e-mail is refused with 409")
  func emailTaken() async throws {
    try await withWorkers { workers in
      _ = try await workers.register("vaska")
      let id = try await workers.register("barsik")
      let answer = try await workers.api.send(
        .patch, "/api/workers/\(id)", as: workers.manager, ["email": "Vaska@cats.example"])
      #expect((answer.status, answer.problem) == (409, "email-taken"))
      #expect(try await workers.events().count == 2)
    }
  }

  @Test("Fifty changes at once from one version: one wins, the others get 412")
  func race() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let statuses = try await atOnce(50) { number in
        try await workers.api.send(
          .patch, "/api/workers/\(id)", as: workers.manager, ["breed": .string("No \(number)")],
          headers: ["If-Match": "\"1\""]
        ).status
      }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(statuses.count { $0 == 412 } == 49)
      #expect(try await workers.events().map(\.version) == [1, 2])
    }
  }

  @Test("Changes of every kind at once: one version each, none lost")
  func kinds() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let path = "/api/workers/\(id)"
      let statuses = try await atOnce(30) { number in
        switch number % 3 {
        case 0:
          try await workers.api.send(
            .patch, path, as: workers.manager, ["breed": .string("No \(number)")]
          ).status
        case 1:
          try await workers.api.send(
            .post, path + "/absences", as: workers.manager,
            [
              "from": .string("2027-04-\(10 + number / 3)T00:00:00Z"),
              "to": "2027-05-01T00:00:00Z",
            ]
          ).status
        default:
          try await workers.api.send(
            .put, path + "/hours", as: workers.manager,
            ["hours": [["weekday": 1, "from": "00:00", "to": .string("10:\(10 + number)")]]]
          ).status
        }
      }
      #expect(Set(statuses) == [200, 201])
      let events = try await workers.events()
      #expect(events.map(\.version) == Array(1...31))
      let absence = try #require(events.last?.absences.first)
      #expect(Timestamp.format(absence.from) == "2027-04-10T00:00:00Z")
    }
  }
}
