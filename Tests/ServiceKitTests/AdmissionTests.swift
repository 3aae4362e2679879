import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Whom a service admits")
struct AdmissionTests {
  private static let id = UUID.v7(at: Date(timeIntervalSince1970: 1_803_891_600))
  private static let manager = Caller(subject: id.uuidString, roles: [.manager])

  @Test("holds for all of its routes, and for nobody else's")
  func perService() async throws {
    try await withAPI([Barn(), Meadow()]) { api in
      let refused = try await api.send(.get, "/api/barn", as: Self.manager)
      #expect((refused.status, refused.problem) == (403, "manager-deactivated"))
      #expect(try await api.send(.get, "/api/barn/gate", as: Self.manager).status == 200)
      #expect(try await api.send(.get, "/api/meadow", as: Self.manager).status == 200)
      #expect(try await api.send(.get, "/api/barn").status == 401)
    }
  }

  @Test("who is no manager, or no known one, is not asked about")
  func notAsked() async throws {
    for caller in [
      Caller(subject: Self.id.uuidString, roles: [.clerk]),
      Caller(subject: "boss", roles: [.manager]),
    ] {
      let same = try await caller.without(.manager) { _ in
        Issue.record("asked")
        return true
      }
      #expect(same == caller)
    }
  }

  @Test("when that cannot be found out, the answer is 503, not a right")
  func unknown() async throws {
    try await withAPI([Barn(isBroken: true)]) { api in
      let answer = try await api.send(.get, "/api/barn", as: Self.manager)
      #expect((answer.status, answer.problem) == (503, "database-unavailable"))
    }
  }
}

/// Nothing listens there; nobody asks.
private let nowhere = PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none")

/// Knows every manager as deactivated.
private struct Barn: ServiceModule {
  static let name = "barn"
  static let openAPI = ""
  static let statements: [any Postgres.Statement.Type] = []

  var isBroken = false
  let database = PostgresClient(nowhere, logger: silent)
  var backgroundServices: [any Service] { [] }

  func admit(_ caller: Caller) async throws -> Caller {
    try await caller.without(.manager) { _ in
      if isBroken { throw PostgresError(.connectionLost) }
      return true
    }
  }

  func addRoutes(to router: ServiceRouter) {
    router.get("/api/barn") { _, context in
      json(["subject": .string(try context.require(.manager).subject.text)] as JSONValue)
    }
    // Needs nobody, so it is for everybody.
    router.get("/api/barn/gate") { _, _ in json(["open": true] as JSONValue) }
  }
}

private struct Meadow: ServiceModule {
  static let name = "meadow"
  static let openAPI = ""
  static let statements: [any Postgres.Statement.Type] = []

  let database = PostgresClient(nowhere, logger: silent)
  var backgroundServices: [any Service] { [] }

  func addRoutes(to router: ServiceRouter) {
    router.get("/api/meadow") { _, context in
      json(["subject": .string(try context.require(.manager).subject.text)] as JSONValue)
    }
  }
}
