import Contracts
import HTTPTypes
import ServiceKit
import TestSupport
import Testing

@testable import Applicants

@Suite("R-110: what a version of a test shows of itself")
struct StatisticsTests {
  private static func scoring(_ greatest: [Int]) -> Scoring {
    Scoring(
      startValue: 50, pass: PassRule(topPercent: nil, minimumPoints: nil, must: []),
      questions: greatest.enumerated().map { index, points in
        ScoredQuestion(
          id: "q\(index)",
          rule: .one([ScoredOption(id: "a", points: points, effects: .none)]))
      })
  }

  @Test("quartiles are points that somebody has")
  func quartiles() {
    func quartiles(_ totals: [Int]) -> [Int] {
      PointStatistics(Self.scoring([9]), totals.map { [$0] }).quartiles
    }
    #expect(quartiles([]) == [])
    #expect(quartiles([5]) == [5, 5, 5, 5, 5])
    #expect(quartiles([4, 1, 3, 2]) == [1, 1, 2, 3, 4])
    #expect(quartiles([1, 2, 3, 4, 5, 6, 7, 8]) == [1, 2, 4, 6, 8])
    #expect(quartiles([1, 2, 3, 4, 5]) == [1, 2, 3, 4, 5])
  }

  @Test("each question's mean, share of full points, and how it goes with the others")
  func questions() throws {
    // The first goes with the third, the second against it; the last parts nobody.
    let statistics = PointStatistics(
      Self.scoring([2, 2, 4, 1]), [[0, 2, 0, 1], [1, 1, 2, 1], [2, 0, 4, 1]])
    #expect(statistics.questions.map(\.mean) == [1, 1, 2, 1])
    #expect(statistics.questions.map(\.full).map { (($0 ?? 0) * 3).rounded() } == [1, 1, 1, 3])
    #expect(statistics.questions[0].correlation == 1)
    #expect(statistics.questions[1].correlation == -1)
    #expect(statistics.questions[2].correlation == nil, "the rest is the same for everybody")
    #expect(statistics.questions[3].correlation == nil)
    #expect(statistics.greatest == 9 && statistics.mean == 5)
  }

  @Test("how many were invited, began, handed in, and what they came to")
  func version() async throws {
    try await withSittings { bed in
      try await bed.sit(1...2, ["late_bus": .one("a")])
      try await bed.sit(3...3)
      try await bed.invite(4...4)
      try await bed.score()
      let seen = try await bed.hiring.send(.get, "\(bed.version)/statistics")
      #expect(seen.status == 200, "\(seen.text)")
      #expect((seen["scoring"], seen["invited"], seen["started"]) == (1, 4, 4))
      #expect((seen["running"], seen["finished"]) == (1, 3))
      #expect((seen["handed_in_by_applicant"], seen["median_seconds"]) == (3, 0))
      let points = try #require(seen["points"])
      #expect((points["attempts"], points["quartiles"]) == (3, [0, 0, 3, 3, 3]))
      let bus = points["questions"]?.array?.first { $0["id"] == "late_bus" }
      #expect((bus?["mean"], bus?["full"]) == (.number("2.0"), .number("0.667")))
      #expect(try await bed.hiring.send(.get, "\(bed.version)/statistics?scoring=2").status == 404)
    }
  }

  @Test("of those who were scored twice each scoring has its own points")
  func twice() async throws {
    try await withSittings { bed in
      try await bed.sit(1...3, ["late_bus": .one("a")])
      try await bed.score()
      let adopted = try await bed.hiring.send(
        .post, "\(bed.version)/scorings",
        [
          "document": try FirstLook.with(("/questions/0/options/0/points", 1)), "note": "less",
          "undecided": true,
        ], match: "1")
      #expect(adopted["scored_again"] == 3, "\(adopted.text)")
      try await bed.score()
      for (scoring, points) in [(1, 3), (2, 1)] as [(Int, JSONValue)] {
        let seen = try await bed.hiring.send(
          .get, "\(bed.version)/statistics?scoring=\(scoring)")
        #expect(seen["points"]?["quartiles"] == .array(Array(repeating: points, count: 5)))
      }
    }
  }
}
