import Contracts
import Testing

@testable import ServiceKit

@Suite("What a body means")
struct BodyDigestTests {
  private func digest(_ json: String) throws -> [UInt8] {
    let body = Array(json.utf8)
    return BodyDigest(try JSONParser.parse(body), sent: body).bytes
  }

  @Test(
    "one meaning in several spellings has one digest",
    arguments: [
      (#"{"a":1,"note":null}"#, #"{"a":1}"#), (#"{"a":1,"note":" "}"#, #"{"a":1,"note":""}"#),
      (#"{"a":1,"b":{"c":[1,2],"d":null}}"#, #" {"b" : {"d":null, "c":[1,2]}, "a":1 } "#),
      (#"{"a":60}"#, #"{"a":60.0}"#), (#"{"a":60}"#, #"{"a":6e1}"#),
      (#"{"a":0.5}"#, #"{"a":5E-1}"#), (#"{"a":0}"#, #"{"a":-0.00e7}"#),
      (#"{"a":-1200}"#, #"{"a":-1.2e+3}"#), (#"{"a":"é\/"}"#, #"{"a":"\u00e9/"}"#),
      (#"{"a":"🐈"}"#, #"{"a":"\ud83d\udc08"}"#), ("{\"a\":\"\u{439}\"}", #"{"a":"\u0438\u0306"}"#),
      ("{\"\u{439}\":1,\"\u{438}\u{306}\":2}", "{\"\u{438}\u{306}\":2,\"\u{439}\":1}"),
    ])
  func same(a: String, b: String) throws {
    #expect(try digest(a) == digest(b))
  }

  @Test(
    "another meaning has another",
    arguments: [
      (#"{"a":1}"#, #"{"a":"1"}"#), (#"{"a":[1,2]}"#, #"{"a":[2,1]}"#),
      (#"{"a":1}"#, #"{"b":1}"#), (#"{"a":1}"#, #"{"a":10}"#), (#"{"a":1}"#, #"{"a":-1}"#),
      (#"{"a":1e400}"#, #"{"a":1e401}"#), (#"{"a":"x"}"#, #"{"a":"X"}"#),
      (#"{"a":1e9999999999}"#, #"{"a":2e9999999999}"#), (#"{"a":true}"#, #"{"a":"true"}"#),
      (#"{"a":"b\",\"c\":\"d"}"#, #"{"a":"b","c":"d"}"#),
      ("{\"\u{439}\":1}", "{\"\u{438}\u{306}\":1}"),
    ])
  func other(a: String, b: String) throws {
    #expect(try digest(a) != digest(b))
  }

  @Test("no body means as much as an empty object")
  func empty() throws {
    #expect(try digest("{}") == BodyDigest.empty.bytes)
  }

  @Test("an upload's parts may come in any order")
  func parts() throws {
    func digest(_ parts: [(name: String, body: String)]) throws -> [UInt8] {
      let text = parts.map {
        "--b\r\nContent-Disposition: form-data; name=\"\($0.name)\"\r\n\r\n\($0.body)\r\n"
      }.joined()
      return BodyDigest(
        try Multipart.parse(
          Array("\(text)--b--".utf8), contentType: "multipart/form-data; boundary=b")
      ).bytes
    }
    let first = try digest([("note", "a"), ("photo", "b")])
    #expect(try digest([("photo", "b"), ("note", "a")]) == first)
    #expect(try digest([("photo", "a"), ("note", "b")]) != first)
  }
}
