import Contracts
import Testing

@testable import ServiceKit

@Suite("Idempotency keys")
struct IdempotencyKeyTests {
  private func key(
    _ header: String, method: String = "POST", path: String = "/api/orders", body: String = "{}"
  ) throws -> IdempotencyKey {
    try IdempotencyKey(
      header: header, caller: "client:1", method: method, path: path,
      body: BodyDigest(JSONParser.parse(body.utf8), sent: body.utf8))
  }

  @Test("quoted and bare are one key")
  func spelling() throws {
    #expect(try key("\"abc\"") == (try key("abc")))
    #expect(try key("a\"c").key == "a\"c")
    #expect(try key("\"").key == "\"")
  }

  @Test(
    "1 to 255 visible ASCII characters",
    arguments: [
      ("", false), ("\"\"", false), ("a b", false), ("\"a b\"", false), ("é", false),
      ("a\u{7F}", false),
      ("~!", true), (String(repeating: "k", count: 255), true),
      (String(repeating: "k", count: 256), false),
      ("\"" + String(repeating: "k", count: 255) + "\"", true),
    ])
  func grammar(header: String, isGood: Bool) {
    #expect(((try? key(header)) != nil) == isGood)
  }

  @Test("the fingerprint follows method, path and body")
  func fingerprint() throws {
    let first = try key("a").fingerprint
    #expect(try key("b").fingerprint == first)
    #expect(try key("a", method: "PUT").fingerprint != first)
    #expect(try key("a", path: "/api/orders/1").fingerprint != first)
    #expect(try key("a", body: "{ }").fingerprint == first)
    #expect(try key("a", body: #"{"a":1}"#).fingerprint != first)
  }

  @Test("the same subject in another role is another caller")
  func callers() {
    let ids = [
      Caller(subject: "1", roles: [.client]), Caller(subject: "1", roles: [.worker]),
      Caller(subject: "1", roles: [.client, .worker]), Caller(subject: "2", roles: [.client]),
    ].map(\.id)
    #expect(Set(ids).count == 4)
    #expect(Caller(subject: "1", roles: [.worker, .client]).id == ids[2])
  }
}
