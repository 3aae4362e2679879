import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Testing

@testable import Clients

@Suite("What a PATCH changes of a client")
struct ClientChangeTests {
  private let manager = Caller(subject: "m", roles: [.manager])
  private let client = Client(
    id: .v7(at: Date(timeIntervalSince1970: 0)), externalID: "hcb-1",
    details: ClientDetails(
      firstName: "Murka", lastName: "Whisker", email: "murka@cats.example", phone: "12345",
      place: "12 Basket Lane", language: .russian),
    active: true, paid: .zero, version: 4)

  private func changed(_ body: JSONValue) throws -> Client {
    try ClientChange(Form(body), by: manager).applied(to: client)
  }

  @Test("Only what is sent changes, and the version rises by one")
  func some() throws {
    var expected = client
    expected.details.firstName = "Mura"
    expected.active = false
    expected.version = 5
    let changed = try changed(["first_name": "Mura", "active": false])
    #expect(changed.stored == expected.stored)
    #expect(changed.version == expected.version)
  }

  @Test("null clears what is optional")
  func clears() throws {
    let cleared = try changed(["phone": .null, "place": .null, "language": .null])
    #expect((cleared.details.phone, cleared.details.place) == (nil, nil))
    #expect(cleared.details.language == nil)
    #expect(cleared.version == 5)
  }

  @Test("What is so already is no change")
  func same() throws {
    #expect(try changed([:]).version == client.version)
    let same = try changed(["first_name": "Murka", "active": true, "phone": "12345"])
    #expect(same.version == client.version)
  }

  @Test("null for what is required, unknown and settled fields are mistakes, all at once")
  func mistakes() throws {
    let problem = #expect(throws: Problem.self) {
      try changed([
        "first_name": .null, "email": "nobody", "language": "de", "paid": "10.00",
        "external_id": "x", "version": 9,
      ])
    }
    #expect(
      problem?.errors.map(\.pointer).sorted()
        == ["/email", "/external_id", "/first_name", "/language", "/paid", "/version"])
  }

  @Test("A client may change itself, but not whether it is active")
  func ownFields() throws {
    let own = Caller(subject: "hcb-1", roles: [.client])
    let change = try ClientChange(Form(["place": "Attic"]), by: own)
    #expect(change.applied(to: client).details.place == "Attic")
    let problem = #expect(throws: Problem.self) {
      try ClientChange(Form(["active": true]), by: own)
    }
    #expect(problem?.status.code == 403)
  }
}
