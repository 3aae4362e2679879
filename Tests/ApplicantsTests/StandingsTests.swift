import Contracts
import Testing

@testable import Applicants

@Suite("R-080: who is among the top 3 %")
struct StandingsTests {
  private func score(
    _ points: Int, reachesMinimum: Bool = true, isKnockedOut: Bool = false
  ) throws -> SetScore {
    let rule = ScoringRule.one([
      ScoredOption(id: "a", points: points, effects: .none),
      ScoredOption(id: "b", points: points + 1, effects: .none),
    ])
    let pass = PassRule(
      topPercent: nil, minimumPoints: reachesMinimum ? points : points + 1,
      must: isKnockedOut ? ["q"] : [])
    let scoring = Scoring(
      startValue: 50, pass: pass, questions: [ScoredQuestion(id: "q", rule: rule)])
    return try #require(SetScore([scoring.evaluate(["q": .one("a")])]))
  }

  @Test(
    "R-080, case 14: places are three of each hundred, cut",
    arguments: [(0, 0), (99, 0), (100, 3), (133, 3), (134, 4), (999, 29), (1_000, 30), (5_000, 30)])
  func places(count: Int, places: Int) {
    #expect(Standings(finished: Array(repeating: 7, count: count)).places == places)
  }

  @Test("R-080, case 14: who ties across the edge is not in the top")
  func tie() throws {
    let standings = Standings(finished: [46, 46, 45, 45] + Array(repeating: 10, count: 96))
    #expect(standings.threshold == 46)
    #expect(standings.standing(of: 46) == Standing(best: 1, worst: 2, of: 100))
    #expect(standings.standing(of: 45) == Standing(best: 3, worst: 4, of: 100))
    #expect(standings.standing(of: 11) == nil)
    #expect(standings.tieAtEdge?.points == 45)
    #expect(standings.obstacles(to: try score(46), ordinal: 1, last: 100) == [])
    #expect(standings.obstacles(to: try score(45), ordinal: 3, last: 100) == [.tiedAtEdge])
    #expect(
      standings.obstacles(to: try score(10), ordinal: 5, last: 100) == [.notAmongTop(percent: 3)])
  }

  @Test("R-080, case 14: forty tied on top of a thousand: nobody, and a warning")
  func forty() throws {
    let standings = Standings(
      finished: Array(repeating: 46, count: 40) + Array(repeating: 10, count: 960))
    #expect(standings.threshold == nil)
    #expect(standings.tieAtEdge?.standing == Standing(best: 1, worst: 40, of: 1_000))
    #expect(standings.obstacles(to: try score(46), ordinal: 40, last: 1_000) == [.tiedAtEdge])
  }

  @Test("R-080: exactly as many as there are places are all proposed, without a warning")
  func full() {
    let standings = Standings(finished: [9, 9, 9] + Array(repeating: 1, count: 97))
    #expect(standings.threshold == 9 && standings.tieAtEdge == nil)
  }

  @Test("R-080: with fewer than a hundred nobody is proposed: 37 of 100")
  func few() throws {
    let standings = Standings(finished: [46] + Array(repeating: 10, count: 36))
    #expect(standings.threshold == nil && standings.tieAtEdge == nil)
    #expect(
      standings.obstacles(to: try score(46), ordinal: 1, last: 37) == [.tooFew(37, of: 100)])
  }

  @Test("R-080: the best leaves the comparison when a thousand others have finished")
  func older() throws {
    let others = Array(repeating: 10, count: 999)
    let before = Standings(finished: [46] + others)
    #expect(before.obstacles(to: try score(46), ordinal: 1, last: 1_000) == [])
    let after = Standings(finished: [46] + others + [10])
    #expect(after.standing(of: 46) == nil && after.count == 1_000)
    #expect(
      after.obstacles(to: try score(46), ordinal: 1, last: 1_001) == [.older(than: 1_000)])
  }

  @Test("R-080: minimum points and questions that must be right hold besides")
  func passRule() throws {
    let standings = Standings(finished: [46, 45, 44] + Array(repeating: 10, count: 97))
    func obstacles(_ score: SetScore) -> [Obstacle] {
      standings.obstacles(to: score, ordinal: 1, last: 100)
    }
    #expect(obstacles(try score(46, reachesMinimum: false)) == [.belowMinimum])
    #expect(obstacles(try score(46, isKnockedOut: true)) == [.knockedOut])
    #expect(
      obstacles(try score(10, reachesMinimum: false, isKnockedOut: true))
        == [.notAmongTop(percent: 3), .belowMinimum, .knockedOut])
  }

  @Test("R-080: a test's own share counts instead of the setting, be it greater or less")
  func share() {
    #expect(TopRule().adopting(nil) == TopRule())
    #expect(TopRule().adopting(10).percent == 10)
    #expect(TopRule().adopting(2).percent == 2)
    #expect(TopRule(percent: 10).places(among: 105) == 10)
  }

  @Test("R-080: the threshold by counts is what comparing each with all others gives")
  func oracle() throws {
    var random = SplitMix64(seed: 80)
    for _ in 0..<300 {
      let rule = TopRule(
        percent: Int.random(in: 1...40, using: &random),
        window: Int.random(in: 10...60, using: &random), minimum: 10)
      let finished = (0..<Int.random(in: 1...90, using: &random)).map { _ in
        Int.random(in: -3...12, using: &random)
      }
      let standings = Standings(finished: finished, rule: rule)
      let window = Array(finished.suffix(rule.window))
      let places = window.count < rule.minimum ? 0 : window.count * rule.percent / 100
      for (index, points) in finished.enumerated() {
        let best = 1 + window.count { $0 > points }
        let worst = window.count { $0 >= points }
        let isCompared = index >= finished.count - rule.window
        if isCompared {
          #expect(
            standings.standing(of: points) == Standing(best: best, worst: worst, of: window.count))
        }
        let obstacles = standings.obstacles(
          to: try score(points), ordinal: index + 1, last: finished.count)
        #expect(obstacles.isEmpty == (isCompared && worst <= places))
        let isTied = isCompared && best <= places && places < worst
        #expect(obstacles.contains(.tiedAtEdge) == isTied)
      }
    }
  }
}
