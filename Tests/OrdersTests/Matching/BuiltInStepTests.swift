import FoundationEssentials
import Testing

@testable import Orders

@Suite struct BuiltInStepTests {
  private let task = MatchTask(MatchingWorld.request(characteristics: ["strength": 3, "speed": 1]))

  @Test("R-115: a code's letters are five points each, in the fixed order")
  func code() {
    let characteristics = Characteristics(code: "ANT" + String(repeating: "G", count: 17))
    #expect(Array(characteristics.points.prefix(4)) == [5, 70, 100, 35])
    #expect(characteristics.weaknesses == ["strength"])
    #expect(characteristics.strengths == ["speed", "patience"])
    #expect(Array(Characteristics(code: "?t").points) == Array(repeating: 0, count: 20))
  }

  @Test("R-071: 70 is a strength and 30 a weakness, 65 and 35 are neither")
  func borders() {
    let scores = ["F", "G", "M", "N", "T"].map { letter in
      score(.characteristics, String(repeating: letter, count: 20))
    }
    #expect(scores[0] == 0)
    #expect(scores == scores.sorted())
    #expect(scores[3] - scores[2] > 0.3)
    #expect(scores[4] == 1)
  }

  @Test("a weakness is vetoed only where it matters")
  func weakness() {
    let weakInPatience = "TTA" + String(repeating: "T", count: 17)
    let weakInSpeed = "TAT" + String(repeating: "T", count: 17)
    let samples = [weakInPatience, weakInSpeed].map { MatchingWorld.sample(code: $0) }
    let verdicts = BuiltInStep.noWeakness.verdicts(of: samples, for: task)
    #expect(verdicts.map(\.veto) == [nil, "weak in speed"])
  }

  @Test("characteristics count by their weight")
  func weights() {
    let strong = score(.characteristics, "TA" + String(repeating: "A", count: 18))
    let fast = score(.characteristics, "AT" + String(repeating: "A", count: 18))
    #expect(strong == 0.75)
    #expect(fast == 0.25)
  }

  @Test("R-071: more completed is better, more failed is worse")
  func pastResults() {
    let samples = [
      MatchingWorld.sample(completed: 10), MatchingWorld.sample(),
      MatchingWorld.sample(failed: 1), MatchingWorld.sample(failed: 10),
    ]
    let scores = BuiltInStep.pastResults.verdicts(of: samples, for: task).compactMap(\.score)
    #expect(scores.count == 4)
    #expect(scores == scores.sorted(by: >))
  }

  @Test("fairness prefers whom little was asked of lately, and forgets in time")
  func fairness() {
    let samples = [0, 0.5, 1, 4].map { MatchingWorld.sample(recentOrders: $0) }
    let scores = BuiltInStep.fairness.verdicts(of: samples, for: task).compactMap(\.score)
    #expect(scores == [1, 1 / 1.5, 0.5, 0.2])
    #expect(samples[3].recentLoad(at: MatchingWorld.now.addingTimeInterval(4 * 86_400)) == 0)
  }

  private func score(_ step: BuiltInStep, _ code: String) -> Double {
    step.verdicts(of: [MatchingWorld.sample(code: code)], for: task)[0].score ?? -1
  }
}
