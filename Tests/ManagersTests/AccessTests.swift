import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Managers

@Suite("Who may do what with managers")
struct AccessTests {
  /// An operation and what a manager gets; every other role gets 403, nobody 401.
  struct Operation: Sendable, CustomTestStringConvertible {
    var method: HTTPRequest.Method
    var path: String
    var body: JSONValue?
    var status: Int
    var testDescription: String { "\(method) \(path)" }
  }

  static let operations = [
    Operation(method: .get, path: "/api/managers", status: 200),
    Operation(
      method: .post, path: "/api/managers",
      body: ["name": "Mura", "email": "mura@mcf.example"], status: 201),
    // Not in the register, as the first one is not.
    Operation(method: .get, path: "/api/managers/me", status: 404),
    Operation(method: .get, path: "/api/managers/{id}", status: 200),
    Operation(method: .patch, path: "/api/managers/{id}", body: ["name": "Mu"], status: 200),
  ]

  @Test("every operation for every role and for nobody", arguments: operations)
  func roles(_ operation: Operation) async throws {
    try await withManagers { managers in
      let path = operation.path.replacing("{id}", with: try await managers.register("vaska"))
      func send(_ caller: Caller?) async throws -> TestAnswer {
        try await managers.api.send(
          operation.method, path, as: caller, operation.body.map { Array($0.text.utf8) })
      }
      for role in Role.allCases where role != .manager {
        let answer = try await send(Caller(subject: "x", roles: [role]))
        #expect((answer.status, answer.problem) == (403, "forbidden"), "\(role)")
      }
      let nobody = try await send(nil)
      #expect(nobody.status == 401)
      #expect(nobody.headers[.wwwAuthenticate] != nil)
      #expect(try await send(managers.boss).status == operation.status)
    }
  }

  @Test("a deactivated manager is refused, although the token is good", arguments: operations)
  func deactivated(_ operation: Operation) async throws {
    try await withManagers { managers in
      try await managers.register("keeper")
      let id = try await managers.register("vaska")
      let path = operation.path.replacing("{id}", with: id)
      func send() async throws -> TestAnswer {
        try await managers.api.send(
          operation.method, path, as: managers.manager(id),
          operation.body.map { Array($0.text.utf8) })
      }
      _ = try await managers.change(id, ["active": false])
      let refused = try await send()
      #expect((refused.status, refused.problem) == (403, "manager-deactivated"))
      _ = try await managers.change(id, ["active": true])
      #expect(try await send().status < 300)
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
