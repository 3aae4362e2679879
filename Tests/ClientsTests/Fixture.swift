import Contracts
import FoundationEssentials
import HTTPTypes
import Logging
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

/// The clients' service over a database of its own.
struct Fixture: Sendable {
  let api: TestAPI
  let database: TestDatabase
  let clock: TestClock

  let hcb = Caller(subject: "hcb", roles: [.hcb])
  let manager = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3aff", roles: [.manager])

  /// A client as HCB's identity provider knows it.
  func client(_ subject: String) -> Caller {
    Caller(
      subject: subject, roles: [.client], givenName: "Murka", familyName: "Whisker",
      email: "murka@cats.example")
  }

  /// A tester as HCB pushes it.
  func tester(_ externalID: String, _ more: [JSONValue.Member] = []) -> JSONValue {
    let members: [JSONValue.Member] = [
      .init("external_id", .string(externalID)), .init("first_name", "Murka"),
      .init("last_name", "Whisker"), .init("email", "murka@cats.example"),
    ]
    let names = Set(more.map(\.name))
    return .object(members.filter { !names.contains($0.name) } + more)
  }

  /// Registers a tester and returns its id.
  @discardableResult
  func register(_ externalID: String, _ more: [JSONValue.Member] = []) async throws -> String {
    // Ids made in the same millisecond have no order.
    clock.advance(by: 0.001)
    let answer = try await api.send(.post, "/api/clients", as: hcb, tester(externalID, more))
    return try #require(answer["id"]?.string, "\(answer.text)")
  }

  func `import`(_ lines: [String], as caller: Caller? = nil) async throws -> TestAnswer {
    try await api.send(
      .post, "/api/clients/import", as: caller ?? hcb,
      Array(lines.joined(separator: "\n").utf8), type: "application/x-ndjson")
  }

  /// Everything published so far, in the order of the outbox.
  func events() async throws -> [ClientChanged] {
    try await database.admin.query(
      "select data from clients.outbox where type = 'client.changed.v1' order by id",
      as: JSON<ClientChanged>.self
    ).map(\.value)
  }

  func count() async throws -> Int64? {
    try await database.admin.query("select count(*) from clients.client", as: Int64.self).first
  }
}

func withClients(_ body: @escaping @Sendable (Fixture) async throws -> Void) async throws {
  try await withDatabase { database in
    let clock = TestClock()
    let module = ClientsModule(
      database: database.app("clients"), clock: clock.clock, logger: Logger(label: "clients"))
    try await withAPI([module]) { api in
      try await body(Fixture(api: api, database: database, clock: clock))
    }
  }
}
