import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Who may keep vacancies and tests, and decide on applications")
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
      "GET /api/applications": [401, 403, 200, 403],
      "POST /api/applications/bulk {}": [401, 403, 400, 403],
      "GET /api/applications/{id}": [401, 403, 200, 403],
      "GET /api/applications/{id}/history": [401, 403, 200, 403],
      "GET /api/applications/{id}/photo": [401, 403, 200, 403],
      #"PATCH /api/applications/{id} {"held_by": "me"}"#: [401, 403, 200, 403],
      "PUT /api/applications/{id}/test-set {}": [401, 403, 428, 403],
      #"POST /api/applications/{id}/links {"kind": "status"}"#: [401, 403, 201, 403],
      "POST /api/applications/{id}/invite": [401, 403, 200, 403],
      #"POST /api/applications/{id}/extra-time {"minutes": 1, "reason": "x"}"#:
        [401, 403, 200, 403],
      #"POST /api/applications/{id}/decision {"decision": "withdraw"}"#: [401, 403, 200, 403],
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
      let application = try await hiring.apply(for: ids.vacancy, tests: [ids.test])
      let differences = try await Self.matrix.differences(
        hiring.api, callers: [nil, former, hiring.boss],
        refusals: ["deactivated manager": "manager-deactivated"]
      ) { path in
        let id =
          path.contains("applications")
          ? application : path.contains("vacancies") ? ids.vacancy : ids.test
        return ["id": id, "number": "1", "scoring": "1", "question": "1.why_us"]
      }
      #expect(differences == [])
    }
  }

  @Test("pages are for managers")
  func pages() async throws {
    try await withHiringAPI { hiring in
      let former = try await hiring.formerManager()
      let published = try await hiring.published().test
      let test = String(published.dropFirst("/api".count))
      let entered = try await hiring.enterVacancy([
        "texts": texts(), "tests": [hiring.id(of: published)],
      ])
      let vacancy = "/applications/vacancies/\(try #require(entered["id"]?.string))"
      let version = "\(test)/versions/1"
      let others = Role.allCases.filter { $0 != .manager }
        .map { Caller(subject: "x", roles: [$0]) }
      let callers: [Caller?] = [nil, hiring.boss, former] + others.map(Optional.some)
      let shown = [303, 200] + Array(repeating: 403, count: others.count + 1)
      let differences = try await hiring.api.pageDifferences(
        callers,
        [
          "/tests": shown, "/tests/new": shown, test: shown, "\(test)/archive": shown,
          "\(test)/restore": shown, "\(test)/draft": shown, "\(test)/draft/head": shown,
          "\(test)/draft/document": shown, "\(test)/draft/import": shown,
          "\(test)/draft/publish": shown, "\(test)/draft/questions/1": shown,
          "\(test)/draft/questions/1/delete": shown, "\(test)/draft/preview": shown,
          version: shown, "\(version)/default": shown, "\(version)/retire": shown,
          "\(version)/scorings/new": shown, "\(version)/preview": shown,
          "/applications/vacancies": shown, "/applications/vacancies/new": shown,
          vacancy: shown,
        ])
      #expect(differences == [])
      for other in others + [former] {
        let browser = hiring.api.browser(as: other)
        for path in [
          "/tests/new", test, "\(test)/archive", "\(test)/draft/head", "\(test)/draft/import",
          "\(test)/draft/publish", "\(test)/draft/questions/1",
          "\(test)/draft/questions/1/move", "\(test)/draft/questions/1/delete",
          "\(test)/draft/preview", "\(version)/default", "\(version)/retire",
          "\(version)/scorings/new", "\(version)/preview", "/applications/vacancies/new", vacancy,
        ] {
          #expect(try await browser.submit(path).status == 403, "\(other) \(path)")
        }
      }
      let draft = try await hiring.send(.get, "/api\(test)/draft")
      #expect(draft["questions"]?.array?.count == 15)
    }
  }
}

extension HiringAPI {
  /// A cat has applied, and confirmed it.
  fileprivate func apply(for vacancy: String, tests: [String]) async throws -> String {
    let id = UUID.v7(at: clock.now).wire
    try await database.admin.withConnection { connection in
      try await connection.script(
        """
        set search_path = applicants;
        insert into photo (sha256, media_type, bytes, created_at)
        values (encode(sha256('a cat'), 'hex'), 'image/png', 'a cat', now());
        insert into application (id, vacancy_id, status, name, email, phone, age, breed,
                                 coat_colour, language, created_at)
        values ('\(id)', '\(vacancy)', 'unconfirmed', 'Tom', 'tom@x.example', '+7 900', 3,
                'Siberian', 'grey', 'en', now());
        insert into application_photo (application_id, sha256, at)
        select '\(id)', sha256, now() from photo;
        update application
        set    status = 'new', confirmed_at = now(), tests = '{\(tests.joined(separator: ","))}',
               photo_sha256 = (select sha256 from photo);
        """)
    }
    return id
  }
}
