import Outbox
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import mcf

@Suite("Statements")
struct StatementTests {
  struct Module: Sendable, CustomTestStringConvertible {
    let entry: ServiceEntry
    let home: Home
    var type: any ServiceModule.Type { entry.type }
    var testDescription: String { entry.name }
  }

  static let types = ServiceEntry.allCases.map(\.type)

  static var modules: [Module] {
    get throws {
      try Home.all.flatMap { home in
        ServiceEntry.allCases.filter { $0.schema == home.service }
          .map { Module(entry: $0, home: home) }
      }
    }
  }

  @Test("each one prepares and explains as its application role", arguments: try modules)
  func explains(_ module: Module) async throws {
    try #require(!module.type.statements.isEmpty)
    try await withDatabase(module.home.database) { db in
      await check(
        module.type.allStatements, as: db.client(DatabaseRole(rawValue: module.entry.role)),
        in: module.entry.searchPath)
    }
  }

  /// Where events go out and where they come in.
  @Test("each of the relay's prepares and explains as its role in every schema")
  func relay() async throws {
    let status: [any Statement.Type] = [
      FindCursors.self, FindUndeliveredFigures.self, MeasureRing.self, FindDestinations.self,
    ]
    for home in try Home.all {
      let types = Self.types.filter { $0.schema == home.service }
      let (publishes, consumes) = (
        types.contains { !$0.publishes.isEmpty }, types.contains { !$0.consumes.isEmpty }
      )
      let statements = (Relay.statements + status).filter { statement in
        (publishes || !statement.sql.contains("{schema}.outbox"))
          && (consumes || !statement.sql.contains("{schema}.inbox"))
      }
      try await withDatabase(home.database) { db in
        await check(statements, as: db.client(.relay), in: home.service)
      }
    }
  }

  @Test("each service has a schema, and each schema a service")
  func complete() throws {
    #expect(Set(try Home.all.map(\.service)) == Set(Self.types.map { $0.schema }))
    for service in ServiceEntry.allCases {
      let schema = try Home.all.first { $0.service == service.schema }
      let roles = (schema?.schema).map { $0.roles + $0.callers } ?? []
      #expect(roles.contains(service.role), "\(service)")
    }
  }

  @Test("the check fails for a table that is somebody else's")
  func checkFails() async throws {
    try await withDatabase { db in
      let error = await #expect(throws: PostgresError.self) {
        try await db.app("orders").explain(ReadForeignTable.self)
      }
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  private func check(
    _ statements: [any Statement.Type], as client: PostgresClient, in schema: String? = nil
  ) async {
    for statement in statements {
      do {
        try await client.explain(statement, in: schema)
      } catch {
        let cause = (error as? PostgresError)?.detail ?? ""
        Issue.record("\(statement.name): \(error) \(cause)")
      }
    }
  }
}

private struct ReadForeignTable: Statement {
  static let sql = "select id from clients.client where id = $1"
}
