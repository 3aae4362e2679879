import Clients
import Managers
import Orders
import Outbox
import Packing
import Postgres
import ServiceKit
import TestSupport
import Testing
import Workers

@Suite("Statements")
struct StatementTests {
  struct Module: Sendable, CustomTestStringConvertible {
    let type: any ServiceModule.Type
    let home: Home
    var testDescription: String { type.name }
  }

  static let types: [any ServiceModule.Type] = [
    ClientsModule.self, WorkersModule.self, OrdersModule.self, ManagersModule.self,
    PackingModule.self,
  ]

  static let modules = Home.all.flatMap { home in
    types.filter { $0.name == home.service }.map { Module(type: $0, home: home) }
  }

  @Test("each one prepares and explains as its application role", arguments: modules)
  func explains(_ module: Module) async throws {
    try #require(!module.type.statements.isEmpty)
    try await withDatabase(module.home.database) { db in
      await check(module.type.statements, as: db.client(module.home.app))
    }
  }

  @Test("those of the platform run in each service's schema", arguments: modules)
  func platform(_ module: Module) async throws {
    let statements =
      IdempotencyStatements.all + PostgresKeySetStore.statements
      + (module.type.consumes.isEmpty ? [] : InboxConsumer.statements)
    try await withDatabase(module.home.database) { db in
      await check(statements, as: db.client(module.home.app))
    }
  }

  @Test("no service is left out")
  func complete() {
    #expect(Self.modules.count == Self.types.count)
    #expect(Self.modules.count == Home.all.count)
  }

  @Test("the check fails for a table that is somebody else's")
  func checkFails() async throws {
    try await withDatabase { db in
      let error = await #expect(throws: PostgresError.self) {
        try await db.ordersApp.explain(ReadForeignTable.self)
      }
      #expect(error?.sqlState == .insufficientPrivilege)
    }
  }

  private func check(_ statements: [any Statement.Type], as client: PostgresClient) async {
    for statement in statements {
      do {
        try await client.explain(statement)
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
