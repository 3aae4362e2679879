import Contracts
import FoundationEssentials
import ServiceKit
import Testing

@testable import Accounts

@Suite("What a provider's answer must be")
struct CallbackRulesTests {
  private static let now = Date(timeIntervalSince1970: 1_803_891_600)
  private static let browser = Secret()

  private static let provider: Provider = {
    Provider(
      "hcb", issuer: "https://id.example", clientID: "mcf", name: "HCB", roles: .all(.client))
  }()

  private static func attempt(
    usedAt: Date? = nil, age: TimeInterval = 10
  ) -> Attempt {
    Attempt(
      id: .zero, browserHash: browser.hash, provider: "hcb", nonce: "n-1", verifier: [],
      returnTo: "/", createdAt: now.addingTimeInterval(-age), usedAt: usedAt)
  }

  private func outcome(
    _ answer: CallbackAnswer, _ attempt: Attempt? = Self.attempt(), naming: Bool = false,
    in browser: Secret? = Self.browser, provider: Provider? = Self.provider
  ) -> String {
    do {
      return try answer.code(
        for: attempt, from: provider, namingIssuer: naming, in: browser, at: Self.now)
    } catch {
      return error.outcome
    }
  }

  @Test("an attempt is this browser's, unused and young; then the issuer; then what it says")
  func answers() {
    let good = CallbackAnswer(state: "s", code: "c")
    #expect(outcome(good) == "c")
    #expect(outcome(good, nil) == "over")
    #expect(outcome(good, provider: nil) == "over")
    #expect(outcome(good, in: nil) == "over")
    #expect(outcome(good, in: Secret()) == "over")
    #expect(outcome(good, Self.attempt(usedAt: Self.now)) == "over")
    #expect(outcome(good, Self.attempt(age: 599.9)) == "c")
    #expect(outcome(good, Self.attempt(age: 600)) == "over")
    #expect(outcome(good, naming: true) == "unproven")
    let named = CallbackAnswer(state: "s", code: "c", issuer: "https://id.example")
    #expect(outcome(named) == "c" && outcome(named, naming: true) == "c")
    // Byte by byte: canonically equivalent texts are not the same.
    for issuer in ["https://id.example/", "https://ID.example", "https://evil.example", ""] {
      #expect(
        outcome(CallbackAnswer(state: "s", code: "c", issuer: issuer)) == "unproven", "\(issuer)")
    }
    #expect(outcome(CallbackAnswer(state: "s", error: "access_denied")) == "denied")
    #expect(outcome(CallbackAnswer(state: "s", error: "server_error")) == "refused")
    #expect(
      outcome(CallbackAnswer(state: "s", issuer: "https://evil.example", error: "access_denied"))
        == "unproven")
    #expect(outcome(CallbackAnswer(state: "s")) == "unproven")
    #expect(outcome(CallbackAnswer(state: "s", code: "c", repeats: true)) == "unproven")
  }

  private static func claims(_ changes: [String: JSONValue] = [:]) -> JSONValue {
    let seconds = Int(now.timeIntervalSince1970)
    var claims: [String: JSONValue] = [
      "iss": "https://id.example", "aud": "mcf", "sub": "u", "nonce": "n-1",
      "iat": .number("\(seconds)"), "exp": .number("\(seconds + 60)"),
    ]
    claims.merge(changes) { $1 }
    return .object(claims.filter { $0.value != .null }.map { .init($0, $1) })
  }

  private func fault(
    _ changes: [String: JSONValue], access: String? = nil, algorithm: String = "ES256"
  ) -> String? {
    do {
      try IDToken(claims: Self.claims(changes), algorithm: algorithm)
        .check(
          from: Self.provider, nonce: "n-1", accessToken: access,
          since: Self.now.addingTimeInterval(-10), at: Self.now)
      return nil
    } catch {
      return error.outcome
    }
  }

  private func at(_ offset: Int) -> JSONValue {
    .number("\(Int(Self.now.timeIntervalSince1970) + offset)")
  }

  @Test("an ID token is this provider's, for us alone, of now, and of this attempt")
  func idTokens() {
    let good: [[String: JSONValue]] = [
      [:], ["aud": ["other", "mcf"]], ["azp": "mcf"], ["exp": at(-59)], ["iat": at(60)],
      ["at_hash": .null], ["iat": at(-70)], ["nbf": at(60)], ["sid": "s"],
    ]
    for claims in good { #expect(fault(claims) == nil, "\(claims)") }
    let bad: [[String: JSONValue]] = [
      ["iss": "https://evil.example"], ["iss": .null], ["iss": ["https://id.example"]],
      ["aud": "other"], ["aud": ["other"]], ["aud": .null], ["azp": "other"], ["azp": ["mcf"]],
      ["exp": at(-60)], ["exp": .null], ["exp": "never"], ["iat": at(61)], ["iat": .null],
      ["iat": at(-71)], ["nbf": at(61)], ["nbf": "soon"], ["sid": ""], ["nonce": "n-2"],
      ["nonce": .null], ["sub": .null], ["sub": ""], ["sub": "u\u{1}"],
      ["sub": .string(String(repeating: "s", count: 256))], ["at_hash": "x"],
    ]
    for claims in bad { #expect(fault(claims) == "unproven", "\(claims)") }
    // From OpenID Connect Core 1.0, A.3.
    let access = "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"
    #expect(fault(["at_hash": "77QmUPtjPfzWtF2AnpK9RQ"], access: access, algorithm: "RS256") == nil)
    #expect(fault(["at_hash": "77QmUPtjPfzWtF2AnpK9RQ"], access: "other") == "unproven")
    #expect(fault(["at_hash": "77QmUPtjPfzWtF2AnpK9RQ"], access: access, algorithm: "EdDSA") != nil)
  }

  @Test("a logout token tells of a logout, is of now, and passes for nothing else")
  func logoutTokens() {
    let event: JSONValue = ["http://schemas.openid.net/event/backchannel-logout": [:]]
    func outcome(_ changes: [String: JSONValue]) -> String {
      let own: [String: JSONValue] = ["nonce": .null, "exp": .null, "events": event, "jti": "j"]
      do {
        let token = try LogoutToken(
          Self.claims(own.merging(changes) { $1 }), from: Self.provider, at: Self.now)
        return "\(token.sid?.text ?? "–") \(token.sub?.text ?? "–")"
      } catch {
        return error.outcome
      }
    }
    #expect(outcome([:]) == "– u")
    #expect(outcome(["sid": "s", "sub": .null]) == "s –")
    let bad: [[String: JSONValue]] = [
      ["sub": .null], ["jti": .null], ["jti": ""], ["nonce": "n"], ["events": .null],
      ["events": [:]], ["events": "http://schemas.openid.net/event/backchannel-logout"],
      ["iss": "https://evil.example"], ["aud": "other"], ["azp": "other"], ["iat": .null],
      ["iat": at(-301)], ["iat": at(301)], ["exp": at(-60)],
    ]
    for claims in bad { #expect(outcome(claims) == "unproven", "\(claims)") }
  }
}
