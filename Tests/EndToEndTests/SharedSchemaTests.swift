import Configuration
import Contracts
import FoundationEssentials
import Logging
import Outbox
import Postgres
import ServiceKit
import ServiceLifecycle
import TestSupport
import Testing

@testable import mcf

/// A service of which only the events matter.
private protocol EventsAlone: DeployedService {}

extension EventsAlone {
  static var openAPI: String { "" }
  static var statements: [any Statement.Type] { [] }
  func addRoutes(to router: ServiceRouter) {}
}

private struct Clients: EventsAlone {
  static let name = "clients"
  static let publishes: [any EventPayload.Type] = [ClientChanged.self]
  let database: PostgresClient
  init(_ parts: ServiceParts) { database = parts.database }
}

private struct ClientsDesk: EventsAlone {
  static let name = "clients-desk"
  static let schema = "clients"
  static let publishes: [any EventPayload.Type] = [ClientChanged.self, ManagerChanged.self]
  let database: PostgresClient
  init(_ parts: ServiceParts) { database = parts.database }
}

private struct Packing: EventsAlone {
  static let name = "packing"
  static let handlers: [EventHandling<Packing>] = [.keeping(ClientChanged.self)]
  let database: PostgresClient
  init(_ parts: ServiceParts) { database = parts.database }
}

private struct PackingDesk: EventsAlone {
  static let name = "packing-desk"
  static let schema = "packing"
  static let handlers: [EventHandling<PackingDesk>] = [
    .keeping(ClientChanged.self), .keeping(ManagerChanged.self),
  ]
  let database: PostgresClient
  init(_ parts: ServiceParts) { database = parts.database }
}

@Suite("Two services that share a schema")
struct SharedSchemaTests {
  private static let entries = [
    Clients.self, ClientsDesk.self, PackingDesk.self, Packing.self,
  ].map(ServiceEntry.init)

  @Test("have one outbox and one inbox, for the events of either", arguments: [false, true])
  func union(isReversed: Bool) {
    let entries = isReversed ? Self.entries.reversed() : Self.entries
    #expect(entries.publishers.map(\.name) == ["clients"])
    #expect(entries.consumers.map(\.name) == ["packing"])
    let stems = entries.subscriptions(of: "packing").mapValues { $0.sorted() }
    #expect(stems == ["clients": ["client.changed.v", "manager.changed.v"]])
    #expect(entries.subscriptions(of: "clients") == [:])
  }

  @Test("get what either of them takes, whichever of the other two publishes it, once")
  func delivered() async throws {
    try await withDatabase { core in
      try await withDatabase(.of("packing")) { packing in
        // Copies of one database have the same identity.
        try await core.admin.query("update clients.outbox_identity set id = gen_random_uuid()")
        try await packing.admin.query("update packing.inbox_identity set id = gen_random_uuid()")
        try await Self.relaying(core, packing) {
          try await eventually("the cursor is there") {
            try await packing.admin.query("select 1 from packing.inbox_cursor") == 1
          }
          for version in 1...5 as ClosedRange<Int64> {
            try await Self.publish(version, core.app("clients"))
          }
          try await eventually("all is delivered") {
            try await Self.count("packing.inbox", packing) >= 10
          }
        }
        let types = try await packing.admin.query(
          "select type from packing.inbox group by type having count(*) = 5 order by type",
          as: String.self)
        #expect(types == [ClientChanged.type, ManagerChanged.type])
        #expect(try await Self.count("packing.inbox", packing) == 10)
        #expect(try await Self.count("packing.inbox_cursor", packing) == 1)
      }
    }
  }

  /// Runs a relay, told of each service where its database is, for as long as `body` takes.
  private static func relaying(
    _ core: TestDatabase, _ packing: TestDatabase, _ body: () async throws -> Void
  ) async throws {
    let settings = entries.map { entry in
      (entry.relayURL.name, (entry.schema == "clients" ? core : packing).url(.relay))
    }
    let parts = try RelayParts(
      ConfigReader(
        provider: EnvironmentVariablesProvider(
          environmentVariables: Dictionary(uniqueKeysWithValues: settings))),
      among: entries, logger: .silent)
    #expect(parts.databases.map(\.0.name) == ["clients", "packing"])
    try await withThrowingTaskGroup(of: Void.self) { group in
      for service in parts.services { group.addTask { try await service.run() } }
      let outcome: Result<Void, any Error>
      do {
        outcome = .success(try await body())
      } catch {
        outcome = .failure(error)
      }
      group.cancelAll()
      try? await group.waitForAll()
      try outcome.get()
    }
  }

  /// A client and a manager, each in the given version.
  private static func publish(_ version: Int64, _ clients: PostgresClient) async throws {
    let (client, manager) = (UUID(), UUID())
    try await clients.withTransaction { transaction in
      try transaction.append(
        ClientChanged(
          id: client, externalID: "hcb-1", firstName: "Murka", lastName: "Mews",
          email: "murka@cats.example", phone: nil, place: nil, language: nil, active: true,
          version: version),
        of: client, version: version, at: Date())
      try transaction.append(
        ManagerChanged(
          id: manager, name: "Vaska", email: "vaska@cats.example", language: nil, active: true,
          version: version),
        of: manager, version: version, at: Date())
    }
  }

  private static func count(_ table: String, _ database: TestDatabase) async throws -> Int {
    try await database.admin.query("select count(*) from \(unescaped: table)", as: Int.self)[0]
  }
}
