import Contracts
import FoundationEssentials
import ServiceKit

/// The page on which another scoring is written.
struct ScoringView: PageData {
  static let template = "tests-scoring"
  static let example = ScoringView(tried: .example, sheet: .example)

  /// What it would change; nil: it was not tried.
  let tried: DryRunView?
  let sheet: SheetView
}

/// What another scoring would make of attempts that have finished: the partial `tests-dry-run`.
struct DryRunView {
  /// As many are named of those who would come in, and of those who would go.
  static let most = 50

  let told: String
  /// Why nobody is proposed by either; nil: somebody may be.
  let remark: String?
  let moves: [Move]
  /// Of all attempts together.
  let figures: [Figure]
  let questions: [Question]
  /// Whether there was any attempt to try it on.
  let hasAttempts: Bool

  /// Those who would come in, or go.
  struct Move {
    let title: String
    let cats: [Cat]
    /// That there are more, or none; nil: these are all.
    let rest: String?
  }

  struct Cat {
    let path: String
    let text: String
  }

  struct Figure {
    let label: String
    let old: String
    let new: String
  }

  struct Question {
    let number: Int
    let text: String
    let mean: String
    let full: String
    let correlation: String
  }

  static let example = DryRunView(
    told: "Tried on the last 150 attempts.", remark: "Nobody is proposed yet.",
    moves: [
      Move(
        title: "Would come in",
        cats: [Cat(path: "/applications/1", text: "Murka: 41 points instead of 44")],
        rest: "and 3 more")
    ], figures: [Figure(label: "Mean", old: "20.0 of 46", new: "21.0 of 46")],
    questions: [
      Question(
        number: 1, text: "The bus is late.", mean: "2.0 → 1.0", full: "67% → 33%",
        correlation: "0.42 → 0.10")
    ], hasAttempts: true)
}

extension DryRunView {
  /// - Parameters:
  ///   - entering: places, among the attempts, of those who would come in.
  ///   - names: by the ids of applications; those of the forgotten are missing.
  init(
    _ run: DryRun, of paper: Paper, entering: [Int], leaving: [Int], names: [UUID: String],
    _ texts: LocalTexts
  ) {
    func move(_ key: String, _ places: [Int]) -> Move {
      let rest = places.count - Self.most
      return Move(
        title: texts.text(key),
        cats: places.prefix(Self.most).map { place in
          let application = run.attempts[place].application
          return Cat(
            path: Address.page(ofApplication: application).path,
            text: texts.text(
              "trial_moved",
              [
                "name": names[application] ?? texts.text("trial_forgotten"),
                "new": "\(run.new.scores[place].points)",
                "old": "\(run.old.scores[place].points)",
              ]))
        },
        rest: places.isEmpty
          ? texts.text("trial_nobody")
          : rest > 0 ? texts.text("trial_more", ["count": "\(rest)"]) : nil)
    }
    let (old, new) = (run.old.statistics.questions, run.new.statistics.questions)
    let (count, needed) = (run.attempts.count, run.new.standings.rule.minimum)
    told =
      count == 0 ? texts.text("trial_none") : texts.text("trial_told", ["count": "\(count)"])
    remark =
      0 < count && count < needed
      ? texts.text("trial_too_few", ["count": "\(count)", "needed": "\(needed)"]) : nil
    moves = [move("trial_enter", entering), move("trial_leave", leaving)]
    figures = zip(run.old.figures(texts), run.new.figures(texts)).map {
      Figure(label: $0.label, old: $0.value, new: $1.value)
    }
    questions = zip(zip(1..., paper.questions), zip(old, new)).map { asked, sides in
      func both(_ words: (PointStatistics.Question) -> String) -> String {
        let (old, new) = (words(sides.0), words(sides.1))
        return ExactText(old) == ExactText(new) ? new : "\(old) → \(new)"
      }
      return Question(
        number: asked.0, text: asked.1.text[texts.language],
        mean: both { texts.points($0.mean, of: $0.greatest) },
        full: both { texts.percent($0.full) },
        correlation: both { $0.correlation.map(texts.coefficient) ?? "–" })
    }
    hasAttempts = count > 0
  }
}

extension DryRun.Side {
  fileprivate func figures(_ texts: LocalTexts) -> [DraftView.Fact] {
    func fact(_ key: String, _ figure: Int?) -> DraftView.Fact {
      DraftView.Fact(label: texts.text(key), value: figure.map { "\($0)" } ?? "–")
    }
    return [
      fact("trial_places", standings.places), fact("trial_threshold", standings.threshold),
      fact("trial_tied", standings.tieAtEdge?.points),
    ] + statistics.facts(texts)
  }
}
