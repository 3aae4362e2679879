import Contracts
import FoundationEssentials
import ServiceKit

/// What another scoring would make of attempts that have finished, beside the one in force.
///
/// Of a set, this test alone is looked at: attempts at other sets have points that cannot be
/// compared.
struct DryRun: Sendable {
  /// An attempt as it is tried: what was chosen and typed, and what managers gave for texts, by the
  /// ids of questions.
  struct Sat: Sendable {
    let attempt: UUID
    let application: UUID
    let answers: [ExactText: JSONValue]
    let marks: [ExactText: Int]
  }

  /// One scoring of all of them.
  struct Side: Sendable {
    let statistics: PointStatistics
    let standings: Standings
    /// In the order of the attempts.
    let scores: [StandingNow]
  }

  let attempts: [Sat]
  let old: Side
  let new: Side

  /// - Parameter attempts: in the order in which they finished, those of no more than the window.
  init(_ attempts: [Sat], paper: Paper, from old: Scoring, to new: Scoring, by rule: TopRule) {
    self.attempts = attempts
    self.old = Side(attempts, paper, old, rule)
    self.new = Side(attempts, paper, new, rule)
  }

  /// Those who would be proposed and are not, or the other way round: their places in ``attempts``.
  func places(proposedBy one: Side, notBy other: Side) -> [Int] {
    zip(one.scores, other.scores).enumerated()
      .filter { $1.0.isProposed && !$1.1.isProposed }.map(\.offset)
  }

  /// The same by their ids.
  func attempts(proposedBy one: Side, notBy other: Side) -> [UUID] {
    places(proposedBy: one, notBy: other).map { attempts[$0].attempt }
  }
}

extension DryRun.Side {
  fileprivate init(_ attempts: [DryRun.Sat], _ paper: Paper, _ scoring: Scoring, _ rule: TopRule) {
    let evaluations = attempts.map { $0.evaluated(paper, scoring) }
    let scores = evaluations.compactMap { SetScore([$0]) }
    let standings = Standings(
      finished: scores.map(\.points), rule: rule.adopting(scoring.pass.topPercent))
    statistics = PointStatistics(
      scoring, evaluations.map { $0.questions.map { $0.worth?.points ?? 0 } })
    self.standings = standings
    self.scores = scores.enumerated().map { index, score in
      StandingNow(score, ordinal: index + 1, last: scores.count, among: standings)
    }
  }
}

extension DryRun.Sat {
  /// A text that nobody marked was none; of one that was marked, the mark is all that counts.
  fileprivate func evaluated(_ paper: Paper, _ scoring: Scoring) -> Evaluation {
    let given = paper.questions.reduce(into: [ExactText: Answer]()) { given, question in
      given[question.id] =
        question.type == .text
        ? marks[question.id].map { _ in .text("marked") }
        : answers[question.id].flatMap(question.answer(saved:))
    }
    return scoring.evaluate(given, marks: marks)
  }
}

extension DryRun: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("old", old)
    writer.field("new", new)
    writer.field("enter", attempts(proposedBy: new, notBy: old))
    writer.field("leave", attempts(proposedBy: old, notBy: new))
    writer.key("attempts")
    writer.beginArray()
    for (sat, scores) in zip(attempts, zip(old.scores, new.scores)) {
      writer.beginObject()
      writer.field("attempt_id", sat.attempt)
      writer.field("application_id", sat.application)
      writer.field("old", scores.0)
      writer.field("new", scores.1)
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}

extension DryRun.Side: JSONWritable {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.field("places", standings.places)
    writer.field("threshold", standings.threshold)
    writer.field("tied_at_edge", standings.tieAtEdge?.points)
    writer.field("statistics", statistics)
    writer.endObject()
  }
}
