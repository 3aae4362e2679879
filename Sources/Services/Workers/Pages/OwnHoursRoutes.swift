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
    })

  /// `/workers/me/hours`
  @Sendable func ownHoursPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let worker = try await ownSelf(visit)
    let week = WeekOfRows(worker.hours)
    let form = visit.form(
      Self.hoursForm, submit: visit.texts.text("save"), back: Address.jobs.path,
      values: week.values.reduce(into: [:]) { $0[$1.name] = $1.value },
      hidden: visit.hidden(version: worker.version))
    return visit.page(
      OwnHoursView(
        form: form, isAlways: visit.refusal == nil && worker.hours == nil,
        days: WeekOfRows.weekdays.map { day in
          OwnHoursView.Day(
            name: visit.texts.text("weekday_\(day)"), from: form.field(WeekOfRows.from(day)),
            to: form.field(WeekOfRows.to(day)))
        },
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
