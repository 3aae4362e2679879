import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Who may keep vacancies and tests")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: ApplicantsModule.self, columns: ["nobody", "deactivated manager", "manager", "others"],
    rows: [
      "GET /api/vacancies": [401, 403, 200, 403],
      "POST /api/vacancies {}": [401, 403, 400, 403],
      "GET /api/vacancies/{id}": [401, 403, 200, 403],
      #"PATCH /api/vacancies/{id} {"open": false}"#: [401, 403, 200, 403],
      "GET /api/tests": [401, 403, 200, 403],
      #"POST /api/tests {"name": "Another"}"#: [401, 403, 201, 403],
      "GET /api/tests/schema.json": [401, 403, 200, 403],
      "GET /api/tests/{id}": [401, 403, 200, 403],
      "PATCH /api/tests/{id} {}": [401, 403, 428, 403],
      "GET /api/tests/{id}/draft": [401, 403, 200, 403],
      "PUT /api/tests/{id}/draft {}": [401, 403, 428, 403],
      "POST /api/tests/{id}/check": [401, 403, 200, 403],
      "GET /api/tests/{id}/versions": [401, 403, 200, 403],
      "POST /api/tests/{id}/versions": [401, 403, 428, 403],
      "GET /api/tests/{id}/versions/{number}": [401, 403, 200, 403],
      "POST /api/tests/{id}/versions/{number}/retire": [401, 403, 428, 403],
      "POST /api/tests/{id}/versions/{number}/default": [401, 403, 428, 403],
      "GET /api/tests/{id}/versions/{number}/scorings": [401, 403, 200, 403],
      "POST /api/tests/{id}/versions/{number}/scorings {}": [401, 403, 428, 403],
      "GET /api/tests/{id}/versions/{number}/scorings/{scoring}": [401, 403, 200, 403],
      #"POST /api/tests/{id}/versions/{number}/score {"answers": {}}"#: [401, 403, 200, 403],
      "GET /api/tests/{id}/versions/{number}/statistics": [401, 403, 200, 403],
      "POST /api/tests/{id}/versions/{number}/scorings/dry-run {}": [401, 403, 400, 403],
      "POST /api/marking/next": [401, 403, 204, 403],
      // There is no attempt here: what is done with one is in `Sitting`.
      "GET /api/attempts/{id}": [401, 403, 404, 403],
      "POST /api/attempts/{id}/score-again": [401, 403, 404, 403],
      "PUT /api/attempts/{id}/marks/{question} {}": [401, 403, 428, 403],
    ])

  @Test("each operation for everybody; no deactivated manager is one here, the token aside")
  func everybody() async throws {
    try await withHiringAPI { hiring in
      let former = try await hiring.formerManager()
      let test = hiring.id(of: try await hiring.published().test)
      let vacancy = try await hiring.enterVacancy(["texts": texts(), "tests": [test]])
      let ids = try (
        vacancy: #require(vacancy["id"]?.string), test: #require(test.string)
      )
      let differences = try await Self.matrix.differences(
        hiring.api, callers: [nil, former, hiring.boss],
        refusals: ["deactivated manager": "manager-deactivated"]
      ) { path in
        [
          "id": path.contains("vacancies") ? ids.vacancy : ids.test, "number": "1", "scoring": "1",
          "question": "1.why_us",
        ]
      }
      #expect(differences == [])
    }
  }
}
