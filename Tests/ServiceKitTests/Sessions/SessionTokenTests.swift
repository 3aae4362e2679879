import Contracts
import FoundationEssentials
import HTTPTypes
import TestSupport
import Testing

@testable import ServiceKit

@Suite("Session tokens")
struct SessionTokenTests {
  private let time = ManualClock()
  private let key = SigningKey()
  private static let issuer = SessionToken.issuer(of: "https://mcf.example")

  private var verifier: SessionVerifier { verifier(of: key) }

  private func verifier(of key: SigningKey) -> SessionVerifier {
    SessionVerifier(
      issuer: Self.issuer, source: FixedKeySource(SigningKey.keySet([key.publicKey])),
      clock: time.clock, logger: silent)
  }

  private func token(_ caller: Caller, formKey: String = "key-of-forms") -> SessionToken {
    SessionToken(
      session: UUID.v7(at: time.now), caller: caller, language: .russian, formKey: formKey,
      issuedAt: time.now, expiresAt: time.now.addingTimeInterval(3_600))
  }

  private func refusal(_ token: String) async -> Problem? {
    do {
      _ = try await verifier.session(of: token)
      return nil
    } catch {
      return error as? Problem
    }
  }

  @Test("S2: what is read is what was signed, of clients with how to reach them")
  func good() async throws {
    let client = Caller(
      subject: "hcb-1", roles: [.client], name: "Tom Cat", givenName: "Tom", familyName: "Cat",
      email: "tom@example.org", phone: "+7 495 1")
    let sent = token(client)
    let read = try await verifier.session(of: sent.signed(by: key, issuer: Self.issuer))
    #expect(read == sent && read.caller.email == client.email && read.language == .russian)
    #expect(read.caller.fullName == "Tom Cat")
    let manager = Caller(subject: "m", roles: [.manager], name: "Boss", email: "b@mcf.example")
    #expect(token(manager).caller == Caller(subject: "m", roles: [.manager], name: "Boss"))
  }

  @Test("no token has more than 2 000 bytes, whatever the names are")
  func length() async throws {
    var random = SplitMix64(seed: 20)
    let letters = ["𐐷", "😺", "\"", "\u{1}", "a", "я", "👩‍👩‍👧‍👦"]
    for round in 0..<100 {
      let letter = letters[round % letters.count]
      let long = String(repeating: letter, count: Int.random(in: 90...300, using: &random))
      let sent = token(
        Caller(
          subject: String(repeating: "s", count: 255), roles: Set(Role.allCases), name: long,
          givenName: round.isMultiple(of: 2) ? long : nil, familyName: long,
          email: String(repeating: "e", count: 242) + "@mcf.example", phone: "+7 495 555 00 01"),
        formKey: String(repeating: "k", count: 64))
      let text = try sent.signed(by: key, issuer: Self.issuer)
      #expect(text.utf8.count <= SessionToken.maxBytes)
      let read = try await verifier.session(of: text).caller
      #expect(read.email == sent.caller.email && read.subject == sent.caller.subject)
    }
    // What takes six bytes a letter is left out: the phone first, then the e-mail.
    let odd = token(
      Caller(
        subject: "hcb-1", roles: [.client], name: "Tom",
        email: String(repeating: "\u{1}", count: 254), phone: "+7 495 1"))
    let bare = try await verifier.session(of: odd.signed(by: key, issuer: Self.issuer)).caller
    #expect(bare.subject == "hcb-1" && bare.email == nil && bare.phone == nil)
    // Of names in four-byte letters, a manager's is whole up to a hundred.
    let name = String(repeating: "😺", count: 100)
    let manager = token(Caller(subject: UUID().wire, roles: [.manager], name: name + "!"))
    let read = try await verifier.session(of: manager.signed(by: key, issuer: Self.issuer))
    #expect(read.caller.name == name)
  }

  @Test("another issuer, audience, time, key or kind of token, or a claim less, is refused")
  func spoiled() async throws {
    let good = try token(Caller(subject: "a", roles: [.clerk])).signed(
      by: key, issuer: Self.issuer)
    #expect(await refusal(good) == nil)
    let part = good.split(separator: ".")[1]
    let claims = try JSONValue(parsing: try #require(base64URLDecoded(part)))
    guard case .object(let members) = claims else { return }
    func changed(_ name: String, _ value: JSONValue?) -> JSONValue {
      .object(
        members.filter { $0.name.text != name }
          + (value.map { [JSONValue.Member(name, $0)] } ?? []))
    }
    let future = JSONValue.number(String(Int(time.now.timeIntervalSince1970) + 31))
    var spoiled = ["iss", "aud", "sub", "sid", "fk", "iat", "exp"].map { changed($0, nil) }
    spoiled += [
      changed("iss", "https://mcf.example"), changed("aud", "mcf"), changed("sub", ""),
      changed("sid", "1"), changed("fk", ""), changed("iat", future), changed("exp", 1),
      changed("exp", 9_999_999_999),
    ]
    for claims in spoiled {
      let token = try key.sign(claims, type: SessionToken.type)
      #expect(await refusal(token)?.status == .unauthorized, "\(claims)")
    }
    for type in ["at+jwt", "JWT", "mcf-session"] {
      #expect(await refusal(try key.sign(claims, type: type))?.status == .unauthorized)
    }
    #expect(
      await refusal(try SigningKey().sign(claims, type: SessionToken.type))?.status
        == .unauthorized)
    time.advance(3_600)
    #expect(await refusal(good)?.status == .unauthorized)
  }

  @Test("a page's token is none of the API, and the other way round, even under one key")
  func kinds() async throws {
    let local = LocalIssuer(issuer: Self.issuer, audience: SessionToken.audience)
    let api = TokenVerifier(
      issuer: local.issuer, audience: local.audience, source: FixedKeySource(local.keySet),
      clock: time.clock, logger: silent)
    let page = try token(Caller(subject: "a", roles: [])).signed(
      by: local.key, issuer: local.issuer)
    await #expect(throws: Problem.self) { try await api.caller(of: page) }
    let access = try local.token(for: Caller(subject: "a", roles: []), at: time.now)
    let visitors = verifier(of: local.key)
    await #expect(throws: Problem.self) { try await visitors.session(of: access) }
    _ = try await visitors.session(of: page)
  }
}
