import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("PATCH /api/clients/{id}")
struct ChangeEndpointTests {
  @Test("A manager changes what is sent and nothing else; the change is published")
  func changes() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1", [.init("place", "Attic")])
      let answer = try await clients.api.send(
        .patch, "/api/clients/\(id)", as: clients.manager,
        ["email": "mura@cats.example", "phone": "123-45-67"])
      #expect(answer.status == 200)
      #expect(answer["email"] == "mura@cats.example")
      #expect((answer["place"], answer["version"]?.int) == ("Attic", 2))
      let event = try #require(try await clients.events().last)
      #expect((event.version, event.email, event.phone) == (2, "mura@cats.example", "123-45-67"))
    }
  }

  @Test("A change that changes nothing keeps the version and publishes nothing")
  func nothing() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      for body in [[:], ["first_name": "Murka"]] as [JSONValue] {
        let answer = try await clients.api.send(
          .patch, "/api/clients/\(id)", as: clients.manager, body)
        #expect(answer.status == 200)
        #expect(answer.headers[.eTag]?.hasPrefix("\"1-") == true)
      }
      #expect(try await clients.events().count == 1)
    }
  }

  @Test("Names are kept and found in one normal form; one stored in another can be put right")
  func normalForm() async throws {
    try await withClients { clients in
      let (nfc, nfd) = ("Андре\u{439}", "Андре\u{438}\u{306}")
      let id = try await clients.register("hcb-1", [.init("first_name", .string(nfd))])
      func name() async throws -> [UInt8]? {
        try await clients.database.admin.query(
          "select first_name from clients.client", as: String.self
        ).first.map { Array($0.utf8) }
      }
      #expect(try await name() == Array(nfc.utf8))
      // As versions before have stored it.
      try await clients.database.admin.query("update clients.client set first_name = \(nfd)")
      for typed in [nfc, nfd] {
        let query = typed.utf8.map { "%" + String($0, radix: 16) }.joined()
        let found = try await clients.api.send(
          .get, "/api/clients?q=\(query)", as: clients.manager)
        #expect(found["items"]?.array?.count == 1)
      }
      let answer = try await clients.api.send(
        .patch, "/api/clients/\(id)", as: clients.manager, ["first_name": .string(nfc)])
      #expect(answer["version"]?.int == 2)
      #expect(try await name() == Array(nfc.utf8))
      #expect(try await clients.events().count == 2)
    }
  }

  @Test("Clients are deactivated, not deleted, and can come back")
  func deactivates() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      for active in [false, true] {
        let answer = try await clients.api.send(
          .patch, "/api/clients/\(id)", as: clients.manager, ["active": .bool(active)])
        #expect(answer["active"] == .bool(active))
      }
      #expect(try await clients.events().map(\.active) == [true, false, true])
      let deleted = try await clients.api.send(
        .delete, "/api/clients/\(id)", as: clients.manager)
      #expect(deleted.status == 405)
      #expect(deleted.headers[.allow]?.contains("PATCH") == true)
    }
  }

  @Test("A push does not bring back who was deactivated")
  func staysInactive() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      _ = try await clients.api.send(
        .patch, "/api/clients/\(id)", as: clients.manager, ["active": false])
      try await clients.register("hcb-1", [.init("first_name", "Mura")])
      let shown = try await clients.api.send(.get, "/api/clients/\(id)", as: clients.manager)
      #expect((shown["first_name"], shown["active"]) == ("Mura", false))
    }
  }

  @Test("A client changes its own place, but neither others nor whether it is active")
  func own() async throws {
    try await withClients { clients in
      let (own, other) = (
        try await clients.register("hcb-1"), try await clients.register("hcb-2")
      )
      let murka = clients.client("hcb-1")
      let moved = try await clients.api.send(
        .patch, "/api/clients/\(own)", as: murka, ["place": "Attic"])
      #expect((moved.status, moved["place"]) == (200, "Attic"))
      let foreign = try await clients.api.send(
        .patch, "/api/clients/\(other)", as: murka, ["place": "Attic"])
      #expect(foreign.status == 404)
      let active = try await clients.api.send(
        .patch, "/api/clients/\(own)", as: murka, ["active": true])
      #expect(active.status == 403)
      #expect(try await clients.events().count == 3)
    }
  }

  @Test("If-Match: an older version is refused, the present one taken, malformed is bad input")
  func ifMatch() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      func patch(_ tag: String, _ name: String) async throws -> Int {
        try await clients.api.send(
          .patch, "/api/clients/\(id)", as: clients.manager, ["first_name": .string(name)],
          headers: ["If-Match": tag]
        ).status
      }
      #expect(try await patch("\"1\"", "A") == 200)
      #expect(try await patch("\"1\"", "B") == 412)
      #expect(try await patch("\"7\"", "C") == 412)
      #expect(try await patch("*", "D") == 200)
      #expect(try await patch("3", "E") == 400)
      #expect(try await clients.events().map(\.firstName) == ["Murka", "A", "D"])
    }
  }

  @Test("Fifty changes at once from one version: one wins, the others get 412")
  func race() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
        for number in 0..<50 {
          group.addTask {
            try await clients.api.send(
              .patch, "/api/clients/\(id)", as: clients.manager,
              ["place": .string("Basket \(number)")], headers: ["If-Match": "\"1\""]
            ).status
          }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(statuses.count { $0 == 200 } == 1)
      #expect(statuses.count { $0 == 412 } == 49)
      #expect(try await clients.events().map(\.version) == [1, 2])
    }
  }

  @Test("Fifty changes at once without If-Match all happen, one version each, none lost")
  func order() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<50 {
          group.addTask {
            let answer = try await clients.api.send(
              .patch, "/api/clients/\(id)", as: clients.manager,
              ["place": .string("Basket \(number)")])
            #expect(answer.status == 200)
          }
        }
        try await group.waitForAll()
      }
      let events = try await clients.events()
      #expect(events.map(\.version) == Array(1...51))
      let shown = try await clients.api.send(.get, "/api/clients/\(id)", as: clients.manager)
      #expect(shown["place"]?.string == events.last?.place)
    }
  }
}
