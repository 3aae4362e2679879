import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Quality

@Suite("Who may look at orders, and act")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: QualityModule.self,
    columns: ["nobody", "deactivated manager", "unknown manager", "manager", "others"],
    rows: [
      "GET /api/reviews": [401, 403, 200, 200, 403],
      "POST /api/reviews {}": [401, 403, 400, 400, 403],
      "GET /api/reviews/{id}": [401, 403, 200, 200, 403],
      "POST /api/reviews/{id}/take": [401, 403, 403, 200, 403],
      "PATCH /api/reviews/{id} {}": [401, 403, 428, 428, 403],
      "POST /api/reviews/{id}/calls {}": [401, 403, 400, 400, 403],
      "POST /api/reviews/{id}/close": [401, 403, 428, 428, 403],
      "POST /api/reviews/{id}/put-back": [401, 403, 403, 200, 403],
      "POST /api/reviews/take-next": [401, 403, 403, 200, 403],
      "POST /api/reviews/sample {}": [401, 403, 400, 400, 403],
      "GET /api/reviews/draws": [401, 403, 200, 200, 403],
      "GET /api/reviews/draws/{id}": [401, 403, 200, 200, 403],
      "GET /api/reviews/draws/{id}/population": [401, 403, 200, 200, 403],
      "GET /api/hypotheses": [401, 403, 200, 200, 403],
      #"POST /api/hypotheses {"title": "Ring", "statement": "First."}"#: [401, 403, 403, 201, 403],
      "GET /api/hypotheses/{id}": [401, 403, 200, 200, 403],
      "GET /api/hypotheses/{id}/history": [401, 403, 200, 200, 403],
      "PATCH /api/hypotheses/{id} {}": [401, 403, 428, 428, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withQuality { bed in
      let (tom, gone) = (try await bed.manager(), try await bed.manager(active: false))
      let unknown = Caller(subject: "boss", roles: [.manager])
      let (_, review) = try await bed.ended()
      let (draw, hypothesis) = (try await bed.drawn(by: tom), try await bed.proposed(by: tom))
      let differences = try await Self.matrix.differences(
        bed.api, callers: [nil, gone, unknown, tom],
        refusals: [
          "deactivated manager": "manager-deactivated", "unknown manager": "manager-not-known",
        ]
      ) { path in
        let kinds = ["draws": draw, "hypotheses": hypothesis]
        return ["id": kinds.first { path.contains($0.key) }?.value ?? review]
      }
      #expect(differences == [])
      for path in ["/7", "/\(UUID().wire)"] {
        #expect(try await bed.review(.get, path, as: tom).status == 404)
        for act in ["/take", "/put-back"] {
          #expect(try await bed.review(.post, path + act, as: tom).status == 404)
        }
        #expect(try await bed.review(.patch, path, as: tom, [:], match: 1).status == 404)
        #expect(try await bed.review(.post, path + "/close", as: tom, match: 1).status == 404)
      }
    }
  }
}

extension QualityBed {
  /// A draw of an order that was completed.
  fileprivate func drawn(by manager: Caller) async throws -> String {
    let (order, _) = try await ended(.completed)
    let (from, to) = (order.acceptedAt, order.endsAt.addingTimeInterval(86_400))
    let draw = try await review(
      .post, "/sample", as: manager,
      [
        "from": .string(Timestamp.format(from)), "to": .string(Timestamp.format(to)), "count": 1,
      ], key: UUID().wire)
    return try #require(draw["id"]?.string, "\(draw.text)")
  }

  fileprivate func proposed(by manager: Caller) async throws -> String {
    let answer = try await api.send(
      .post, "/api/hypotheses", as: manager, ["title": "Ring", "statement": "First."])
    return try #require(answer["id"]?.string, "\(answer.text)")
  }
}
