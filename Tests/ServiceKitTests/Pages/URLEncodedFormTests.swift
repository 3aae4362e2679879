import Contracts
import HTTPTypes
import Hummingbird
import Testing

@testable import ServiceKit

@Suite("HTML forms")
struct URLEncodedFormTests {
  @Test("texts, numbers and flags are read from text")
  func fields() throws {
    let form = try Form(
      urlEncoded: "a=%D0%BA%D0%BE%D1%82+%2B1&n=-5&f=on&g=false&d=1.5&blank=&m=95.00")
    #expect(form.text("a", 1...9) == "кот +1" && form.int("n", -9...9) == -5)
    #expect(form.bool("f") && !form.bool("g") && form.number("d", 0...2) == 1.5)
    #expect(form.money("m").hundredths == 9500)
    #expect(form.optionalText("blank", 1...9) == nil && form.optionalInt("none", 0...1) == nil)
    try form.finish()
  }

  @Test("all mistakes come at once, unknown and repeated fields among them")
  func mistakes() throws {
    let form = try Form(urlEncoded: "n=x&n=2&f=maybe&e=cat&odd=1&text=")
    _ = (form.int("n", 0...9), form.bool("f"), form.email("e"), form.text("text", 1...9))
    do {
      try form.finish()
      Issue.record("has mistakes")
    } catch let problem as Problem {
      #expect(problem.errors.map(\.pointer).sorted() == ["/e", "/f", "/n", "/n", "/odd", "/text"])
    }
  }

  @Test(
    "a field left blank was not sent, however often, beside one that was filled in too",
    arguments: ["n=&n=", "n=+&n=", "odd=&odd=+"])
  func blank(fields: String) throws {
    for text in [fields + "&a=cat", "a=cat&" + fields + "&a=", "a=&a=cat&" + fields] {
      let form = try Form(urlEncoded: text)
      #expect(form.text("a", 1...9) == "cat")
      #expect(!form.contains("n") && !form.contains("odd"))
      try form.finish()
      #expect(form.digest.bytes == (try Form(urlEncoded: "a=cat")).digest.bytes)
    }
  }

  @Test("what cannot be read is refused", arguments: ["a=%", "a=%zz", "%ff=1", "a=%00", "a=%C3"])
  func malformed(text: String) {
    #expect(throws: Problem.self) { try Form(urlEncoded: text) }
  }

  @Test("a form has a bounded number of fields")
  func bounded() throws {
    let many = (0..<201).map { "f\($0)=1" }.joined(separator: "&")
    #expect(throws: Problem.self) { try Form(urlEncoded: many) }
    _ = try Form(urlEncoded: "&&&" + String(repeating: "a=&", count: 20_000))
  }

  @Test("a JSON body still means what it says: a text is no number")
  func json() throws {
    let form = try Form(["n": "5", "f": "on"])
    _ = (form.int("n", 0...9), form.bool("f"))
    #expect(throws: Problem.self) { try form.finish() }
  }
}
