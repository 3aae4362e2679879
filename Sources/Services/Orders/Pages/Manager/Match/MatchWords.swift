import Contracts
import FoundationEssentials
import ServiceKit

/// A match trace in words.
struct MatchWords: Sendable {
  let words: OrderWords
  let trace: KeptTrace
  /// How much the score of a step counts, as far as its pipeline is known.
  let weights: [ExactText: Double]

  private func text(_ key: String, _ arguments: [String: String] = [:]) -> String {
    words.text(key, arguments)
  }

  var lead: String {
    guard let (finalist, place) = trace.chosen else {
      return text("match_unknown", ["count": "\(trace.finalists)"])
    }
    return text(
      "match_lead",
      [
        "name": finalist.workerName, "rating": words.number(finalist.rating), "place": "\(place)",
        "count": "\(trace.finalists)",
      ])
  }

  var columns: [MatchView.Column] {
    trace.speaking.map { step in
      MatchView.Column(
        title: step.name.text, weight: weights[step.name].map { "×" + words.weight($0) })
    }
  }

  var rows: [MatchView.Row] {
    let speaking = trace.speaking
    let highest = trace.best.map(\.rating).max() ?? 1
    return trace.best.map { finalist in
      let isOut = finalist.vetoed && !trace.vetoesLifted
      return MatchView.Row(
        name: finalist.workerName, isChosen: finalist.workerID == trace.choice,
        cells: speaking.map { cell(of: finalist, $0) },
        total: MatchView.Cell(
          label: text("match_total"), bar: isOut ? nil : bar(finalist.rating, of: highest),
          isOut: isOut))
    }
  }

  private func cell(of finalist: KeptTrace.Finalist, _ step: KeptTrace.Step) -> MatchView.Cell {
    let said = finalist.verdicts[step.name]
    let veto = said?.veto.map(words.veto)
    let highest = trace.best.compactMap { $0.verdicts[step.name]?.score }.max() ?? 1
    let isSilent = said?.score == nil && veto == nil
    return MatchView.Cell(
      label: step.name.text, bar: said?.score.map { bar($0, of: highest) },
      veto: trace.vetoesLifted ? nil : veto, liftedVeto: trace.vetoesLifted ? veto : nil,
      passes: isSilent && said != nil ? text("match_passes") : nil)
  }

  /// Scores go from 0 to 1; those of other people's steps may go further.
  private func bar(_ score: Double, of highest: Double) -> Bar {
    Bar(words.number(score), percent: Int((score / max(highest, 1) * 100).clamped.rounded()))
  }

  var skipped: [String] {
    trace.steps.compactMap { step in
      step.skipped.map { why in
        text(
          "match_skipped_step",
          [
            "name": step.name.text, "why": words.skipped(why),
            "milliseconds": words.milliseconds(step.tookMicroseconds ?? 0),
          ])
      }
    }
  }

  var draw: MatchView.Draw? {
    trace.draw.map { draw in
      MatchView.Draw(
        about: draw.margin > 0
          ? text("match_draw", ["margin": words.number(draw.margin)]) : text("match_draw_equal"),
        chances: trace.chances.map { name, weight, share in
          let percent = Int((share * 100).clamped.rounded())
          let chance = ["name": name, "percent": "\(percent)", "weight": words.number(weight)]
          return Bar(text("match_chance", chance), percent: percent)
        }, seed: trace.seed)
    }
  }

  var facts: Summary {
    var facts: [Summary.Fact] = [
      .init(
        text("match_pipeline"), text("match_version", ["version": "\(trace.pipelineVersion)"]),
        path: "\(Address.matchingPages.path)?version=\(trace.pipelineVersion)"),
      .init(text("match_when"), words.time(words.now)),
    ]
    if let took = trace.tookMicroseconds {
      facts.append(.init(text("match_took"), words.milliseconds(took)))
    }
    return Summary(facts)
  }
}

extension OrderWords {
  /// A number of at most two places, written as amounts are.
  func number(_ number: Double) -> String {
    Money(hundredths: Int64((number.clamped * 100).rounded())).words(in: texts.language)
  }

  /// How much a score counts: `3`, not `3.00`.
  func weight(_ weight: Double) -> String {
    weight == weight.rounded() ? "\(Int(weight.clamped))" : number(weight)
  }

  func milliseconds(_ microseconds: Int64) -> String {
    text("match_milliseconds", ["count": "\((microseconds + 500) / 1_000)"])
  }

  /// Our own steps' words in the reader's language; those of others stay what they are.
  func veto(_ veto: String) -> String {
    let own = "weak in "
    guard veto.hasPrefix(own) else { return veto }
    let characteristic = String(veto.dropFirst(own.count))
    guard let name = texts.find("field_\(characteristic)") else { return veto }
    return text("match_weak", ["characteristic": name.lowercased()])
  }

  func skipped(_ why: String) -> String {
    texts.find("match_skipped_\(why.replacing(" ", with: "_"))") ?? why
  }
}

extension Double {
  /// Within what can be shown, whatever somebody else's step has answered.
  fileprivate var clamped: Double { isFinite ? Swift.min(Swift.max(self, -1e9), 1e9) : 0 }
}
