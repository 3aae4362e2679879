import Contracts
import Testing

@testable import Applicants

@Suite("R-112: what an answer is worth")
struct ScoringRuleTests {
  private let options = [
    ScoredOption(id: "a", points: 3, effects: .of(("speed", 10))),
    ScoredOption(id: "b", points: -2, effects: .of(("speed", -5), ("smell", 1))),
    ScoredOption(id: "c", points: 1, effects: .none),
  ]
  private let right = [
    RightOption(id: "a", isRight: true, effects: .of(("speed", 10))),
    RightOption(id: "b", isRight: true, effects: .none),
    RightOption(id: "c", isRight: false, effects: .of(("speed", -20))),
  ]

  @Test("R-112: of one, the chosen option's points and effects")
  func one() {
    let rule = ScoringRule.one(options)
    #expect(rule.greatest == 3)
    #expect(rule.worth(of: .one("a")) == Worth(points: 3, effects: .of(("speed", 10))))
    #expect(rule.worth(of: .one("b"))?.points == -2)
  }

  @Test("R-112: of several summed, the chosen together, not below 0, with the effects of all")
  func sum() {
    let rule = ScoringRule.sum(options)
    #expect(rule.greatest == 4)
    #expect(rule.worth(of: .several(["a", "c"])) == Worth(points: 4, effects: .of(("speed", 10))))
    #expect(
      rule.worth(of: .several(["a", "b", "c"]))
        == Worth(points: 2, effects: .of(("speed", 5), ("smell", 1))))
    #expect(
      rule.worth(of: .several(["b"])) == Worth(points: 0, effects: .of(("speed", -5), ("smell", 1)))
    )
  }

  @Test("R-112: of several exact, the points for the right set alone; effects count anyway")
  func exact() {
    let rule = ScoringRule.exact(points: 5, right)
    #expect(rule.greatest == 5)
    #expect(
      rule.worth(of: .several(["b", "a"])) == Worth(points: 5, effects: .of(("speed", 10))))
    #expect(rule.worth(of: .several(["a"])) == Worth(points: 0, effects: .of(("speed", 10))))
    #expect(
      rule.worth(of: .several(["a", "b", "c"])) == Worth(points: 0, effects: .of(("speed", -10))))
    #expect(rule.worth(of: .several([])) == .nothing)
  }

  @Test(
    "R-112: of a number, points and effects within the tolerance, then the first that is near",
    arguments: [
      ("30", 3, 5), ("30,5", 3, 5), ("29.5", 3, 5), ("30,500001", 2, 0), ("26", 1, 0), ("35", 1, 0),
      ("35,1", 0, 0), ("-30", 0, 0), ("thirty", 0, 0), ("", 0, 0),
    ])
  func number(typed: String, points: Int, effect: Int) throws {
    func number(_ text: String) throws -> ExactNumber { try #require(ExactNumber(written: text)) }
    let rule = ScoringRule.number(
      NumberRule(
        answer: try number("30"), tolerance: try number("0.5"), points: 3,
        effects: .of(("punctuality", 5)),
        near: [
          .init(tolerance: try number("1"), points: 2),
          .init(tolerance: try number("5"), points: 1),
        ]))
    #expect(rule.greatest == 3)
    #expect(
      rule.worth(of: .number(typed))
        == Worth(points: points, effects: .of(("punctuality", effect))))
  }

  @Test(
    "R-112: of a free text, the mark, and its share of the effects, cut towards zero",
    arguments: [
      (0, 0, 0), (1, 2, -2), (2, 5, -5), (3, 7, -7), (4, 10, -10), (9, 10, -10), (-1, 0, 0),
    ])
  func text(mark: Int, up: Int, down: Int) throws {
    let guide = try #require(try FirstLook.document.paper.questions.first).text
    let rule = ScoringRule.text(points: 4, guide: guide, .of(("cooking", 10), ("smell", -10)))
    let worth = rule.worth(of: .text("Fish."), mark: mark)
    #expect(worth?.points == min(max(mark, 0), 4))
    #expect(worth?.effects == .of(("cooking", up), ("smell", down)))
    #expect(rule.worth(of: .text("Fish.")) == nil)
    // Nothing is left to mark where nothing was written.
    #expect(rule.worth(of: .text(" \n")) == .nothing)
    #expect(rule.worth(of: nil) == .nothing)
  }

  @Test("R-112: no answer, and what answers no such question, is worth nothing")
  func nothing() throws {
    let rules = try FirstLook.document.scoring.questions.map(\.rule)
    for rule in rules + [.one(options), .sum(options), .exact(points: 5, right)] {
      #expect(rule.worth(of: nil) == .nothing)
      for answer in [.one("z"), .several(["z"]), .several([]), .number("x"), .text("")] as [Answer]
      {
        #expect(rule.worth(of: answer) == .nothing)
      }
    }
  }
}
