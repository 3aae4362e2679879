import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("Who may do what with packages")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: PackingModule.self,
    columns: ["nobody", "its worker", "another worker", "manager", "clerk", "others"],
    rows: [
      "GET /api/packages": [401, 200, 200, 200, 200, 403],
      // A stream would not end; a parameter that is not known is told to whoever may have it.
      "GET /api/packages/stream?no=such": [401, 403, 403, 400, 400, 403],
      "GET /api/packages/{id}": [401, 200, 404, 200, 200, 403],
      "GET /api/packages/{id}/history": [401, 403, 403, 200, 200, 403],
      // Until a clerk acts nothing has changed.
      "POST /api/packages/{id}/issue": [401, 403, 403, 403, 409, 403],
      "POST /api/packages/{id}/take-back": [401, 403, 403, 403, 409, 403],
      "POST /api/packages/{id}/unpack": [401, 403, 403, 403, 409, 403],
      "POST /api/packages/{id}/ready": [401, 403, 403, 403, 200, 403],
      "POST /api/packages/{id}/cookie-arrived": [401, 403, 403, 403, 200, 403],
      // Signed by the bakery; tokens do not count.
      "POST /api/cookies/{id}/arrived {}": [401, 401, 401, 401, 401, 401],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withPacking { bed in
      let order = bed.order()
      let id = try await bed.accept(order)
      let callers: [Caller?] = [
        nil, Fixture.worker(order.workerID), Fixture.worker(.v7(at: bed.time.now)),
        Fixture.manager, Fixture.clerk,
      ]
      let differences = try await Self.matrix.differences(
        bed.api, callers: callers, parameters: { _ in ["id": id.wire] })
      #expect(differences == [])
    }
  }

  @Test("what is not there is 404 to those who might see it")
  func nothing() async throws {
    try await withPacking { bed in
      for path in ["/api/packages/7", "/api/packages/\(UUID().wire)"] {
        #expect(try await bed.api.send(.get, path, as: Fixture.clerk).status == 404)
        #expect(try await bed.api.send(.get, path + "/history", as: Fixture.clerk).status == 404)
        for step in PackageStep.allCases {
          let answer = try await bed.api.send(
            .post, "\(path)/\(step.rawValue)", as: Fixture.clerk)
          #expect(answer.status == 404)
        }
      }
      let odd = Caller(subject: "no id", roles: [.worker])
      #expect(try await bed.list(as: odd) == [])
    }
  }

  @Test("a worker sees the own packages only, without the department's business")
  func worker() async throws {
    try await withPacking { bed in
      let (mine, other) = (bed.order(), bed.order())
      let id = try await bed.accept(mine)
      try await bed.accept(other)
      let worker = Fixture.worker(mine.workerID)
      #expect(try await bed.list(as: worker) == [id.wire])
      #expect(try await bed.list("?worker=\(mine.workerID.wire)", as: worker) == [id.wire])
      #expect(try await bed.list("?worker=\(other.workerID.wire)", as: worker) == [])
      let answer = try await bed.show(id, as: worker)
      #expect(answer["packing_list"] == ["gloves", "acceptance form"])
      #expect(answer["cookie_arrived"] == false)
      for hidden in ["cookie", "take_back_until", "unpacked_at", "created_at"] {
        #expect(answer[hidden] == nil)
      }
    }
  }
}
