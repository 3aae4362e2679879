import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Metrics
import Synchronization
import Testing

@testable import ServiceKit

/// A store in memory, to see what is kept and to hand out what was.
final class RememberedKeySet: KeySetStore {
  private let kept = Mutex<String?>(nil)

  init(_ jwks: String? = nil) { kept.withLock { $0 = jwks } }

  var value: String? { kept.withLock { $0 } }
  func load(issuer: String) async throws -> String? { value }
  func save(_ jwks: String, issuer: String, at now: Date) async throws {
    kept.withLock { $0 = jwks }
  }
}

@Suite("Keys rotate")
struct KeyRotationTests {
  private let old = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")
  private let new = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")
  private let time = ManualClock()

  private func verifier(_ source: any KeySource, _ store: (any KeySetStore)? = nil) -> TokenVerifier
  {
    TokenVerifier(
      issuer: "https://issuer.test", audience: "mcf", source: source, store: store,
      clock: time.clock, logger: silent)
  }

  private func status(_ issuer: LocalIssuer, _ verifier: TokenVerifier) async throws -> Int {
    let caller = Caller(subject: UUID().uuidString, roles: [])
    do {
      _ = try await verifier.caller(of: issuer.token(for: caller, at: time.now))
      return 200
    } catch let problem as Problem {
      return problem.status.code
    }
  }

  @Test("a new key is fetched when a token first names it, at most once in 30 s")
  func rotation() async throws {
    let source = ScriptedKeySource(old.keySet)
    let verifier = verifier(source)
    #expect(try await status(old, verifier) == 200)
    source.publish(new.keySet)
    // Just fetched: strangers cannot make us ask the issuer again and again.
    for _ in 0..<20 { #expect(try await status(new, verifier) == 401) }
    #expect(source.fetches == 1)
    time.advance(30)
    #expect(try await status(new, verifier) == 200)
    #expect(try await status(old, verifier) == 401)
    #expect(source.fetches == 2)
  }

  @Test("whatever was believed by a key is not any more once that is withdrawn")
  func withdrawn() async throws {
    let source = ScriptedKeySource(old.keySet)
    let verifier = verifier(source)
    let known = try old.token(for: Caller(subject: "a", roles: []), at: time.now)
    _ = try await verifier.caller(of: known)
    source.publish(new.keySet)
    time.advance(30)
    #expect(try await status(new, verifier) == 200)
    await #expect(throws: Problem.self) { try await verifier.caller(of: known) }
  }

  @Test("many tokens with a new key at once cause one fetch, and all of them are good")
  func coalesced() async throws {
    let source = ScriptedKeySource(old.keySet)
    let verifier = verifier(source)
    let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
      for _ in 0..<50 { group.addTask { try await status(old, verifier) } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(statuses == Array(repeating: 200, count: 50))
    #expect(source.fetches == 1)
  }

  @Test("a fetched set is kept; after a restart it serves while the issuer is down")
  func restart() async throws {
    let store = RememberedKeySet()
    #expect(try await status(old, verifier(FixedKeySource(old.keySet), store)) == 200)
    #expect(store.value == old.keySet)
    let source = ScriptedKeySource(nil)
    #expect(try await status(old, verifier(source, store)) == 200)
    #expect(source.fetches == 0)
  }

  @Test("when the keys were fetched is shown, and failed attempts are counted")
  func metrics() async throws {
    let registry = PrometheusRegistry()
    let source = ScriptedKeySource(nil)
    let verifier = withMetricsFactory(registry) { self.verifier(source) }
    #expect(try await status(old, verifier) == 503)
    #expect(
      registry.text.contains("mcf_key_set_fetched_timestamp_seconds{tokens=\"access\"} 0.0\n"))
    #expect(registry.text.contains("mcf_key_set_fetch_failures_total{tokens=\"access\"} 1\n"))
    source.publish(old.keySet)
    time.advance(30)
    #expect(try await status(old, verifier) == 200)
    let now = time.now.timeIntervalSince1970
    #expect(
      registry.text.contains("mcf_key_set_fetched_timestamp_seconds{tokens=\"access\"} \(now)\n"))
  }

  @Test("no key at all is 503, not the token's fault")
  func down() async throws {
    let source = ScriptedKeySource(nil)
    let verifier = verifier(source)
    #expect(try await status(old, verifier) == 503)
    source.publish(old.keySet)
    #expect(try await status(old, verifier) == 503)
    time.advance(30)
    #expect(try await status(old, verifier) == 200)
  }

  @Test(
    "an empty or broken set does not replace a good one",
    arguments: [
      "", "{}", "[]", #"{"keys":[]}"#, #"{"keys":[{"kty":"oct","k":"AA","kid":"x"}]}"#,
      #"{"keys":[{"kty":"EC"}]}"#,
    ])
  func brokenSet(jwks: String) async throws {
    let source = ScriptedKeySource(old.keySet)
    let store = RememberedKeySet()
    let verifier = verifier(source, store)
    #expect(try await status(old, verifier) == 200)
    source.publish(jwks)
    time.advance(30)
    #expect(try await status(new, verifier) == 503)
    #expect(try await status(old, verifier) == 200)
    #expect(store.value == old.keySet)
  }

