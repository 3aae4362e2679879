import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Accounts

@Suite("Who a provider's user is here")
struct IdentificationTests {
  private static func provider(
    _ roles: RoleRule = .all(.client), _ change: (inout Provider) -> Void = { _ in }
  ) -> Provider {
    var provider = Provider(
      "staff", issuer: "https://id.example", clientID: "mcf", name: "Staff", roles: roles)
    change(&provider)
    return provider
  }

  private static func person(_ role: Role, _ subject: ExactText, active: Bool = true) -> KnownPerson
  {
    KnownPerson(
      role: role, subject: subject, name: "Leo", email: "leo@cats.example", language: nil,
      isActive: active)
  }

  private func outcome(
    _ provider: Provider, _ claims: JSONValue, links: [Standpoint] = [],
    people: [KnownPerson] = [], known: [KnownPerson] = []
  ) -> String {
    let identification = Identification(provider: provider, claims: claims)
    let findings = identification.roles.map {
      identification.finding(as: $0, links: links, people: people)
    }
    do {
      return try identification.standings(findings, known: known)
        .map { "\($0.subject)=\($0.allRoles.map(\.rawValue).sorted().joined(separator: "+"))" }
        .joined(separator: " ")
    } catch {
      guard case .notRegistered(let stranger) = error else { return "\(error)" }
      return stranger.reason.rawValue
    }
  }

  @Test("roles come of the provider's claim, at any depth, and never beyond what it may give")
  func roles() {
    let staff = Self.provider(
      .claim(ClaimPath("realm.roles"), ["lead": .manager, "cat": .worker, "all": .client]))
    let cases: [(JSONValue, String)] = [
      (["sub": "u", "realm": ["roles": ["lead"]]], "u=manager"),
      (["sub": "u", "realm": ["roles": "cat"]], "u=worker"),
      (["sub": "u", "realm": ["roles": ["lead", "cat", "x"]]], "u=manager+worker"),
      (["sub": "u", "realm": ["roles": ["manager"]]], "role"),
      (["sub": "u", "realm": ["roles": [["lead"]]]], "role"),
      (["sub": "u", "realm.roles": ["lead"]], "role"), (["sub": "u"], "role"),
    ]
    for (claims, expected) in cases { #expect(outcome(staff, claims) == expected, "\(claims)") }
    let clients = Self.provider(
      .claim(ClaimPath("roles"), ["manager": .manager, "client": .client])
    ) { $0.may = [.client] }
    #expect(outcome(clients, ["sub": "u", "roles": ["manager", "client"]]) == "u=client")
    #expect(outcome(clients, ["sub": "u", "roles": "manager"]) == "role")
    #expect(outcome(Self.provider(), ["sub": "u", "roles": "manager"]) == "u=client")
  }

  @Test("the claim counts; else the link; else an address that is verified and one person's")
  func subjects() {
    let link = Standpoint(role: .worker, subject: "w-1")
    let byClaim = Self.provider(.all(.worker)) { $0.subject = .claim(ClaimPath("mcf_id")) }
    #expect(outcome(byClaim, ["sub": "u", "mcf_id": "w-2"], links: [link]) == "w-2=worker")
    #expect(outcome(byClaim, ["sub": "u"], links: [link]) == "w-1=worker")
    #expect(outcome(byClaim, ["sub": "u"]) == "claim")
    let byEmail = Self.provider(.all(.worker)) { $0.subject = .email }
    let leo = Self.person(.worker, "w-3")
    let verified: JSONValue = ["sub": "u", "email": "leo@cats.example", "email_verified": true]
    let unsaid: JSONValue = ["sub": "u", "email": "leo@cats.example"]
    #expect(outcome(byEmail, verified, people: [leo]) == "w-3=worker")
    #expect(outcome(byEmail, verified, links: [link], people: [leo]) == "w-1=worker")
    #expect(outcome(byEmail, unsaid, people: [leo]) == "unverified")
    #expect(outcome(byEmail, ["sub": "u"], people: [leo]) == "no_email")
    #expect(outcome(byEmail, verified) == "nobody")
    #expect(outcome(byEmail, verified, people: [Self.person(.manager, "m-1")]) == "nobody")
    #expect(outcome(byEmail, verified, people: [leo, Self.person(.worker, "w-4")]) == "several")
    let trusted = Self.provider(.all(.worker)) {
      $0.subject = .email
      $0.trustsEmail = true
    }
    #expect(outcome(trusted, unsaid, people: [leo]) == "w-3=worker")
    let denied: JSONValue = ["sub": "u", "email": "leo@cats.example", "email_verified": false]
    #expect(outcome(trusted, denied, people: [leo]) == "unverified", "what it says counts more")
    #expect(
      outcome(Self.provider(), ["sub": .string(String(repeating: "u", count: 256))]) == "claim")
    #expect(outcome(byClaim, ["sub": "u", "mcf_id": "w\u{1}"]) == "claim", "it fits no token")
  }

  @Test("who has left is nobody, but for clients, who may still look at what there was")
  func left() {
    let both = Self.provider(
      .claim(ClaimPath("roles"), ["w": .worker, "c": .client]))
    let claims: JSONValue = ["sub": "u", "roles": ["w", "c"]]
    let worker = Self.person(.worker, "u", active: false)
    #expect(outcome(both, claims, known: [worker]) == "u=client")
    #expect(outcome(both, ["sub": "u", "roles": "w"], known: [worker]) == "inactive")
    let id = UUID()
    let capitals: JSONValue = ["sub": .string(id.uuidString), "roles": "w"]
    let gone = Self.person(.worker, ExactText(id.wire), active: false)
    #expect(outcome(both, capitals, known: [gone]) == "inactive", "however its id is written")
    let client = Self.person(.client, "u", active: false)
    #expect(outcome(both, claims, known: [client]) == "u=client+worker")
  }
}
