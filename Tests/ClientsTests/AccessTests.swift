import Contracts
import FoundationEssentials
import HTTPTypes
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Clients

@Suite("Who may do what with clients")
struct AccessTests {
  /// An operation and what each role gets. `{id}` is a client that is nobody's own.
  struct Operation: Sendable, CustomTestStringConvertible {
    var method: HTTPRequest.Method
    var path: String
    var body: JSONValue?
    var statuses: [Role: Int]
    var testDescription: String { "\(method) \(path)" }
  }

  private static let tester: JSONValue = [
    "external_id": "hcb-7", "first_name": "Mura", "last_name": "Paw", "email": "m@cats.example",
  ]

  static let operations = [
    // HCB asks for one by its own id.
    Operation(method: .get, path: "/api/clients", statuses: [.manager: 200, .hcb: 400]),
    Operation(
      method: .get, path: "/api/clients?external_id=hcb-1", statuses: [.manager: 200, .hcb: 200]),
    Operation(
      method: .post, path: "/api/clients", body: tester, statuses: [.manager: 201, .hcb: 201]),
    Operation(
      method: .post, path: "/api/clients/import", body: tester,
      statuses: [.manager: 200, .hcb: 200]),
    Operation(method: .get, path: "/api/clients/me", statuses: [.client: 201]),
    Operation(method: .get, path: "/api/clients/{id}", statuses: [.manager: 200, .client: 404]),
    Operation(
      method: .patch, path: "/api/clients/{id}", body: ["place": "Attic"],
      statuses: [.manager: 200, .client: 404]),
    // HCB makes inactive who left, and nothing else.
    Operation(
      method: .patch, path: "/api/clients/{id}", body: ["active": false],
      statuses: [.manager: 200, .hcb: 200]),
    Operation(
      method: .patch, path: "/api/clients/{id}", body: ["active": true],
      statuses: [.manager: 200]),
    Operation(
      method: .patch, path: "/api/clients/{id}", body: ["active": false, "place": "Attic"],
      statuses: [.manager: 200]),
  ]

  @Test("Every operation for every role and for nobody", arguments: operations)
  func roles(operation: Operation) async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let path = operation.path.replacing("{id}", with: id)
      let type =
        path.hasSuffix("import") ? "application/x-ndjson" : "application/json"
      let body = operation.body.map { Array($0.text.utf8) }
      for role in Role.allCases.filter({ operation.statuses[$0] == nil }) + operation.statuses.keys
      {
        let caller = Caller(
          subject: "hcb-99", roles: [role], givenName: "A", familyName: "B", email: "c@d.example")
        let answer = try await clients.api.send(
          operation.method, path, as: caller, body, type: type)
        #expect(answer.status == operation.statuses[role] ?? 403 || isRepeat(answer, operation))
      }
      let nobody = try await clients.api.send(operation.method, path, body, type: type)
      #expect(nobody.status == 401)
      #expect(nobody.headers[.wwwAuthenticate] != nil)
    }
  }

  /// The second role to push the same tester finds it known.
  private func isRepeat(_ answer: TestAnswer, _ operation: Operation) -> Bool {
    operation.method == .post && answer.status == 200 && answer["external_id"] == "hcb-7"
  }

  @Test("R-010: HCB reads a tester by its id and says that it has left, whatever else it is")
  func left() async throws {
    try await withClients { clients in
      try await clients.register("hcb-1")
      for roles in [[Role.hcb], [.hcb, .client]] as [Set<Role>] {
        let hcb = Caller(subject: "hcb", roles: roles)
        let found = try await clients.api.send(
          .get, "/api/clients?external_id=hcb-1", as: hcb)["items"]?[0]
        let id = try #require(found?["id"]?.string)
        let renamed = try await clients.api.send(
          .patch, "/api/clients/\(id)", as: hcb, ["first_name": "Mura"])
        #expect(renamed.status == 403)
        let left = try await clients.api.send(
          .patch, "/api/clients/\(id)", as: hcb, ["active": false])
        #expect(left["active"] == .bool(false))
      }
      #expect(try await clients.events().map(\.active) == [true, false])
    }
  }

  @Test("A worker whose id is a client's external id is not that client")
  func otherRole() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let worker = Caller(subject: "hcb-1", roles: [.worker])
      #expect(try await clients.api.send(.get, "/api/clients/\(id)", as: worker).status == 403)
      #expect(try await clients.api.send(.get, "/api/clients/me", as: worker).status == 403)
    }
  }

  @Test(
    "Bodies: wrong type 415, too large 413, malformed 400",
    arguments: [
      ("text/plain", "{}", 415), ("application/json", "{", 400), ("application/json", "[]", 400),
      ("application/json", "{\"external_id\":\"a\",\"external_id\":\"b\"}", 400),
      ("application/json", String(repeating: " ", count: 70_000), 413),
      ("application/json", String(repeating: "[", count: 40), 400),
    ])
  func bodies(type: String, body: String, status: Int) async throws {
    try await withClients { clients in
      let answer = try await clients.api.send(
        .post, "/api/clients", as: clients.hcb, Array(body.utf8), type: type)
      #expect(answer.status == status)
      #expect(answer.headers[.contentType] == "application/problem+json")
    }
  }
}
