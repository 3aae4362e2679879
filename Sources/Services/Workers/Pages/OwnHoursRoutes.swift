import Contracts
import Hummingbird
import ServiceKit

/// When a worker works, a row a day.
struct OwnHoursView: PageData {
  static let template = "own-hours"
  static var example: OwnHoursView {
    OwnHoursView(
      form: .example, isAlways: true, days: [Day(name: "Monday", from: .example, to: .example)],
      warning: .example)
  }

  let form: FormView
  let isAlways: Bool
  let days: [Day]
  /// Said where a week has more in it than the rows can show.
  let warning: Banner?

  struct Day {
    let name: String
    let from: FieldView?
    let to: FieldView?
  }
}

extension WorkersModule {
  private static let hoursForm = PageForm(
    WeekOfRows.weekdays.flatMap { day in
      [PageForm.Field(WeekOfRows.from(day)), PageForm.Field(WeekOfRows.to(day))]
    } + [PageForm.Field(WeekOfRows.always)])

  /// `/workers/me/hours`
  @Sendable func ownHoursPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let worker = try await ownSelf(visit)
    let week = WeekOfRows(worker.hours)
    var values = week.values.reduce(into: [:]) { $0[$1.name] = $1.value }
    // A tick that is not there is not sent: after a refusal only what was sent counts.
    if worker.hours == nil, visit.refusal == nil { values[WeekOfRows.always] = "true" }
    let form = visit.form(
      Self.hoursForm, submit: visit.texts.text("save"), back: Address.jobs.path,
      values: values, hidden: visit.hidden(version: worker.version))
    return visit.page(
      OwnHoursView(
        form: form, isAlways: form.field(WeekOfRows.always)?.value == "true",
        days: WeekOfRows.weekdays.map { OwnHoursView.Day($0, of: form, visit.texts) },
        warning: week.isWhole
          ? nil : Banner(visit.texts.text("hours_in_pieces"), isWarning: true)),
      titleKey: "own_hours")
  }

  @Sendable func saveOwnHours(_ visit: Visit, _ form: Form) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    let hours = WeekOfRows.hours(form)
    try form.finish()
    var change = WorkerChange()
    change.edit { $0.hours = hours }
    let key = try visit.requireIdempotencyKey(form)
    let target = ChangeTarget(of: try await ownSelf(visit), visit.caller, version: version)
    return try await self.change(target, by: change, key) { _ in
      visit.redirection(to: Address.ownHours.path, notice: "hours_saved")
    }
  }
}

extension OwnHoursView.Day {
  /// Its two fields, which need not say the day once more: they stand below it.
  fileprivate init(_ weekday: Int, of form: FormView, _ texts: LocalTexts) {
    func field(_ name: String, _ label: String) -> FieldView? {
      form.field(name).map {
        FieldView(
          name, .text, label: texts.text(label), hint: nil, value: $0.value, mistake: $0.mistake)
      }
    }
    let day = texts.text("weekday_\(weekday)")
    name = day.prefix(1).uppercased() + day.dropFirst()
    from = field(WeekOfRows.from(weekday), "hours_from")
    to = field(WeekOfRows.to(weekday), "hours_to")
  }
}
