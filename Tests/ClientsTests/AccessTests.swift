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
  private static let tester: JSONValue = [
    "external_id": "hcb-2", "first_name": "Murka", "last_name": "Whisker",
    "email": "murka@cats.example",
  ]

  static let matrix = AccessMatrix(
    of: ClientsModule.self, columns: ["nobody", "a client", "HCB", "manager", "others"],
    rows: [
      // HCB asks for one by its own id.
      "GET /api/clients": [401, 403, 400, 200, 403],
      "GET /api/clients?external_id=hcb-1": [401, 403, 200, 200, 403],
      // The second one to send the same changes nothing.
      "POST /api/clients \(tester.text)": [401, 403, 201, 200, 403],
      // The body is no list of lines.
      "POST /api/clients/import {}": [401, 403, 415, 415, 403],
      "GET /api/clients/me": [401, 201, 403, 403, 403],
      // The client is nobody's own.
      "GET /api/clients/{id}": [401, 404, 403, 200, 403],
      #"PATCH /api/clients/{id} {"place": "Attic"}"#: [401, 404, 403, 200, 403],
      // R-010: HCB makes inactive who left, and nothing else.
      #"PATCH /api/clients/{id} {"active": false}"#: [401, 403, 200, 200, 403],
      #"PATCH /api/clients/{id} {"active": true}"#: [401, 403, 403, 200, 403],
      #"PATCH /api/clients/{id} {"active": false, "place": "Attic"}"#: [401, 403, 403, 200, 403],
    ])

  @Test("each operation for everybody")
  func everybody() async throws {
    try await withClients { clients in
      let id = try await clients.register("hcb-1")
      let differences = try await Self.matrix.differences(
        clients.api, callers: [nil, clients.client("hcb-99"), clients.hcb, clients.manager],
        parameters: { _ in ["id": id] })
      #expect(differences == [])
    }
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
