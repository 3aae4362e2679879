import FoundationEssentials
import Testing

@testable import Orders

@Suite struct ExternalAnswerTests {
  private static let first = UUID()
  private static let second = UUID()

  private func verdicts(_ candidates: String) throws -> [Verdict] {
    let json = #"{"candidates": [\#(candidates)]}"#
    return try JSONDecoder().decode(ExternalAnswer.self, from: Data(json.utf8))
      .verdicts(for: [Self.first, Self.second])
  }

  private func candidate(_ id: UUID, _ rest: String = "") -> String {
    #"{"id": "\#(id.uuidString.lowercased())"\#(rest)}"#
  }

  @Test("R-070: a score, a veto and named values, in any order")
  func verdicts() throws {
    let answer = try verdicts(
      candidate(Self.second, #", "veto": "too far", "values": {"km": 7.5, "b": true, "t": "x"}"#)
        + "," + candidate(Self.first, #", "score": 0.5"#))
    #expect(
      answer == [
        Verdict(score: 0.5),
        Verdict(
          veto: "too far", values: ["km": .number(7.5), "b": .flag(true), "t": .text("x")]),
      ])
  }

  @Test("an answer with wrong candidates or values out of bounds does not count at all")
  func refused() {
    let long = String(repeating: "x", count: 201)
    let good = candidate(Self.first)
    let wrong = [
      good,
      [good, good].joined(separator: ","),
      [good, candidate(UUID())].joined(separator: ","),
      [good, candidate(Self.second), candidate(UUID())].joined(separator: ","),
      [good, candidate(Self.second, #", "score": 1e300"#)].joined(separator: ","),
      [good, candidate(Self.second, #", "veto": "\#(long)""#)].joined(separator: ","),
      [good, candidate(Self.second, #", "values": {"a": "\#(long)"}"#)].joined(separator: ","),
      [good, candidate(Self.second, ##", "veto": "a\u0000""##)].joined(separator: ","),
      [good, candidate(Self.second, ##", "values": {"a": "\u0000"}"##)].joined(separator: ","),
      [good, candidate(Self.second, ##", "values": {"\u0000": 1}"##)].joined(separator: ","),
    ]
    for candidates in wrong {
      #expect(throws: ExternalStepFailure.self) { try verdicts(candidates) }
    }
  }
}
