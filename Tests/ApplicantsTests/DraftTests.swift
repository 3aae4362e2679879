import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-110: tests and their drafts, which may have mistakes")
struct DraftTests {
  @Test("a test begins with its name and an empty draft; no two have one name")
  func begin() async throws {
    try await withHiringAPI { hiring in
      let fields: JSONValue = ["name": " First look "]
      let answer = try await hiring.send(.post, "/api/tests", fields, key: "once")
      #expect(answer.status == 201)
      #expect((answer["name"], answer["archived"], answer["version"]) == ("First look", false, 1))
      let test = try #require(answer.headers[.location])
      #expect(try await hiring.send(.get, test).body == answer.body)
      let again = try await hiring.send(.post, "/api/tests", fields, key: "once")
      #expect((again.status, again.body) == (201, answer.body))
      let other = try await hiring.send(.post, "/api/tests", ["name": "First look"])
      #expect((other.status, other.problem) == (409, "name-taken"))
      let draft = try await hiring.send(.get, "\(test)/draft")
      #expect((draft.text, draft.headers[.eTag]) == ("{}", "\"1\""))
      let bad = try await hiring.send(.post, "/api/tests", ["name": "", "draft": [:]])
      #expect(bad.listed == ["/name empty", "/draft unknown"])
      // Section 8: a letter of each plane of Unicode, and no NUL.
      let name = "Look \(everyPlane)"
      let odd = try await hiring.send(.post, "/api/tests", ["name": .string(name)])
      #expect(odd["name"]?.string.map { Array($0.utf8) } == Array(name.utf8), "\(odd.text)")
      let nul = try await hiring.send(.post, "/api/tests", ["name": "a \0"])
      #expect((nul.status, nul.problem) == (400, "bad-input"), "\(nul.text)")
      let races = try await atOnce(20) { _ in
        try await hiring.send(.post, "/api/tests", ["name": "Second look"]).status
      }
      #expect(races.sorted() == [201] + Array(repeating: 409, count: 19))
    }
  }

