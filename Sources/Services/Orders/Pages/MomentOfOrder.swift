import Contracts
import FoundationEssentials
import ServiceKit

// When an order is to be: both are chosen by hand, as nobody comes at a time that was only the first
// on a list.
extension OrderWords {
  /// - Parameter chosen: the day whose times are shown; nil: it is still to be chosen.
  func moment(_ form: FormView, _ days: OfferedDays, on chosen: String?) -> MomentChoice? {
    guard let day = form.field("day"), let time = form.field("scheduled_at") else { return nil }
    let isOfDay = ExactText(days.day) == ExactText(chosen ?? "")
    return MomentChoice(
      text("moment", ["zone": zoneName]),
      day: day.choosing(
        from: [Choice("", text("choose_day"))]
          + days.days.map { Choice($0.day, self.day($0)) }),
      time: time.choosing(
        from: [Choice("", text(isOfDay ? "choose_time" : "choose_day_first"))]
          + (isOfDay ? days.choices : [])),
      show: text("show_times"), act: OrderAct.times.rawValue)
  }

  /// When somebody is free, nobody being at the time that was asked for; nil: not told.
  func later(_ form: FormView, _ times: [Date]) -> FieldView? {
    guard let first = times.first else { return nil }
    return form.field("scheduled_at")?.choosing(
      from: times.map { Choice(Timestamp.format($0), time($0)) }, preset: Timestamp.format(first))
  }
}

extension Visit {
  /// When somebody is free, if nobody was at the time that was asked for.
  var laterTimes: [Date] {
    guard case .array(let times) = refusal?.members["later_times"] else { return [] }
    return times.compactMap { $0.string.flatMap(Timestamp.parse) }
  }
}
