import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import NIOCore
import Testing

@testable import ServiceKit

/// Wherever the platform compares text that is an identity, what is only canonically equivalent is
/// another one.
@Suite("Identities are compared byte by byte")
struct ExactIdentityTests {
  /// Equal to `==` on `String`.
  private let one = "\u{439}"
  private let other = "\u{438}\u{306}"

  @Test("callers, and what is remembered of them")
  func callers() throws {
    let (a, b) = (Caller(subject: one, roles: [.client]), Caller(subject: other, roles: [.client]))
    #expect(a != b)
    #expect(a.id != b.id)
    #expect(Set([a, b]).count == 2)
    func key(_ caller: Caller) throws -> IdempotencyKey {
      try IdempotencyKey(
        header: "k", caller: caller.id, method: "POST", path: "/", body: .empty)
    }
    #expect(try key(a) != key(b))
  }

  @Test("issuer, audience and key of a token")
  func tokens() async throws {
    let time = ManualClock()
    let issuer = LocalIssuer(issuer: "https://issuer.test/\(one)", audience: one)
    let keySet = issuer.keySet.replacing(issuer.keyID, with: one)
    func status(issuer name: String, audience: String, kid: String) async throws -> Int {
      let verifier = TokenVerifier(
        issuer: "https://issuer.test/\(name)", audience: audience,
        source: FixedKeySource(keySet), clock: time.clock, logger: silent)
      let claims = issuer.claims(
        of: Caller(subject: "a", roles: []), at: time.now, lifetime: 60)
      let token = try issuer.sign(
        claims, header: ["alg": "ES256", "typ": "at+jwt", "kid": .string(kid)])
      do {
        _ = try await verifier.caller(of: token)
        return 200
      } catch let problem as Problem {
        return problem.status.code
      }
    }
    #expect(try await status(issuer: one, audience: one, kid: one) == 200)
    #expect(try await status(issuer: other, audience: one, kid: one) == 401)
    #expect(try await status(issuer: one, audience: other, kid: one) == 401)
    #expect(try await status(issuer: one, audience: one, kid: other) == 401)
  }

  @Test("a role is named by its very letters")
  func roles() {
    for role in Role.allCases {
      #expect(Role(rawValue: role.rawValue + "\u{34F}") == nil)
      #expect(role.rawValue.utf8.allSatisfy { (97...122).contains($0) }, "see ExactTextTests")
    }
  }

  @Test("members of JSON, values and names")
  func json() throws {
    let value = try JSONParser.parse(#"{"\#(one)":1,"\#(other)":2}"#.utf8)
    #expect(value[one] == 1 && value[other] == 2)
    #expect(JSONValue.string(one) != .string(other))
    #expect(
      JSONValue.array([.string(one)]).hashValue != JSONValue.array([.string(other)]).hashValue)
    let many = (0..<20).map { "\"k\($0)\":0" } + ["\"\(one)\":1", "\"\(other)\":2"]
    #expect(throws: Never.self) { try JSONParser.parse("{\(many.joined(separator: ","))}".utf8) }
    let form = try Form(value)
    #expect(form.int(one, 0...9) == 1)
    let problem = #expect(throws: Problem.self) { try form.finish() }
    #expect(problem?.errors.count == 1)
  }

  @Test("parameters of a query, fields of a form, parts of an upload")
  func names() throws {
    let query = QueryForm(query: "\(encoded(one))=1&\(encoded(other))=2")
    #expect(query.int(one, 0...9) == 1 && query.int(other, 0...9) == 2)
    #expect(throws: Never.self) { try query.finish() }
    let form = try Form(urlEncoded: "\(encoded(one))=1&\(encoded(other))=2")
    #expect(form.int(other, 0...9) == 2 && form.int(one, 0...9) == 1)
    #expect(throws: Never.self) { try form.finish() }
    let body = [one, other].map {
      "--b\r\nContent-Disposition: form-data; name=\"\($0)\"\r\n\r\nx\r\n"
    }.joined()
    let upload = try Multipart.parse(
      Array((body + "--b--").utf8), contentType: "multipart/form-data; boundary=b")
    #expect(upload.parts.map(\.name) == [ExactText(one), ExactText(other)])
  }

