import Contracts
import FoundationEssentials
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-110: a later scoring of what is published")
struct ScoringRouteTests {
  private static func later(_ changes: (String, JSONValue?)...) throws -> JSONValue {
    try changes.reduce(FirstLook.json) { $0.replacing($1.0, with: $1.1) }
  }

  @Test("R-110: it may change what answers are worth, is in force at once, and those before stay")
  func adopt() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let before = try await hiring.send(.get, version)
      let document = try Self.later(
        ("/questions/0/options/0/points", 7), ("/questions/10/answer", "9"), ("/pass", nil))
      // Section 8: with a letter of each plane of Unicode.
      let note = "the bus was early \(everyPlane)"
      let answer = try await hiring.send(
        .post, "\(version)/scorings", ["document": document, "note": .string(note)],
        match: "1", key: "once")
      #expect(answer.status == 201, "\(answer.text)")
      #expect(answer["note"]?.string.map { Array($0.utf8) } == Array(note.utf8))
      #expect((answer["number"], answer["max_points"]) == (2, 50))
      #expect(answer["created_by"] == "boss")
      #expect(answer.headers[.location] == "\(version)/scorings/2")
      let now = try await hiring.send(.get, version)
      let scoring = try TestDocument(document).scoring.json
      #expect((now["scoring"], now["scoring_in_force"], now["version"]) == (scoring, 2, 2))
      #expect((now["paper"], now["max_points"]) == (before["paper"], 50))
      let kept = try await hiring.send(.get, "\(version)/scorings/2")
      #expect((kept["scoring"], kept["note"]) == (scoring, answer["note"]))
      let first = try await hiring.send(.get, "\(version)/scorings/1")
      #expect((first["scoring"], first["note"]) == (before["scoring"], .null))
      let listed = try await hiring.pages("\(version)/scorings?limit=1").joined()
      #expect(listed.map { $0["number"] } == [2, 1])
      #expect(listed.map { $0["max_points"] } == [50, 46])
      // Sent again, it is not made again.
      let again = try await hiring.send(
        .post, "\(version)/scorings", ["document": document, "note": .string(note)],
        match: "1", key: "once")
      #expect((again.status, again.body) == (201, answer.body))
      #expect(try await hiring.send(.get, "\(version)/scorings/3").status == 404)
    }
  }

  @Test("R-110: what would change what is shown is 409 at each place, and nothing of it counts")
  func frozen() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let document = try Self.later(
        ("/limit_seconds", 1_300), ("/questions/2/text/ru", "Где коробка?"),
        ("/questions/0/options/0/points", 7))
      let refused = try await hiring.send(
        .post, "\(version)/scorings", ["document": document, "note": "longer"], match: "1")
      #expect((refused.status, refused.problem) == (409, "frozen"))
      #expect(
        refused.listed == [
          "/document/limit_seconds differs-in-paper",
          "/document/questions/2/text/ru differs-in-paper",
        ])
      #expect(try await hiring.send(.get, version)["scoring_in_force"] == 1)
    }
  }

  @Test("a document with mistakes is 400 with all of them, those of the note among them")
  func mistakes() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      func post(_ body: JSONValue) async throws -> TestAnswer {
        try await hiring.send(.post, "\(version)/scorings", body, match: "1")
      }
      let spoiled = try FirstLook.spoiled
      #expect(
        try await post(["document": spoiled, "note": "", "why": 1]).listed
          == FirstLook.nineMistakes.map { "/document" + $0 } + ["/note empty", "/why unknown"])
      #expect(try await post([:]).listed == ["/document required", "/note required"])
      let nul = try await post(["document": FirstLook.json, "note": "a \0"])
      #expect((nul.status, nul.problem) == (400, "bad-input"), "\(nul.text)")
      #expect(try await post(["document": 7, "note": "x"]).listed == ["/document no-object"])
      let large = try Self.later(
        ("/x", .string(String(repeating: "m", count: TestDocument.maxBytes))))
      #expect(
        try await post(["document": large, "note": "x"]).listed == ["/document too-many-bytes"])
    }
  }

  @Test("of ten who put a scoring in force over the same one, one does")
  func race() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let document = try Self.later(("/start_value", 40))
      let statuses = try await atOnce(10) { number in
        try await hiring.send(
          .post, "\(version)/scorings", ["document": document, "note": .string("by \(number)")],
          match: "1"
        ).status
      }
      #expect(statuses.sorted() == [201] + Array(repeating: 412, count: 9))
      #expect(try await hiring.column("number", of: "test_scoring", as: Int.self) == [1, 2])
    }
  }
}
