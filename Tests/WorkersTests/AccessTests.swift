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
  private static let absence: JSONValue = [
    "from": "2027-04-01T00:00:00Z", "to": "2027-04-02T00:00:00Z",
  ]

  static let matrix = AccessMatrix(
    of: WorkersModule.self,
    columns: ["nobody", "a client", "another worker", "manager", "others"],
    rows: [
      "GET /api/workers": [401, 403, 403, 200, 403],
      "POST /api/workers \(Fixture.form("barsik").text)": [401, 403, 403, 201, 403],
      // The body is no list of lines.
      "POST /api/workers/import {}": [401, 403, 403, 415, 403],
      "GET /api/workers/me": [401, 403, 404, 403, 403],
      "GET /api/workers/{id}": [401, 403, 404, 200, 403],
      #"PATCH /api/workers/{id} {"phone": "12345"}"#: [401, 403, 404, 200, 403],
      // None was sent yet, and none comes along.
      "GET /api/workers/{id}/photo": [401, 404, 404, 404, 403],
      "PUT /api/workers/{id}/photo": [401, 403, 404, 415, 403],
      "GET /api/workers/{id}/hours": [401, 403, 404, 200, 403],
      #"PUT /api/workers/{id}/hours {"hours": []}"#: [401, 403, 404, 200, 403],
      "GET /api/workers/{id}/absences": [401, 403, 404, 200, 403],
      "POST /api/workers/{id}/absences \(absence.text)": [401, 403, 404, 201, 403],
      "GET /api/workers/{id}/absences/{absence}": [401, 403, 404, 200, 403],
      "DELETE /api/workers/{id}/absences/{absence}": [401, 403, 404, 204, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withWorkers { workers in
      let id = try await workers.register("vaska")
      let absence = try await workers.api.send(
        .post, "/api/workers/\(id)/absences", as: workers.manager, Self.absence)
      let parameters = ["id": id, "absence": try #require(absence["id"]?.string)]
      let somebody = "0190c1a4-7d2e-7b63-9c1f-2f4f8f7f3a10"
      let callers = [
        nil, Caller(subject: somebody, roles: [.client]), workers.worker(somebody),
        workers.manager,
      ]
      let differences = try await Self.matrix.differences(
        workers.api, callers: callers, parameters: { _ in parameters })
      #expect(differences == [])
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
