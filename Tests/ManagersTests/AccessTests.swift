import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("Who may do what with managers")
struct AccessTests {
  static let matrix = AccessMatrix(
    of: ManagersModule.self, columns: ["nobody", "deactivated manager", "manager", "others"],
    rows: [
      "GET /api/managers": [401, 403, 200, 403],
      #"POST /api/managers {"name": "Mu", "email": "mu@mcf.example"}"#: [401, 403, 201, 403],
      // Not in the register, as the first one is not.
      "GET /api/managers/me": [401, 403, 404, 403],
      "GET /api/managers/{id}": [401, 403, 200, 403],
      #"PATCH /api/managers/{id} {"name": "Mu"}"#: [401, 403, 200, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withManagers { managers in
      let (id, former) = (
        try await managers.register("vaska"), try await managers.register("former")
      )
      _ = try await managers.change(former, ["active": false])
      let differences = try await Self.matrix.differences(
        managers.api, callers: [nil, managers.manager(former), managers.boss],
        refusals: ["deactivated manager": "manager-deactivated"],
        parameters: { _ in ["id": id] })
      #expect(differences == [])
    }
  }

  @Test("a deactivated manager is told so, although the token is good, until made active again")
  func deactivated() async throws {
    try await withManagers { managers in
      try await managers.register("keeper")
      let id = try await managers.register("vaska")
      func list() async throws -> TestAnswer {
        try await managers.api.send(.get, "/api/managers", as: managers.manager(id))
      }
      _ = try await managers.change(id, ["active": false])
      let refused = try await list()
      #expect((refused.status, refused.problem) == (403, "manager-deactivated"))
      _ = try await managers.change(id, ["active": true])
      #expect(try await list().status == 200)
    }
  }

  @Test("who is something else besides loses the manager's rights only")
  func otherRoles() async throws {
    try await withManagers { managers in
      try await managers.register("keeper")
      let id = try await managers.register("vaska")
      let both = managers.manager(id, .clerk)
      #expect(try await managers.module.admit(both) == both)
      _ = try await managers.change(id, ["active": false])
      #expect(try await managers.module.admit(both).roles == [.clerk])
      let answer = try await managers.api.send(.get, "/api/managers", as: both)
      #expect((answer.status, answer.problem) == (403, "forbidden"))
      let clerk = Caller(subject: id, roles: [.clerk])
      #expect(try await managers.module.admit(clerk) == clerk)
    }
  }
}
