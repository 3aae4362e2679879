import Hummingbird
import Postgres
import TestSupport
import Testing

@testable import ServiceKit

@Suite("The table of who may do what")
struct AccessMatrixTests {
  @Test("fits a service that answers as it says")
  func fits() async throws {
    try await withDifferences([
      "GET /api/dogs": [200, 200, 200], "POST /api/dogs/{id}": [401, 200, 403],
    ]) { #expect($0 == []) }
  }

  @Test("a row taken out, one too many and a wrong status are each named")
  func differs() async throws {
    try await withDifferences([
      "GET /api/dogs": [200, 200, 403], "PUT /api/dogs": [405, 405, 405],
    ]) { differences in
      #expect(
        differences.prefix(2) == [
          "no row: POST /api/dogs/{id}", "not in the document: PUT /api/dogs",
        ])
      // One for each role that no column has.
      #expect(differences.count == 2 + Role.allCases.count - 1)
      #expect(differences.dropFirst(2).allSatisfy { $0.contains("200, not 403") })
    }
  }

  private func withDifferences(
    _ rows: KeyValuePairs<String, [Int]>, _ check: @escaping @Sendable ([String]) -> Void
  ) async throws {
    let matrix = AccessMatrix(of: Kennel.self, columns: ["nobody", "clerk", "others"], rows: rows)
    try await withAPI([Kennel()]) { api in
      check(
        try await matrix.differences(
          api, callers: [nil, Caller(subject: "c", roles: [.clerk])],
          parameters: { _ in ["id": "7"] }))
    }
  }
}

private struct Kennel: ServiceModule {
  static let name = "kennel"
  static let openAPI = """
    info: {title: Kennel, version: '1'}
    paths:
      /api/dogs:
        get:
          summary: All
      /api/dogs/{id}:
        parameters: []
        post:
          summary: One
    """
  static let statements: [any Postgres.Statement.Type] = []

  let database = PostgresClient(
    PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: silent)

  func addRoutes(to router: ServiceRouter) {
    router.get("/api/dogs") { _, _ in json(true as JSONValue) }
    router.post("/api/dogs/{id}") { _, context in
      try context.require(.clerk)
      return json(true as JSONValue)
    }
  }
}