  @Test("a test is renamed and archived under If-Match")
  func change() async throws {
    try await withHiringAPI { hiring in
      let (test, other) = (try await hiring.begin(), try await hiring.begin("Other"))
      func patch(_ fields: JSONValue, match: String?) async throws -> TestAnswer {
        try await hiring.send(.patch, test, fields, match: match)
      }
      #expect(try await patch(["name": "Look"], match: nil).status == 428)
      #expect(try await patch(["name": "Look"], match: "2").status == 412)
      #expect(try await patch(["name": "Other"], match: "1").problem == "name-taken")
      let changed = try await patch(["name": "Look", "archived": true], match: "1")
      #expect(
        (changed["name"], changed["archived"], changed["version"]) == ("Look", true, 2))
      #expect(changed.headers[.eTag] == "\"2\"")
      #expect(try await patch(["name": .null, "draft": 1], match: "2").status == 400)
      let names = try await hiring.pages("/api/tests?archived=true").joined().map { $0["name"] }
      #expect(names == ["Look"])
      #expect(try await hiring.pages("/api/tests?limit=1").map(\.count) == [1, 1])
      #expect(try await hiring.send(.get, other)["archived"] == false)
      #expect(try await hiring.send(.get, "/api/tests/nobody").status == 404)
    }
  }

  @Test("R-110: a draft is kept as it was sent, whatever mistakes it has, under If-Match")
  func write() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.begin()
      func put(_ draft: JSONValue, match: String?) async throws -> TestAnswer {
        try await hiring.send(.put, "\(test)/draft", draft, match: match)
      }
      let spoiled = try FirstLook.spoiled
      #expect(try await put(spoiled, match: nil).status == 428)
      #expect(try await put(spoiled, match: "2").status == 412)
      let written = try await put(spoiled, match: "1")
      #expect((written.status, written.headers[.eTag]) == (200, "\"2\""))
      #expect(try written.json.sorted == spoiled.sorted)
      let read = try await hiring.send(.get, "\(test)/draft")
      #expect((read.body, read.headers[.eTag]) == (written.body, "\"2\""))
      // Nothing is known of what is in it, a text in another normal form included.
      let odd: JSONValue = ["Cafe\u{301}": ["кот 🐈 \u{10FFFD}", .null, 7], "": [[[:]]]]
      #expect(try await put(odd, match: "2").json.sorted == odd.sorted)
      #expect(try await put([:], match: "1").status == 412)
      let nowhere = "/api/tests/\(UUID.v7(at: hiring.clock.now).wire)/draft"
      #expect(try await hiring.send(.put, nowhere, [:], match: "1").status == 404)
      #expect(try await hiring.column("draft_by", of: "test", as: String.self) == ["boss"])
    }
  }

  @Test("what the database would not keep as it is is refused at its place; all else is kept")
  func keeping() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.begin()
      func put(_ body: String, match: String) async throws -> TestAnswer {
        try await hiring.api.send(
          .put, "\(test)/draft", as: hiring.boss, Array(body.utf8),
          headers: ["If-Match": "\"\(match)\""])
      }
      let numbers = #"{"a": [1e100000, {"b/c": 1e-9}, 0.1234567890123456789], "d": 1E400}"#
      #expect(
        try await put(numbers, match: "1").listed == [
          "/a/0 no-whole-number", "/a/1/b~1c no-whole-number", "/a/2 no-whole-number",
          "/d no-whole-number",
        ])
      #expect(
        try await put(#"{"a": [6e1, 60.0, -3, 0.5, 9223372036854775807]}"#, match: "1").text
          == #"{"a":[60,60,-3,0.5,9223372036854775807]}"#)
      let deep =
        String(repeating: #"{"a":"#, count: 40) + "1" + String(repeating: "}", count: 40)
      for body in [
        #"{"a": "\u0000"}"#, "{\"a\": \"\0\"}", #"{"a": 1, "a": 2}"#, #"{"a": "\ud800"}"#, "[]",
        "7", "", "{", deep,
      ] {
        let answer = try await put(body, match: "2")
        #expect((answer.status, answer.problem) == (400, "bad-input"), "\(body)")
      }
      #expect(try await hiring.send(.get, "\(test)/draft").headers[.eTag] == "\"2\"")
    }
  }

  @Test("256 KiB are taken, a byte more is not")
  func bytes() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.begin()
      func put(_ count: Int, match: String) async throws -> TestAnswer {
        let body = #"{"a":""# + String(repeating: "m", count: count - 8) + #""}"#
        return try await hiring.api.send(
          .put, "\(test)/draft", as: hiring.boss, Array(body.utf8),
          headers: ["If-Match": "\"\(match)\""])
      }
      let most = TestDocument.maxBytes
      #expect(try await put(most + 1, match: "1").problem == "content-too-large")
      let written = try await put(most, match: "1")
      #expect((written.status, written.body.count) == (200, most))
    }
  }

  @Test("R-110: of twenty who write over the same draft, one does, and nobody loses a word")
  func race() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.begin()
      let answers = try await atOnce(20) { number in
        try await hiring.send(.put, "\(test)/draft", ["by": .number("\(number)")], match: "1")
      }
      let winners = answers.filter { $0.status == 200 }
      #expect(winners.count == 1)
      #expect(answers.count { $0.status == 412 } == 19)
      #expect(try await hiring.send(.get, "\(test)/draft").body == winners.first?.body)
    }
  }

  @Test("case 18: check lists nine mistakes at nine places, and changes nothing")
  func check() async throws {
    try await withHiringAPI { hiring in
      let test = try await hiring.drafted(try FirstLook.spoiled)
      let answer = try await hiring.send(.post, "\(test)/check")
      #expect((answer.status, answer["version"]) == (200, 2))
      #expect(answer.listed.sorted() == FirstLook.nineMistakes.sorted())
      _ = try await hiring.send(.put, "\(test)/draft", try FirstLook.json, match: "2")
      let good = try await hiring.send(.post, "\(test)/check", [:])
      #expect(good.text == #"{"version":3,"mistakes":[]}"#)
      #expect(try await hiring.send(.post, "\(test)/check", ["a": 1]).listed == ["/a unknown"])
    }
  }

  @Test("of very many mistakes a thousand are listed")
  func many() async throws {
    try await withHiringAPI { hiring in
      let names = (0..<1_200).map { JSONValue.Member("x\($0)", 1) }
      let test = try await hiring.drafted(.object(names))
      #expect(try await hiring.send(.post, "\(test)/check").listed.count == 1_000)
      let refused = try await hiring.publish(test)
      #expect((refused.problem, refused.listed.count) == ("not-publishable", 1_000))
    }
  }
}
