import Contracts
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-112: what answers to a published test would be worth")
struct ScoreAnswersTests {
  /// As REST takes them.
  private static func json(_ answers: [ExactText: Answer]) -> JSONValue {
    .object(
      answers.map { id, answer in
        let value: JSONValue =
          switch answer {
          case .one(let option): .string(option.text)
          case .several(let options): .array(options.map { .string($0.text) })
          case .number(let text), .text(let text): .string(text)
          }
        return JSONValue.Member(id.text, value)
      })
  }

  private static let marks: JSONValue = ["why_us": 4, "best_day": 4]

  @Test("case 13: the best answers to the demo test, those in the middle, and none")
  func demo() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      func score(_ answers: JSONValue, _ marks: JSONValue = .null) async throws -> TestAnswer {
        try await hiring.send(
          .post, "\(version)/score", ["answers": answers, "marks": marks])
      }
      let best = try await score(Self.json(FirstLook.best), Self.marks)
      #expect((best["points"], best["max_points"]) == (46, 46))
      #expect((best["code"], best["reaches_minimum"]) == ("JJMNNMOLMJLJJJLLLNNP", true))
      #expect((best["knocked_out"], best["unmarked"]) == (false, []))
      #expect((best["characteristics"]?["punctuality"], best["scoring"]) == (65, 1))
      let bus = try #require(best["questions"]?[0])
      #expect(
        bus == [
          "id": "late_bus", "points": 3, "max_points": 3,
          "effects": ["punctuality": 10, "courtesy": 10],
        ])
      let middling = try await score(
        Self.json(FirstLook.middling), ["why_us": 3, "best_day": 1])
      #expect((middling["points"], middling["code"]) == (21, "KNJLNKKKLMJNJLJKKJLK"))
      #expect(middling["knocked_out"] == true)
      let nothing = try await score([:])
      #expect((nothing["points"], nothing["code"]) == (0, "JJJJJJJJJJJJJJJJJJJJ"))
      #expect(nothing["reaches_minimum"] == false)
    }
  }

  @Test("until a text has its mark, nobody knows what all comes to")
  func unmarked() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let answer = try await hiring.send(
        .post, "\(version)/score",
        ["answers": Self.json(FirstLook.best), "marks": ["why_us": 2]])
      #expect((answer["points"], answer["unmarked"]) == (40, ["best_day"]))
      #expect((answer["code"], answer["characteristics"]) == (.null, .null))
      #expect(answer["reaches_minimum"] == .null)
      #expect(answer["questions"]?[14]?["points"] == .null)
    }
  }

  @Test("by another scoring of the version, if one is asked for")
  func scoring() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let document = try FirstLook.with(("/questions/0/options/0/points", 7))
      _ = try await hiring.send(
        .post, "\(version)/scorings", ["document": document, "note": "dearer"], match: "1")
      func points(_ scoring: JSONValue) async throws -> TestAnswer {
        try await hiring.send(
          .post, "\(version)/score", ["answers": ["late_bus": "a"], "scoring": scoring])
      }
      let (now, before) = (try await points(.null), try await points(1))
      #expect((now["points"], now["max_points"], now["scoring"]) == (7, 50, 2))
      #expect((before["points"], before["max_points"], before["scoring"]) == (3, 46, 1))
      #expect(try await points(3).status == 404)
      #expect(try await points(0).listed == ["/scoring out-of-range"])
    }
  }

  @Test("answers that cannot be given are mistakes, all at once")
  func mistakes() async throws {
    try await withHiringAPI { hiring in
      let (_, version) = try await hiring.published()
      let answer = try await hiring.send(
        .post, "\(version)/score",
        [
          "answers": [
            "late_bus": "z", "broken_cup": 1, "top_shelf": .null, "first_steps": "a",
            "cleaning_bag": ["a", "z"], "dripping_tap": ["a", "a"], "change": 8,
            "way": .string(String(repeating: "1", count: 101)),
            "why_us": .string(String(repeating: "м", count: 1_001)), "nobody": "a",
          ],
          "marks": ["why_us": 5, "late_bus": 3, "best_day": "four"], "points": 46,
        ])
      #expect(answer.status == 400)
      #expect(
        Set(answer.listed) == [
          "/answers/late_bus no-choice", "/answers/broken_cup no-choice",
          "/answers/first_steps no-array", "/answers/cleaning_bag/1 no-choice",
          "/answers/dripping_tap repeated", "/answers/change no-string",
          "/answers/way too-long", "/answers/why_us too-long", "/answers/nobody unknown",
          "/marks/why_us out-of-range", "/marks/late_bus unknown",
          "/marks/best_day no-whole-number", "/points unknown",
        ])
      let nothing = try await hiring.send(.post, "\(version)/score", [:])
      #expect(nothing.listed == ["/answers required"])
    }
  }
}
