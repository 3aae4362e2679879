import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("GET /api/clients/me")
struct RecogniseClientTests {
  @Test("R-010: an unknown subject is registered from its token's claims, then known")
  func registers() async throws {
    try await withClients { clients in
      let murka = clients.client("hcb-9")
      let first = try await clients.api.send(.get, "/api/clients/me", as: murka)
      let id = try #require(first["id"]?.string)
      #expect(first.status == 201)
      #expect(first.headers[.location] == "/api/clients/\(id)")
      #expect(first["external_id"] == "hcb-9")
      #expect(first["first_name"] == "Murka")
      let second = try await clients.api.send(.get, "/api/clients/me", as: murka)
      #expect(second.status == 200)
      #expect(try second.json == first.json)
      #expect(try await clients.events().map(\.externalID) == ["hcb-9"])
    }
  }

  @Test("R-010: who was pushed before is known, whatever the token lacks")
  func known() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1", [.init("first_name", "Mura")])
      let bare = Caller(subject: "hcb-1", roles: [.client])
      let answer = try await clients.api.send(.get, "/api/clients/me", as: bare)
      #expect(answer.status == 200)
      #expect(answer["id"]?.string == id)
      #expect(answer["first_name"] == "Mura")
    }
  }

  @Test("R-010: a push that comes after the sign-in finds the same client")
  func pushedLater() async throws {
    try await withClients { clients in
      let me = try await clients.api.send(.get, "/api/clients/me", as: clients.client("hcb-1"))
      #expect(try await clients.register("hcb-1") == me["id"]?.string)
      #expect(try await clients.count() == 1)
    }
  }

  @Test("R-010: missing claims are named, and nobody is registered")
  func missingClaims() async throws {
    try await withClients { clients in
      let bare = Caller(subject: "hcb-1", roles: [.client], givenName: "Murka")
      let answer = try await clients.api.send(.get, "/api/clients/me", as: bare)
      #expect(answer.status == 403)
      #expect(answer.problem == "claims-missing")
      #expect(answer.mistakes == ["/email", "/family_name"])
      #expect(try await clients.count() == 0)
    }
  }

  @Test("R-010: who asks again hears of a registration no sooner than it is safe")
  func standby() async throws {
    try await withServer { server in
      try await server.withClient(.admin) { admin in
        try await server.withClient(.app("clients")) { (database) async throws in
          let module = ClientsModule(database: database, logger: Logger(label: "clients"))
          try await withAPI([module]) { api in
            let murka = Caller(
              subject: "hcb-1", roles: [.client], givenName: "Murka", familyName: "Whisker",
              email: "murka@cats.example")
            let ask: @Sendable () async throws -> UInt = {
              UInt(try await api.send(.get, "/api/clients/me", as: murka).status)
            }
            let standby = try await AbsentStandby(demandedBy: admin)
            let first = Task { try await ask() }
            let backend = try await standby.waitingBackend()
            let atOnce = Task { try await ask() }
            try await eventually("the other one waits for the first") {
              try await admin.query(
                "select pid from pg_stat_activity where wait_event = 'transactionid'",
                as: Int32.self
              ).count == 1
            }
            try await admin.query("select pg_cancel_backend(\(backend))")
            #expect(try await first.value == 503)
            // The record is there now, but not where it would survive.
            let later = Task { try await ask() }
            try await eventually("both wait") { try await standby.waiting().count == 2 }
            try await standby.come()
            #expect(try await (atOnce.value, later.value) == (200, 200))
          }
        }
      }
    }
  }

  @Test("R-010: fifty first visits at once register once")
  func race() async throws {
    try await withClients { clients in
      let murka = clients.client("hcb-5")
      let answers = try await withThrowingTaskGroup(of: TestAnswer.self) { group in
        for _ in 0..<50 {
          group.addTask { try await clients.api.send(.get, "/api/clients/me", as: murka) }
        }
        return try await group.reduce(into: []) { $0.append($1) }
      }
      #expect(answers.count { $0.status == 201 } == 1)
      #expect(answers.count { $0.status == 200 } == 49)
      #expect(Set(answers.compactMap { $0["id"]?.string }).count == 1)
      #expect(try await clients.events().count == 1)
      #expect(try await clients.count() == 1)
    }
  }
}
