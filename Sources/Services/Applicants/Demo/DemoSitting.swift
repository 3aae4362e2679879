import Contracts
import FoundationEssentials
import ServiceKit

/// One of the cats of ``DemoSittings``: what it has answered, and what that has come to by the rules
/// that hold for all.
struct DemoSitting: Sendable {
  /// As which of them it finished, from 1.
  let number: Int
  let id: UUID
  let attempt: UUID
  let beganAt: Date
  let seed: UInt64
  let sitting: AnsweredSet
  let evaluations: [Evaluation]
  let score: SetScore
  /// How it stood when it finished.
  let standing: StandingNow
  /// Whether it is among the best of all of them, so that nothing is decided; the others are
  /// rejected.
  var isOpen = false

  /// From one that begins to the next, and from the last one to now.
  private static let pause: TimeInterval = 12 * 3_600
  private static let rest: TimeInterval = 3 * 86_400

  /// The same ones each time, but for their ids and when it was.
  static func drawn(_ count: Int, at parts: [SittingPart], until now: Date) -> [DemoSitting] {
    let rule = TopRule().adopting(parts.compactMap(\.scoring.pass.topPercent).min())
    var chance = SplitMix64(seed: 46)
    var sittings: [DemoSitting] = []
    for number in 1...count {
      let sitting = AnsweredSet(parts, using: &chance)
      let evaluations = sitting.evaluations
      guard let score = SetScore(evaluations) else { continue }
      let standings = Standings(
        finished: sittings.map(\.score.points) + [score.points], rule: rule)
      let beganAt = now.addingTimeInterval(-rest - pause * Double(count - number))
      sittings.append(
        DemoSitting(
          number: number, id: .v7(at: beganAt), attempt: .v7(at: beganAt), beganAt: beganAt,
          seed: chance.next(), sitting: sitting, evaluations: evaluations, score: score,
          standing: StandingNow(score, ordinal: number, last: number, among: standings)))
    }
    let standings = Standings(finished: sittings.map(\.score.points), rule: rule)
    return sittings.map { sitting in
      var sitting = sitting
      let obstacles = standings.obstacles(
        to: sitting.score, ordinal: sitting.number, last: count)
      sitting.isOpen = obstacles.isEmpty
      return sitting
    }
  }
}

extension AnsweredSet {
  /// What some cat answers, which knows much or little, and what managers give for it.
  fileprivate init(_ parts: [SittingPart], using chance: inout SplitMix64) {
    // Two dice: most are middling.
    let skill = Int.random(in: 10...50, using: &chance) + Int.random(in: 0...48, using: &chance)
    var (answers, marks): ([ExactText: JSONValue], [ExactText: Int]) = ([:], [:])
    for part in parts {
      for question in part.scoring.questions {
        let name = part.name(of: question.id)
        answers[name] = question.rule.answer(skill, using: &chance)
        guard case .text(let points, _, _) = question.rule else { continue }
        marks[name] = points * (skill + Int.random(in: 0...25, using: &chance)) / 125
      }
    }
    self.init(parts: parts, answers: answers, marks: marks)
  }
}

extension ScoringRule {
  /// - Parameter skill: how often a cat knows what is right, of a hundred times.
  fileprivate func answer(_ skill: Int, using chance: inout SplitMix64) -> JSONValue {
    func isKnown() -> Bool { Int.random(in: 1...100, using: &chance) <= skill }
    func ids(_ ids: [ExactText]) -> JSONValue { .array(ids.map { .string($0.text) }) }
    switch self {
    case .one(let options):
      let best = options.max { $0.points < $1.points }
      let chosen = isKnown() ? best : options.randomElement(using: &chance)
      return .string(chosen?.id.text ?? "")
    case .sum(let options): return ids(options.filter { isKnown() == ($0.points > 0) }.map(\.id))
    case .exact(_, let options): return ids(options.filter { isKnown() == $0.isRight }.map(\.id))
    case .number(let rule):
      guard !isKnown() else { return .string(rule.answer.description) }
      return .string("\(Int.random(in: 1...40, using: &chance))")
    case .text: return "For the fish, and for the company."
    }
  }
}

extension DemoSitting {
  /// As ``DemoPast`` reads it.
  var json: JSONValue {
    func object(_ members: [ExactText: JSONValue]) -> JSONValue {
      .object(members.map { JSONValue.Member($0.key.text, $0.value) })
    }
    func numeral(_ value: some BinaryInteger) -> JSONValue { .number("\(value)") }
    let worth = KeepPoints(attempt: attempt, sitting, evaluations)
    return [
      "number": numeral(number), "id": .string(id.wire), "attempt": .string(attempt.wire),
      "began_at": .string(Timestamp.format(beganAt)),
      "seed": numeral(Int64(bitPattern: seed)), "answers": object(sitting.answers),
      "marks": object(sitting.marks.mapValues { numeral($0) }),
      "worth": .array(
        zip(worth.scorings, zip(worth.questions, worth.points)).map { scoring, worth in
          [
            "scoring": numeral(scoring), "question": .string(worth.0.text),
            "points": numeral(worth.1),
          ]
        }),
      "points": numeral(score.points), "max_points": numeral(score.maxPoints),
      "characteristics": .array(score.characteristics.map { numeral($0) }),
      "code": .string(score.code), "knocked_out": .bool(score.isKnockedOut),
      "standing": standing.json, "is_open": .bool(isOpen),
    ]
  }
}
