import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import Testing

@testable import Clients

@Suite("R-010: registering from a token's claims")
struct ClaimsTests {
  private func entry(
    given: String? = "Murka", family: String? = "Whisker", email: String? = "murka@cats.example",
    phone: String? = nil, subject: String = "hcb-7"
  ) throws -> ClientEntry {
    try ClientEntry(
      claimsOf: Caller(
        subject: subject, roles: [.client], givenName: given, familyName: family, email: email,
        phone: phone),
      id: .v7(at: Date(timeIntervalSince1970: 0)))
  }

  @Test("R-010: names, e-mail and phone come from the claims")
  func complete() throws {
    let entry = try entry(phone: "+7 495 000-00-01")
    #expect(entry.externalID == "hcb-7")
    let details = entry.details
    #expect((details.firstName, details.lastName) == ("Murka", "Whisker"))
    #expect(details.email == "murka@cats.example" && details.place == nil)
    #expect(details.phone == "+7 495 000-00-01")
  }

  @Test("R-010: a phone that cannot be used keeps nobody out", arguments: ["", "call me", "12"])
  func phone(phone: String) throws {
    #expect(try entry(phone: phone).details.phone == nil)
  }

  @Test("R-010: the problem names every claim that is missing or unusable")
  func missing() throws {
    let problem = #expect(throws: Problem.self) { try entry(given: nil, family: "", email: "x") }
    #expect(problem?.status.code == 403)
    #expect(problem?.slug == "claims-missing")
    #expect(
      problem?.errors.map(\.pointer).sorted() == ["/email", "/family_name", "/given_name"])
    for name in ["email", "family_name", "given_name"] {
      #expect(problem?.detail?.contains(name) == true)
    }
  }

  @Test(
    "R-010: a subject with blanks around it, or with what nobody sees, registers nobody",
    arguments: [(" hcb-7 ", "no blanks around it"), ("hcb-7\u{200B}", "character 6 is U+200B")])
  func unusable(subject: String, reason: String) throws {
    let problem = #expect(throws: Problem.self) { try entry(subject: subject) }
    #expect(problem?.errors.map(\.pointer) == ["/sub"])
    #expect(problem?.errors.first?.reason.text.contains(reason) == true)
  }
}