  /// A key set of those issuers' keys, each under another `kid`; nil: without one.
  private func keySet(_ keys: [(LocalIssuer, String?)]) throws -> String {
    var entries: [JSONValue] = []
    for (issuer, id) in keys {
      let key = try JSONValue(parsing: issuer.keySet.utf8)["keys"]?.array?.first
      guard case .object(var members)? = key else { continue }
      members.removeAll { $0.name == "kid" }
      if let id { members.append(.init("kid", .string(id))) }
      entries.append(.object(members))
    }
    var writer = JSONWriter()
    (["keys": .array(entries)] as JSONValue).write(to: &writer)
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  /// What a token with that `kid`, or without one, is answered.
  private func status(
    _ issuer: LocalIssuer, kid: String?, _ verifier: TokenVerifier
  ) async throws -> Int {
    let caller = Caller(subject: UUID().uuidString, roles: [])
    let header: [JSONValue.Member] =
      [.init("alg", "ES256"), .init("typ", "at+jwt")]
      + (kid.map { [.init("kid", .string($0))] } ?? [])
    let token = try issuer.sign(
      issuer.claims(of: caller, at: time.now, lifetime: 60), header: .object(header))
    do {
      _ = try await verifier.caller(of: token)
      return 200
    } catch let problem as Problem {
      return problem.status.code
    }
  }

  @Test("keys of one name, and keys and tokens without one: what fits is tried before saying no")
  func names() async throws {
    let stranger = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")
    let sets: [[(LocalIssuer, String?)]] = [
      [(old, "a"), (new, "a")], [(old, nil), (new, nil)], [(old, "a"), (new, nil)],
      [(old, nil), (new, "a")], [(old, "b"), (new, "a")],
    ]
    for set in sets {
      let verifier = verifier(FixedKeySource(try keySet(set)))
      for (issuer, id) in set {
        #expect(try await status(issuer, kid: nil, verifier) == 200, "\(set)")
        #expect(try await status(issuer, kid: id ?? "a", verifier) == 200, "\(set)")
      }
      for kid in ["a", "b", nil] {
        #expect(try await status(stranger, kid: kid, verifier) == 401, "\(set)")
      }
    }
    // A name that a key does not have is not its.
    let named = verifier(FixedKeySource(try keySet([(old, "a"), (new, "b")])))
    #expect(try await status(old, kid: "b", named) == 401)
    #expect(try await status(old, kid: "A", named) == 401)
  }

  @Test("names are compared as they are written, byte by byte")
  func bytes() async throws {
    let set = try keySet([(old, "caf\u{e9}"), (new, "cafe\u{301}")])
    let verifier = verifier(FixedKeySource(set))
    #expect(try await status(new, kid: "cafe\u{301}", verifier) == 200)
    #expect(try await status(new, kid: "caf\u{e9}", verifier) == 401)
  }

  @Test("no token is tried with more than a few keys")
  func bounded() async throws {
    let others = (0..<20).map { _ in LocalIssuer(issuer: "https://issuer.test", audience: "mcf") }
    let set = try keySet(others.map { ($0, nil) } + [(old, nil)])
    #expect(try await status(old, kid: nil, verifier(FixedKeySource(set))) == 401)
    #expect(try await status(others[0], kid: nil, verifier(FixedKeySource(set))) == 200)
  }

  @Test("a new key without a name, or under the old name, is fetched", arguments: ["a", nil])
  func renewedUnderTheSameName(kid: String?) async throws {
    let source = ScriptedKeySource(try keySet([(old, kid)]))
    let verifier = verifier(source)
    #expect(try await status(old, kid: kid, verifier) == 200)
    source.publish(try keySet([(new, kid)]))
    for _ in 0..<20 { #expect(try await status(new, kid: kid, verifier) == 401) }
    #expect(source.fetches == 1)
    time.advance(30)
    #expect(try await status(new, kid: kid, verifier) == 200)
    #expect(source.fetches == 2)
  }

  @Test("EdDSA keys verify; a key for encryption does not")
  func edwards() async throws {
    let key = Curve25519.Signing.PrivateKey()
    func set(use: String) -> String {
      let x = base64URL(key.publicKey.rawRepresentation)
      return #"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"ed","use":"\#(use)","x":"\#(x)"}]}"#
    }
    let claims = old.claims(of: Caller(subject: "a", roles: []), at: time.now, lifetime: 60)
    let header: JSONValue = ["alg": "EdDSA", "typ": "at+jwt", "kid": "ed"]
    let signed = try old.sign(claims, header: header).split(separator: ".").prefix(2)
      .joined(separator: ".")
    let token = signed + "." + base64URL(try key.signature(for: Array(signed.utf8)))
    let caller = try await verifier(FixedKeySource(set(use: "sig"))).caller(of: token)
    #expect(caller.subject == "a")
    await #expect(throws: Problem.self) {
      try await verifier(FixedKeySource(set(use: "enc"))).caller(of: token)
    }
  }

  @Test(
    "keys are only fetched over https, or from loopback",
    arguments: [
      ("https://id.example/jwks", true), ("http://127.0.0.1:9/jwks", true),
      ("http://localhost/x", true),
      ("http://[::1]:80/", true), ("http://id.example/jwks", false),
      ("http://127.0.0.1.evil.test/", false), ("http://127.0.0.1:x@evil.test/", false),
      ("https://id.example@evil.test/", false), ("http://127.0.0.1\\@evil.test/", false),
      ("http://127.0.0.1", true),
      ("http://localhost.evil.test/", false), ("file:///etc/passwd", false), ("", false),
    ])
  func urls(url: String, isGood: Bool) {
    #expect((HTTPKeySource(url: url) != nil) == isGood)
  }
}
