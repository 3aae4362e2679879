import Contracts
import Crypto
import FoundationEssentials
import HTTPTypes
import Logging
import Synchronization
import TestSupport
import Testing

@testable import ServiceKit

/// A key source that counts, fails and rotates as told.
final class ScriptedKeySource: KeySource {
  struct Down: Error {}

  private let state = Mutex<(answer: String?, fetches: Int)>((nil, 0))

  init(_ answer: String?) { publish(answer) }

  var fetches: Int { state.withLock { $0.fetches } }
  func publish(_ answer: String?) { state.withLock { $0.answer = answer } }

  func fetch() async throws -> String {
    try state.withLock { state in
      state.fetches += 1
      guard let answer = state.answer else { throw Down() }
      return answer
    }
  }
}

/// A clock that stands where it is put.
final class ManualClock: Sendable {
  private let time = Mutex(Date(timeIntervalSince1970: 1_795_240_800))

  var clock: Clock { Clock { self.now } }
  var now: Date { time.withLock { $0 } }
  func advance(_ seconds: TimeInterval) { time.withLock { $0 = $0.addingTimeInterval(seconds) } }
}

let silent = Logger.silent

@Suite("Access tokens")
struct TokenTests {
  private let issuer = LocalIssuer(issuer: "https://issuer.test", audience: "mcf")
  private let time = ManualClock()

  private func verifier(_ source: (any KeySource)? = nil, store: (any KeySetStore)? = nil)
    -> TokenVerifier
  {
    TokenVerifier(
      issuer: issuer.issuer, audience: issuer.audience,
      source: source ?? FixedKeySource(issuer.keySet), store: store, clock: time.clock,
      logger: silent)
  }

  private func refusal(_ token: String, _ verifier: TokenVerifier? = nil) async -> Problem? {
    do {
      _ = try await (verifier ?? self.verifier()).caller(of: token)
      return nil
    } catch {
      return error as? Problem
    }
  }

  private func claims(_ changes: (inout [JSONValue.Member]) -> Void) -> JSONValue {
    let caller = Caller(subject: "hcb-1", roles: [.client])
    guard case .object(var members) = issuer.claims(of: caller, at: time.now, lifetime: 60) else {
      return .null
    }
    changes(&members)
    return .object(members)
  }

  private func claims(_ name: String, _ value: JSONValue?) -> JSONValue {
    claims { members in
      members.removeAll { $0.name.text == name }
      if let value { members.append(.init(name, value)) }
    }
  }

  @Test("a good token says who calls, as what, and how to reach them")
  func good() async throws {
    let sent = Caller(
      subject: "hcb-1", roles: [.client, .manager], name: "Tom Cat", givenName: "Tom",
      familyName: "Cat", email: "tom@example.org", phone: "+7 495 1")
    let token = try issuer.token(for: sent, at: time.now)
    #expect(try await verifier().caller(of: token) == sent)
  }

  @Test("a token that was good is good until it expires and no longer")
  func expiry() async throws {
    let verifier = verifier()
    let token = try issuer.token(for: Caller(subject: "a", roles: []), at: time.now, lifetime: 60)
    #expect(await refusal(token, verifier) == nil)
    time.advance(59.999)
    #expect(await refusal(token, verifier) == nil)
    time.advance(0.001)
    #expect(await refusal(token, verifier)?.status == .unauthorized)
    #expect(await refusal(token)?.status == .unauthorized)
  }

  @Test("another issuer, audience or time, or none, is refused")
  func claims() async throws {
    let future = JSONValue.number(String(Int(time.now.timeIntervalSince1970) + 31))
    let spoiled: [JSONValue] = [
      claims("iss", "https://evil.test"), claims("iss", nil), claims("aud", "other"),
      claims("aud", nil), claims("aud", ["a", "b"]), claims("exp", nil),
      claims("exp", "9999999999"),
      claims("exp", 1), claims("nbf", future), claims("nbf", "x"), claims("sub", nil),
      claims("sub", ""), claims("sub", 5),
    ]
    for claims in spoiled {
      #expect(await refusal(try issuer.sign(claims))?.status == .unauthorized, "\(claims)")
    }
    #expect(await refusal(try issuer.sign(claims("aud", ["a", "mcf"]))) == nil)
  }

