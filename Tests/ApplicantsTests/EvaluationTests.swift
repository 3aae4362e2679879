import Contracts
import Testing

@testable import Applicants
@testable import ServiceKit

@Suite("R-112: what a whole test is worth")
struct EvaluationTests {
  private func score(
    _ answers: [ExactText: Answer], marks: [ExactText: Int] = [:]
  ) throws -> SetScore? {
    SetScore([try FirstLook.document.scoring.evaluate(answers, marks: marks)])
  }

  @Test("R-112, R-115, case 13: all best answers of the demo test")
  func best() throws {
    let score = try #require(
      try score(FirstLook.best, marks: ["why_us": 4, "best_day": 4]))
    #expect((score.points, score.maxPoints, score.tenThousandths) == (46, 46, 10_000))
    #expect(score.code == "JJMNNMOLMJLJJJLLLNNP")
    #expect(score.reachesMinimum && !score.isKnockedOut)
  }

  @Test("R-112, R-115, case 13: middling answers")
  func middling() throws {
    let score = try #require(
      try score(FirstLook.middling, marks: ["why_us": 3, "best_day": 1]))
    #expect((score.points, score.maxPoints, score.tenThousandths) == (21, 46, 4_565))
    #expect(score.code == "KNJLNKKKLMJNJLJKKJLK")
    #expect(score.reachesMinimum && score.isKnockedOut)
  }

  @Test("R-112, R-115, case 13: nothing answered")
  func nothing() throws {
    let score = try #require(try score([:]))
    #expect((score.points, score.tenThousandths) == (0, 0))
    #expect(score.code == String(repeating: "J", count: 20))
    #expect(!score.reachesMinimum && score.isKnockedOut)
  }

  @Test("a test is not scored before its last text is marked")
  func unmarked() throws {
    let scoring = try FirstLook.document.scoring
    let evaluation = scoring.evaluate(FirstLook.best, marks: ["best_day": 4])
    #expect(evaluation.unmarked == ["why_us"] && evaluation.points == 42)
    #expect(SetScore([evaluation]) == nil)
    #expect(SetScore([]) == nil)
  }

  @Test("R-080: less than full points for a question that must be right knocks out")
  func must() throws {
    let scoring = try FirstLook.document.scoring
    #expect(!scoring.evaluate(FirstLook.best).isKnockedOut)
    var answers = FirstLook.best
    answers["strange_dog"] = .one("b")
    #expect(scoring.evaluate(answers).isKnockedOut)
    answers["strange_dog"] = nil
    #expect(scoring.evaluate(answers).isKnockedOut)
  }

  @Test("R-080: the minimum itself is enough")
  func minimum() throws {
    for (minimum, isReached) in [(21, true), (22, false)] {
      let document = try TestDocument(
        FirstLook.with(("/pass/minimum_points", .number("\(minimum)"))))
      let evaluation = document.scoring.evaluate(
        FirstLook.middling, marks: ["why_us": 3, "best_day": 1])
      #expect(evaluation.reachesMinimum == isReached)
    }
  }

  private static func question(_ id: ExactText, _ effects: Effects, points: Int = 1)
    -> ScoredQuestion
  {
    ScoredQuestion(id: id, rule: .one([ScoredOption(id: "a", points: points, effects: effects)]))
  }

  private static func scoring(
    _ questions: [ScoredQuestion], startValue: Int = 50, must: [ExactText] = [], minimum: Int? = nil
  ) -> Scoring {
    Scoring(
      startValue: startValue,
      pass: PassRule(topPercent: nil, minimumPoints: minimum, must: must), questions: questions)
  }

  @Test("R-112: characteristics are bounded once, at the end, so no order of answers matters")
  func bounded() throws {
    let questions = [
      Self.question("up", .of(("speed", 100))), Self.question("down", .of(("speed", -60))),
    ]
    let answers: [ExactText: Answer] = ["up": .one("a"), "down": .one("a")]
    for order in [questions, questions.reversed()] {
      let score = try #require(SetScore([Self.scoring(order).evaluate(answers)]))
      #expect(score.characteristics[1] == 90)
    }
  }

  @Test("R-112: whatever is answered, in whatever order, each characteristic is 0 to 100")
  func property() throws {
    var random = SplitMix64(seed: 12)
    for _ in 0..<500 {
      let questions = (0..<Int.random(in: 1...30, using: &random)).map { index in
        let moved = (0..<3).map { _ in
          (
            CharacteristicsCode.names.randomElement(using: &random) ?? "",
            Int.random(in: -100...100, using: &random)
          )
        }
        let effects = moved.reduce(Effects.none) { $0 + Effects.of($1) }
        return Self.question("q\(index)", effects, points: Int.random(in: 1...9, using: &random))
      }
      let answers = Dictionary(
        uniqueKeysWithValues: questions.filter { _ in Bool.random(using: &random) }
          .map { ($0.id, Answer.one("a")) })
      let start = Int.random(in: 0...100, using: &random)
      let score = try #require(
        SetScore([Self.scoring(questions, startValue: start).evaluate(answers)]))
      let shuffled = questions.shuffled(using: &random)
      #expect(score == SetScore([Self.scoring(shuffled, startValue: start).evaluate(answers)]))
      #expect(score.characteristics.allSatisfy { 0...100 ~= $0 })
      let expected = (0..<20).map { index in
        let moved = questions.filter { answers[$0.id] != nil }.map {
          $0.rule.effects[0].points[index]
        }
        return min(100, max(0, moved.reduce(start, +)))
      }
      #expect(score.characteristics == expected)
      #expect((0...10_000).contains(score.tenThousandths))
    }
  }

  @Test("a set sums the points of its parts, and moves characteristics by all of them")
  func set() throws {
    let first = Self.scoring([Self.question("q", .of(("speed", 80)))], startValue: 60)
    let second = Self.scoring([Self.question("q", .of(("speed", -50)), points: 2)], startValue: 10)
    let answers: [ExactText: Answer] = ["q": .one("a")]
    let score = try #require(SetScore([first.evaluate(answers), second.evaluate(answers)]))
    #expect((score.points, score.maxPoints, score.tenThousandths) == (3, 3, 10_000))
    // 60 + 80 − 50, and what no answer moves is as the first test has it.
    #expect(score.characteristics[1] == 90 && score.characteristics[0] == 60)
    // Two of three, cut.
    let most = try #require(SetScore([first.evaluate([:]), second.evaluate(answers)]))
    #expect(most.tenThousandths == 6_666)
  }

  @Test("R-080: in a set, minimum and must hold for each part")
  func partsOfASet() throws {
    let plain = Self.scoring([Self.question("p", .none, points: 50)])
    let strict = Self.scoring([Self.question("q", .none)], must: ["q"], minimum: 1)
    let answers: [ExactText: Answer] = ["p": .one("a")]
    let score = try #require(SetScore([plain, strict].map { $0.evaluate(answers) }))
    #expect(score.points == 50 && score.isKnockedOut && !score.reachesMinimum)
  }
}
