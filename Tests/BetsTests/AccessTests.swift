import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Bets

@Suite("R-280: only managers who are known and active learn that there is something")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: BetsModule.self,
    columns: ["nobody", "manager", "unknown manager", "deactivated manager", "no id", "others"],
    rows: [
      "GET /api/markets": [404, 200, 404, 404, 404, 404],
      "GET /api/markets/{order_id}": [404, 200, 404, 404, 404, 404],
      "GET /api/markets/{order_id}/sheet": [404, 200, 404, 404, 404, 404],
      // Without a key.
      "POST /api/markets/{order_id}/bets {\"outcome\": \"failed\", \"stake\": \"1\"}": [
        404, 400, 404, 404, 404, 404,
      ],
      "GET /api/bets/statement": [404, 200, 404, 404, 404, 404],
      "GET /api/bets/statements": [404, 200, 404, 404, 404, 404],
      "POST /api/bets/statements": [404, 400, 404, 404, 404, 404],
      "GET /api/bets/statements/{number}": [404, 404, 404, 404, 404, 404],
      "POST /api/bets/statements/{number}/transfers/{n}/paid": [404, 404, 404, 404, 404, 404],
    ])

  @Test("each operation for everybody; who may not know gets the answer of what does not exist")
  func everybody() async throws {
    try await withBets { bed in
      let order = try await bed.accept()
      bed.time.advance(by: 1)
      try await bed.finish(order, .failed)
      try await bed.hear(of: Fixture.id(2), active: false, version: 2)
      let callers: [Caller?] = [
        nil, Fixture.murka, Fixture.manager(99), Fixture.vaska,
        Caller(subject: "boss", roles: [.manager]),
      ]
      let differences = try await Self.matrix.differences(
        bed.api, callers: callers,
        parameters: { _ in ["order_id": order.orderID.wire, "number": "1", "n": "1"] })
      #expect(differences == [])

      let nowhere = try await bed.get("/api/no-such-path")
      let others = Role.allCases.filter { $0 != .manager }
        .map { Caller(subject: Fixture.id(1).wire, roles: [$0]) }
      for path in ["/api/markets", "/api/bets/statements", "/api/bets/openapi.yaml"] {
        for method in [HTTPRequest.Method.get, .post, .put, .delete, .options] {
          for caller in callers.filter({ $0 != Fixture.murka }) + others {
            let answer = try await bed.api.send(method, path, as: caller, Array("{".utf8))
            #expect(answer.status == 404 && answer.body == nowhere.body, "\(method) \(path)")
          }
        }
      }
    }
  }
}
