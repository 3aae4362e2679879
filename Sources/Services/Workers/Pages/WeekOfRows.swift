import ServiceKit

/// A week of working hours as a page has it: each day from one time to another, or "always" instead.
struct WeekOfRows {
  static let weekdays = 1...7

  /// What the fields hold at first.
  let values: [(name: String, value: String)]
  /// Whether the rows say all: a day may have several stretches, of which a row has one.
  let isWhole: Bool

  static func from(_ weekday: Int) -> String { "from_\(weekday)" }
  static func to(_ weekday: Int) -> String { "to_\(weekday)" }
  static let always = "always"

  init(_ hours: WorkingHours?) {
    let days = Dictionary(grouping: hours?.shifts ?? [], by: \.weekday)
    isWhole = days.allSatisfy { $0.value.count == 1 }
    // From when the first begins until the last ends.
    values = days.sorted { $0.key < $1.key }
      .flatMap { weekday, stretches -> [(name: String, value: String)] in
        let first = stretches.map(\.from).min() ?? 0
        let last = stretches.map(\.to).max() ?? 0
        return [
          (name: Self.from(weekday), value: TimeOfDay.text(first)),
          (name: Self.to(weekday), value: TimeOfDay.text(last)),
        ]
      }
  }

  /// Reads the rows, or that there are none to be read.
  ///
  /// - Returns: nil for always, and after a mistake, which the form remembers.
  static func hours(_ form: Form) -> WorkingHours? {
    let isAlways = form.optionalBool(always) ?? false
    let shifts = weekdays.compactMap { shift(form, on: $0) }
    if isAlways { return nil }
    let hours = WorkingHours(shifts: shifts)
    if hours == nil, form.mistakes.isEmpty {
      form.mistake(in: from(1), .required.with(hint: "; or tick always"))
    }
    return hours
  }

  /// A day left blank is a day off.
  private static func shift(_ form: Form, on weekday: Int) -> WorkingHours.Shift? {
    let times = (from: time(form, from(weekday)), to: time(form, to(weekday)))
    let isBlank = (from: times.from == nil, to: times.to == nil)
    guard !isBlank.from || !isBlank.to else { return nil }
    if isBlank.from { form.mistake(in: from(weekday), .required) }
    if isBlank.to { form.mistake(in: to(weekday), .required) }
    guard let start = times.from?.minutes, let end = times.to?.minutes else { return nil }
    guard start < end else {
      form.mistake(in: to(weekday), .notAfter(from(weekday)))
      return nil
    }
    return WorkingHours.Shift(weekday: weekday, from: start, to: end)
  }

  /// What was typed; nil: nothing.
  private static func time(_ form: Form, _ name: String) -> (minutes: Int?, typed: String)? {
    guard let typed = form.optionalText(name, 1...20) else { return nil }
    let minutes = TimeOfDay.minutes(typed.utf8.count == 4 ? "0" + typed : typed)
    if minutes == nil { form.mistake(in: name, .noTimeOfDay) }
    return (minutes, typed)
  }
}
