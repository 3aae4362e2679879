import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("Who may use the portal")
struct PortalAccessTests {
  static let matrix = AccessMatrix(
    of: ApplicantsPortalModule.self, columns: ["nobody", "others"],
    rows: [
      "GET /api/apply": [200, 200],
      "POST /api/applications?t=x {}": [400, 400],
      "PUT /portal/{token}/answers/{question} {\"value\": null, \"seen\": 0}": [404, 404],
      "GET /portal/{token}/time": [404, 404],
    ])

  @Test("everybody, as if nobody had a token")
  func everybody() async throws {
    try await withPortal { portal in
      let differences = try await Self.matrix.differences(portal.api, callers: [nil]) { _ in
        ["token": "x", "question": "1.late_bus"]
      }
      #expect(differences == [])
    }
  }
}
