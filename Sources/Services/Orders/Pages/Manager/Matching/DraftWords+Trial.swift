import Contracts
import FoundationEssentials
import ServiceKit

// What the draft is tried on, and what came of it.
extension DraftWords {
  func trial(_ state: DraftState, _ types: [ServiceType]) -> [FieldView] {
    let question = state.question
    let most = TrialQuestion.mostTypes
    let services =
      [Choice("", text("matching_no_type"))]
      + types.prefix(most).map { Choice($0.id.wire, $0.name) }
    let more = types.count > most ? text("matching_more_types", ["count": "\(most)"]) : nil
    let fields: [(String, PageForm.Kind, String, hint: String?)] = [
      ("try_order", .text, question.order, nil),
      ("try_type", .choice(services), question.type, more),
      ("try_day", .day, question.day, nil), ("try_time", .text, question.time, nil),
    ]
    return fields.map { name, kind, value, hint in
      field(name, kind, label: text("field_\(name)"), hint: hint, value, state)
    }
  }

  func tried(_ run: DryRun) -> MatchingView.Tried {
    let comparison = DryRunComparison(present: run.present, new: run.new)
    func first(_ run: PipelineRun) -> String? {
      run.ranking.order.first.map { run.samples[$0].name }
    }
    guard let present = first(run.present), let new = first(run.new) else {
      return MatchingView.Tried(sentences: [text("tried_nobody")], rows: [])
    }
    let assigned = run.assigned.flatMap { id in run.present.samples.first { $0.id == id }?.name }
    let same = run.present.ranking.order.first == run.new.ranking.order.first
    return MatchingView.Tried(
      sentences: [
        text(same ? "tried_same" : "tried_other", ["present": present, "new": new]),
        text("tried_of", ["count": "\(comparison.finalists)"]),
        assigned.map { text("tried_assigned", ["name": $0]) },
      ].compactMap(\.self),
      rows: comparison.rows.map(row))
  }

  private func row(_ row: DryRunComparison.Row) -> MatchingView.Tried.Row {
    func place(_ place: Int, _ rating: Double) -> String {
      text("tried_place", ["place": "\(place)", "rating": words.number(rating)])
    }
    let mark: StatusMark? =
      row.moved
      ? StatusMark(
        row.new < row.present ? .done : .failed,
        text(
          row.new < row.present ? "tried_up" : "tried_down",
          ["count": "\(abs(row.new - row.present))"])) : nil
    return MatchingView.Tried.Row(
      name: row.name, present: place(row.present, row.presentRating),
      new: place(row.new, row.newRating), mark: mark, reasons: row.reasons.map(reason))
  }

  private func reason(_ reason: DryRunComparison.Reason) -> String {
    switch reason {
    case .vetoed(let step, let why):
      text("tried_vetoed", ["step": step, "why": words.veto(why)])
    case .noLongerVetoed(let step, let why):
      text("tried_free", ["step": step, "why": words.veto(why)])
    case .counts(let step, let score, let before, let now):
      text(
        before == 0 ? "tried_counts_now" : now == 0 ? "tried_counts_no_more" : "tried_counts",
        [
          "step": step, "score": words.number(score), "before": words.weight(before),
          "now": words.weight(now),
        ])
    case .others: text("tried_others")
    }
  }
}
