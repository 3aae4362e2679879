import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Packing

@Suite("Who may do what with packages")
struct AccessTests {
  struct Row: Sendable {
    let method: HTTPRequest.Method
    let path: String
    /// nobody, clerk, manager, its worker, another worker
    let statuses: [Int]
  }

  static let rows = [
    Row(method: .get, path: "/api/packages", statuses: [401, 200, 200, 200, 200]),
    Row(method: .get, path: "/api/packages/ID", statuses: [401, 200, 200, 200, 404]),
    Row(method: .get, path: "/api/packages/ID/history", statuses: [401, 200, 200, 403, 403]),
    // Clerks last of all: until they act nothing has changed.
    Row(method: .post, path: "/api/packages/ID/issue", statuses: [401, 409, 403, 403, 403]),
    Row(method: .post, path: "/api/packages/ID/take-back", statuses: [401, 409, 403, 403, 403]),
    Row(method: .post, path: "/api/packages/ID/unpack", statuses: [401, 409, 403, 403, 403]),
    Row(method: .post, path: "/api/packages/ID/ready", statuses: [401, 200, 403, 403, 403]),
    Row(
      method: .post, path: "/api/packages/ID/cookie-arrived",
      statuses: [401, 200, 403, 403, 403]),
  ]

  @Test("each operation with every role")
  func roles() async throws {
    try await withPacking { bed in
      let order = bed.order()
      let id = try await bed.accept(order)
      let callers: [Caller?] = [
        nil, Fixture.clerk, Fixture.manager, Fixture.worker(order.workerID),
        Fixture.worker(.v7(at: bed.time.now)),
      ]
      for row in Self.rows {
        let path = row.path.replacing("ID", with: id.wire)
        for (caller, status) in zip(callers, row.statuses) {
          let answer = try await bed.api.send(row.method, path, as: caller)
          #expect(
            answer.status == status, "\(row.method) \(row.path) \(String(describing: caller))")
        }
        for role in [Role.client, .hcb, .contractor] {
          let caller = Caller(subject: order.workerID.wire, roles: [role])
          let answer = try await bed.api.send(row.method, path, as: caller)
          #expect(answer.status == 403, "\(row.method) \(row.path) \(role)")
        }
      }
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
