import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Workers

@Suite("Who may do what with workers")
struct AccessTests {
  /// An operation and what each role gets; the rest get 403, nobody 401. The worker is another one
  /// than the path's.
  struct Operation: Sendable, CustomTestStringConvertible {
    var method: HTTPRequest.Method
    var path: String
    var body: JSONValue?
    var statuses: [Role: Int]
    var testDescription: String { "\(method) \(path)" }
  }

  private static let absence: JSONValue = [
    "from": "2027-04-01T00:00:00Z", "to": "2027-04-02T00:00:00Z",
  ]

  static let operations = [
    Operation(method: .get, path: "/api/workers", statuses: [.manager: 200]),
    Operation(
      method: .post, path: "/api/workers", body: Fixture.form("mura"), statuses: [.manager: 201]),
    Operation(
      method: .post, path: "/api/workers/import", body: Fixture.form("mura"),
      statuses: [.manager: 200]),
    Operation(method: .get, path: "/api/workers/me", statuses: [.worker: 404]),
    Operation(method: .get, path: "/api/workers/{id}", statuses: [.manager: 200, .worker: 404]),
    Operation(
      method: .patch, path: "/api/workers/{id}", body: ["phone": "12345"],
      statuses: [.manager: 200, .worker: 404]),
    Operation(
      method: .get, path: "/api/workers/{id}/photo",
      statuses: [.manager: 404, .worker: 404, .client: 404]),
    Operation(
      method: .get, path: "/api/workers/{id}/hours", statuses: [.manager: 200, .worker: 404]),
    Operation(
      method: .put, path: "/api/workers/{id}/hours", body: ["hours": []],
      statuses: [.manager: 200, .worker: 404]),
    Operation(
      method: .get, path: "/api/workers/{id}/absences", statuses: [.manager: 200, .worker: 404]),
    Operation(
      method: .post, path: "/api/workers/{id}/absences", body: absence,
      statuses: [.manager: 201, .worker: 404]),
    Operation(
      method: .get, path: "/api/workers/{id}/absences/{absence}",
      statuses: [.manager: 200, .worker: 404]),
    Operation(
      method: .delete, path: "/api/workers/{id}/absences/{absence}",
      statuses: [.manager: 204, .worker: 404]),
  ]

  @Test("Every operation for every role and for nobody", arguments: operations)
  func roles(operation: Operation) async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let absence = try await workers.api.send(
        .post, "/api/workers/\(id)/absences", as: workers.manager, Self.absence)
      let path = operation.path.replacing("{id}", with: id)
        .replacing("{absence}", with: try #require(absence["id"]?.string))
      let type = path.hasSuffix("import") ? "application/x-ndjson" : "application/json"
      let body = operation.body.map { Array($0.text.utf8) }
      let refused = Role.allCases.filter { operation.statuses[$0] == nil }
      let others = operation.statuses.keys.sorted { $0 != .manager && $1 == .manager }
      for role in refused + others {
        let caller = Caller(subject: "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10", roles: [role])
        let answer = try await workers.api.send(
          operation.method, path, as: caller, body, type: type)
        #expect(answer.status == operation.statuses[role] ?? 403, "\(role)")
      }
      let nobody = try await workers.api.send(operation.method, path, body, type: type)
      #expect(nobody.status == 401)
    }
  }

  @Test("An absence is found under its own worker only")
  func otherWorker() async throws {
    try await withWorkers { workers in
      let (one, two) = (
        try await workers.register("vaska"), try await workers.register("barsik")
      )
      let absence = try await workers.api.send(
        .post, "/api/workers/\(one)/absences", as: workers.manager, Self.absence)
      let id = try #require(absence["id"]?.string)
      for method in [.get, .delete] as [HTTPRequest.Method] {
        let answer = try await workers.api.send(
          method, "/api/workers/\(two)/absences/\(id)", as: workers.worker(two))
        #expect(answer.status == 404)
      }
    }
  }
}
