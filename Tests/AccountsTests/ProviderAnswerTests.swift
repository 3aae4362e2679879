import Contracts
import Crypto
import FoundationEssentials
import Metrics
import Postgres
import ServiceKit
import TestSupport
import Testing

@testable import Accounts

@Suite("What comes of providers of all kinds")
struct ProviderAnswerTests {
  @Test("what becomes of those who come back is counted; who says no there is nobody's fault")
  func counted() async throws {
    let registry = PrometheusRegistry()
    try await withMetricsFactory(registry) {
      try await withAccounts { bed in
        try await bed.signIn()
        for error in ["access_denied", "server_error"] {
          let jar = bed.browser()
          let state = FakeProvider.fields(try await bed.begin(jar))["state"] ?? ""
          _ = try await jar.get(
            "/sign-in/callback" + queryString([("state", state), ("error", error)]))
        }
        for lies: [String: JSONValue] in [["nonce": "another"], ["role": "gardener"]] {
          let jar = bed.browser()
          _ = try await jar.get(try bed.approve(try await bed.begin(jar), lies: lies))
        }
        _ = try await bed.browser().get("/sign-in/callback")
        let begun = bed.browser()
        let back = try bed.approve(try await bed.begin(begun))
        let nowhere = PostgresClient(
          PostgresConfiguration(url: "host=127.0.0.1 port=1 dbname=none"), logger: .silent)
        try await bed.withReplica(nowhere) { site, _ in
          let away = try await begun.get(back, through: site)
          #expect(away.status == 503)
        }
        bed.provider.change { $0.answersTokensWith = 500 }
        #expect(try await begun.get(back).status == 503)
      }
    }
    for (provider, outcome) in [
      ("hcb", "signed_in"), ("hcb", "denied"), ("hcb", "refused"), ("hcb", "unproven"),
      ("hcb", "not_registered"), ("hcb", "provider_away"), ("unknown", "over"),
      ("unknown", "failed"),
    ] {
      let line = #"mcf_sign_ins_total{provider="\#(provider)",outcome="\#(outcome)"} 1"#
      #expect(registry.text.contains(line + "\n"), "\(line)")
    }
  }

  @Test(
    "a client proves itself as it is set up, and in no other way",
    arguments: Provider.AuthMethod.allCases)
  func clients(method: Provider.AuthMethod) async throws {
    try await withAccounts({ $0.authMethod = method }) { bed in
      bed.provider.change { $0.authMethod = method }
      let jar = try await bed.signIn()
      #expect(try await bed.token(jar)?.caller.subject == "user-1")
    }
  }

  @Test("an ID token may be signed with EdDSA; its at_hash is of SHA-512 then")
  func edwards() async throws {
    try await withAccounts { bed in
      let key = Curve25519.Signing.PrivateKey()
      let (secret, point) = (key.rawRepresentation, base64URL(key.publicKey.rawRepresentation))
      bed.provider.change {
        $0.keySet = #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"ed","x":"\#(point)"}]}"#
      }
      // Keys that were fetched before are asked for anew by then.
      bed.time.advance(by: 31)
      let sign: @Sendable (JSONValue) throws -> String? = { claims in
        let header: JSONValue = ["alg": "EdDSA", "kid": "ed"]
        let input = [header, claims].map { base64URL($0.text.utf8) }.joined(separator: ".")
        let key = try Curve25519.Signing.PrivateKey(rawRepresentation: secret)
        return input + "." + base64URL(try key.signature(for: Array(input.utf8)))
      }
      for (algorithm, status) in [("EdDSA", 303), ("ES256", 400)] {
        let jar = bed.browser()
        let back = try bed.approve(try await bed.begin(jar), algorithm: algorithm, token: sign)
        #expect(try await jar.get(back).status == status, "\(algorithm)")
      }
    }
  }

  @Test("that an address is verified counts for the address that is told with it")
  func verifiedAtUserinfo() async throws {
    try await withAccounts({ $0.subject = .email }) { bed in
      let (old, new) = (UUID.v7(at: bed.time.now), UUID.v7(at: bed.time.now))
      try await bed.tellWorker(old, "old@cats.example")
      try await bed.tellWorker(new, "new@cats.example")
      func enter(_ sub: String, told userinfo: [String: JSONValue]) async throws -> Jar {
        let jar = bed.browser()
        _ = try await jar.get(
          try bed.approve(
            try await bed.begin(jar), as: sub,
            lies: ["role": "worker", "email": "old@cats.example", "email_verified": .null],
            userinfo: userinfo))
        return jar
      }
      let same = try await enter(
        "u-1", told: ["email": "old@cats.example", "email_verified": true])
      #expect(try await bed.token(same)?.caller.subject.text == old.wire)
      // The ID token's is an older one, which may be somebody else's by now.
      let moved = try await enter(
        "u-2", told: ["email": "new@cats.example", "email_verified": true])
      #expect(try await bed.token(moved)?.caller.subject.text == new.wire)
      let unsaid = try await enter("u-3", told: ["email_verified": true])
      #expect(unsaid["mcf_session"] == nil, "nothing says of which")
    }
  }
}