  @Test("ids that others gave are taken as they are")
  func ids() throws {
    let form = try Form(.object([.init("a", .string(one)), .init("b", .string(" \(other) "))]))
    #expect(form.exactText("a", 1...9) == ExactText(one))
    #expect(form.exactText("b", 1...9) == ExactText(other))
    let query = QueryForm(query: "id=\(encoded(other))")
    #expect(query.exactText("id", 1...9) == ExactText(other))
  }

  @Test(
    "ids that others gave are refused with what nobody sees, which is named with its place",
    arguments: [
      ("hcb-1\u{200B}", 6, "U+200B ZERO WIDTH SPACE"), ("hcb\u{AD}-1", 4, "U+00AD SOFT HYPHEN"),
      ("\u{FEFF}hcb-1", 1, "U+FEFF ZERO WIDTH NO-BREAK SPACE"),
      ("\u{202E}hcb-1", 1, "U+202E RIGHT-TO-LEFT OVERRIDE"),
      (" hcb-1\u{200E} ", 6, "U+200E LEFT-TO-RIGHT MARK"), ("hcb\t1", 4, "U+0009"),
      ("hcb\u{200D}1", 4, "U+200D ZERO WIDTH JOINER"), ("1\u{2028}2", 2, "U+2028 LINE SEPARATOR"),
      ("hcb-1\u{E0041}", 6, "U+E0041 TAG LATIN CAPITAL LETTER A"),
      ("1\u{2800}", 2, "U+2800 BRAILLE PATTERN BLANK"),
    ])
  func unseen(id: String, place: Int, name: String) throws {
    let form = try Form(.object([.init("id", .string(id))]))
    _ = form.exactText("id", 1...9)
    let problem = #expect(throws: Problem.self) { try form.finish() }
    let reason = try #require(problem?.errors.first?.reason.text)
    #expect(reason.contains("its character \(place) is \(name)"), "\(reason)")
    #expect(QueryForm(query: "id=\(encoded(id))").exactText("id", 1...9) == nil)
  }

  @Test("entity tags")
  func tags() throws {
    let tags = try #require(EntityTags("\"\(one)\", W/\"\(other)x\""))
    #expect(tags.matchesWeakly("\"\(one)\"") && tags.matchesWeakly("\"\(other)x\""))
    #expect(!tags.matchesWeakly("\"\(other)\"") && !tags.matchesWeakly("\"\(one)x\""))
  }

  @Test("lists of a cursor")
  func cursors() {
    let cursor = Cursor.encode("list \(one)", UUID())
    #expect(Cursor.decode(cursor, list: "list \(one)", UUID.self) != nil)
    #expect(Cursor.decode(cursor, list: "list \(other)", UUID.self) == nil)
  }

  @Test("keys of an import: both lines go into one batch")
  func imports() async throws {
    var batches: [[ExactText]] = []
    var lines = LineImport<ExactText>(key: \.self) { form in
      let id = form.exactText("id", 1...9)
      try form.finish()
      return id
    } store: { batch in
      batches.append(batch)
      return ImportCounts(created: batch.count)
    }
    let text = [one, other, one].map { "{\"id\":\"\($0)\"}\n" }.joined()
    _ = try await lines.run(
      AsyncThrowingStream { continuation in
        continuation.yield(ByteBuffer(string: text))
        continuation.finish()
      })
    #expect(batches == [[ExactText(one), ExactText(other)], [ExactText(one)]])
  }

  @Test("the site that a form was sent from")
  func sites() throws {
    func request(origin: String) throws -> Request {
      var head = HTTPRequest(
        method: .post, scheme: nil, authority: "\u{212A}ats.example", path: "/")
      head.headerFields[.init("Origin") ?? .accept] = origin
      return Request(head: head, body: RequestBody(buffer: ByteBuffer()))
    }
    #expect(throws: Never.self) {
      try CrossSiteCheck.check(request(origin: "https://\u{212A}ats.example"))
    }
    #expect(throws: Problem.self) {
      try CrossSiteCheck.check(request(origin: "https://Kats.example"))
    }
  }

  private func encoded(_ text: String) -> String {
    text.utf8.map { "%" + hex([$0]) }.joined()
  }
}
