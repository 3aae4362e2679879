import Contracts
import FoundationEssentials
import ServiceKit

// What happened to an order, step by step.
extension PageWords {
  /// All of it, calls among it, by when it was.
  func steps(
    _ timeline: [TimelineEntry], _ calls: [Call], of order: KnownOrder
  ) -> [ReviewPageView.Step] {
    let told = timeline.map { ($0.at, step($0, of: order)) } + calls.map { ($0.at, step($0)) }
    return told.enumerated()
      .sorted { ($0.element.0, $0.offset) < ($1.element.0, $1.offset) }
      .map(\.element.1)
  }

  private func step(_ entry: TimelineEntry, of order: KnownOrder) -> ReviewPageView.Step {
    let told = entry.told
    let key = told.outcome.map { "step_ended_\($0.rawValue)" } ?? "step_\(entry.kind.rawValue)"
    let notes = [
      entry.kind == .accepted ? text("for_time", ["time": time(order.scheduledAt)]) : nil,
      told.step.map { text("taken_back_from", ["step": text("step_\($0.rawValue)")]) },
      told.failsAt.map { text("fails_at", ["time": time($0)]) }, told.reason.map(reason),
      told.note,
    ]
    return ReviewPageView.Step(
      time: time(entry.at), who: told.by.map { actor($0, order) }, what: text(key),
      notes: notes.compactMap(\.self), photo: photo(of: entry, order.id))
  }

  /// Of the check-in as it came; what is late or ends shows only what is new.
  private func photo(of entry: TimelineEntry, _ order: UUID) -> ReviewPageView.Photo? {
    let kind: String? =
      switch entry.kind {
      case .started: entry.told.checkInPhoto.map { _ in "check-in" }
      case .ended: entry.told.reportPhoto.map { _ in "report" }
      default: nil
      }
    return kind.map {
      ReviewPageView.Photo(
        path: Address.photo($0, of: order).path, text: text("photo_\($0)"))
    }
  }

  private func step(_ call: Call) -> ReviewPageView.Step {
    ReviewPageView.Step(
      time: time(call.at), who: manager(call.by),
      what: text("step_call", ["whom": text("whom_\(call.whom.rawValue)")]),
      notes: [text(call.reached ? "call_reached" : "call_not_reached"), call.text], photo: nil)
  }
}
