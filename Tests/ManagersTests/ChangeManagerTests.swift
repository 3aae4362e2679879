import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("PATCH /api/managers/{id}")
struct ChangeManagerTests {
  @Test("what is sent changes and nothing else; the whole state is published")
  func changes() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      let answer = try await managers.change(id, ["email": "v@mcf.example", "language": "ru"])
      #expect((answer.status, answer["version"]) == (200, 2))
      #expect((answer["name"], answer["email"]) == ("vaska", "v@mcf.example"))
      #expect(answer["language"] == "ru")
      #expect(answer.headers[.eTag] == "\"2\"")
      let event = try #require(try await managers.events().last)
      #expect((event.name, event.email, event.version) == ("vaska", "v@mcf.example", 2))
      #expect(event.language == .russian)
      let shown = try await managers.api.send(.get, "/api/managers/\(id)", as: managers.boss)
      #expect(try shown.json == answer.json)
    }
  }

  @Test("a change that changes nothing keeps the version and publishes nothing")
  func nothing() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      for body in [[:], ["name": "vaska", "active": true]] as [JSONValue] {
        let answer = try await managers.change(id, body)
        #expect((answer.status, answer["version"]) == (200, 1))
      }
      #expect(try await managers.events().count == 1)
    }
  }

  @Test("all mistakes are told at once")
  func mistakes() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      let answer = try await managers.change(
        id, ["name": .null, "email": "x", "active": "no", "version": 7])
      #expect(answer.status == 400)
      #expect(answer.mistakes == ["/active", "/email", "/name", "/version"])
    }
  }

  @Test("who is not there is 404; another version than that of If-Match is 412")
  func preconditions() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      for stranger in ["0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10", "7"] {
        #expect(try await managers.change(stranger, ["name": "x"]).status == 404)
      }
      let stale = try await managers.change(id, ["name": "x"], headers: ["If-Match": "\"2\""])
      #expect(stale.status == 412)
      let good = try await managers.change(id, ["name": "x"], headers: ["If-Match": "\"1\""])
      #expect(good.status == 200)
    }
  }

  @Test("another manager's e-mail is refused, also when two want it at once")
  func emailTaken() async throws {
    try await withManagers { managers in
      let ids = [try await managers.register("vaska"), try await managers.register("barsik")]
      let taken = try await managers.change(ids[0], ["email": "Barsik@mcf.example"])
      #expect((taken.status, taken.problem) == (409, "email-taken"))
      let statuses = try await atOnce(2) {
        try await managers.change(ids[$0], ["email": "wanted@mcf.example"]).status
      }
      #expect(statuses.sorted() == [200, 409])
    }
  }

  @Test("fifty changes at once from one version: one wins, the others get 412")
  func race() async throws {
    try await withManagers { managers in
      let id = try await managers.register("vaska")
      let statuses = try await atOnce(50) { number in
        try await managers.change(
          id, ["name": .string("No \(number)")], headers: ["If-Match": "\"1\""]
        ).status
      }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(statuses.count { $0 == 412 } == 49)
      #expect(try await managers.events().map(\.version) == [1, 2])
    }
  }
}
