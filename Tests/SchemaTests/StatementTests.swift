import Clients
import Orders
import Postgres
import ServiceKit
import TestSupport
import Testing
import Workers

@Suite("Statements")
struct StatementTests {
  struct Module: Sendable, CustomTestStringConvertible {
    let type: any ServiceModule.Type
    let role: DatabaseRole
    var testDescription: String { type.name }
  }

  static let modules = [
    Module(type: ClientsModule.self, role: .clientsApp),
    Module(type: WorkersModule.self, role: .workersApp),
    Module(type: OrdersModule.self, role: .ordersApp),
  ]

  @Test("each one prepares and explains as its application role", arguments: modules)
  func explains(_ module: Module) async throws {
    try #require(!module.type.statements.isEmpty)
    try await withDatabase { db in
      await check(module.type.statements, as: db.client(module.role))
    }
  }

  @Test("those of the platform run in each service's schema", arguments: modules)
  func platform(_ module: Module) async throws {
    let statements = IdempotencyStatements.all + PostgresKeySetStore.statements
    try await withDatabase { db in
      await check(statements, as: db.client(module.role))
    }
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