  @Test("roles that are not ours are left out, a malformed list gives none")
  func roles() async throws {
    let mixed = try issuer.sign(claims("roles", ["worker", "admin", 5]))
    #expect(try await verifier().caller(of: mixed).roles == [.worker])
    let wrong = try issuer.sign(claims("roles", "manager"))
    #expect(try await verifier().caller(of: wrong).roles == [])
  }

  @Test("algorithm none, symmetric ones, other types and critical extensions are refused")
  func headers() async throws {
    let kid = JSONValue.string(issuer.keyID)
    let headers: [JSONValue] = [
      ["alg": "none", "typ": "at+jwt", "kid": kid], ["alg": "HS256", "typ": "at+jwt", "kid": kid],
      ["alg": "RS256", "typ": "at+jwt", "kid": kid], ["alg": "EdDSA", "typ": "at+jwt", "kid": kid],
      ["alg": "es256", "typ": "at+jwt", "kid": kid], ["typ": "at+jwt", "kid": kid],
      ["alg": "ES256", "typ": "JWT", "kid": kid], ["alg": "ES256", "kid": kid],
      ["alg": "ES256", "typ": "at+jwt", "kid": kid, "crit": ["exp"]],
      ["alg": "ES256", "typ": "at+jwt", "kid": "unknown"],
    ]
    for header in headers {
      let token = try issuer.sign(claims { _ in }, header: header)
      #expect(await refusal(token)?.status == .unauthorized, "\(header)")
    }
    let unsigned = try issuer.sign(claims { _ in }, header: headers[0]).split(separator: ".")
    #expect(await refusal("\(unsigned[0]).\(unsigned[1]).")?.status == .unauthorized)
  }

  @Test("a token of another key, or altered anywhere, is refused")
  func signature() async throws {
    let other = LocalIssuer(issuer: issuer.issuer, audience: issuer.audience)
    let header: JSONValue = ["alg": "ES256", "typ": "at+jwt", "kid": .string(issuer.keyID)]
    #expect(await refusal(try other.sign(claims { _ in }, header: header))?.status == .unauthorized)
    let token = Array(try issuer.token(for: Caller(subject: "a", roles: []), at: time.now).utf8)
    let verifier = verifier()
    var random = SplitMix64(seed: 3)
    for _ in 0..<300 {
      var copy = token
      // The last character's low bits may be padding, which carries nothing.
      let index = Int.random(in: 0..<token.count - 1, using: &random)
      copy[index] = copy[index] == UInt8(ascii: "A") ? UInt8(ascii: "B") : UInt8(ascii: "A")
      let altered = String(decoding: copy, as: UTF8.self)
      #expect(await refusal(altered, verifier)?.status == .unauthorized, "\(index)")
    }
    #expect(await refusal(String(decoding: token, as: UTF8.self), verifier) == nil)
  }

  @Test(
    "what is no token is refused",
    arguments: ["", ".", "..", "a.b.c", "e30.e30.", "é.é.é", String(repeating: "a", count: 9000)])
  func garbage(token: String) async {
    #expect(await refusal(token)?.status == .unauthorized)
  }

  @Test("a key kept as PEM signs what the same key's set verifies")
  func pem() async throws {
    let again = try LocalIssuer(issuer: issuer.issuer, audience: issuer.audience, pem: issuer.pem)
    #expect(again.keySet == issuer.keySet)
    let token = try again.token(for: Caller(subject: "a", roles: [.clerk]), at: time.now)
    #expect(await refusal(token) == nil)
  }

  @Test("no token is remembered beyond ten thousand; the oldest is forgotten first")
  func memory() {
    let memory = TokenMemory<Caller>(capacity: 3)
    let digests = (0..<5).map { TokenDigest(of: "token \($0)") }
    for (index, digest) in digests.enumerated() {
      memory.remember(Caller(subject: "\(index)", roles: []), of: digest, until: 100, verifiedIn: 0)
      memory.remember(Caller(subject: "\(index)", roles: []), of: digest, until: 100, verifiedIn: 0)
    }
    #expect(memory.count == 3)
    #expect(digests.map { memory.bearer(of: $0, at: 50)?.subject } == [nil, nil, "2", "3", "4"])
    #expect(memory.bearer(of: digests[4], at: 100) == nil)
    // What was verified by keys that are gone meanwhile is not remembered either.
    memory.forget()
    memory.remember(Caller(subject: "4", roles: []), of: digests[4], until: 100, verifiedIn: 0)
    #expect(memory.count == 0)
  }
}
