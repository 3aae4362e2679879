import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

/// When a worker cannot come.
struct OwnAbsencesView: PageData {
  static let template = "own-absences"
  static var example: OwnAbsencesView {
    OwnAbsencesView(
      absences: [
        Row(
          time: "1 March – 5 March", reason: "Holiday", jobs: "/jobs?from=1&to=2",
          end: "/workers/me/absences/1/end", label: "Take back: 1 March – 5 March")
      ], hasAbsences: true, more: "There are more.", form: .example)
  }

  /// Those that are not over, the earliest first.
  let absences: [Row]
  let hasAbsences: Bool
  /// Said where there are more than are shown.
  let more: String?
  let form: FormView

  struct Row {
    let time: String
    let reason: String?
    /// The worker's jobs of these days.
    let jobs: String
    let end: String
    /// What its button does, for who does not see where it stands.
    let label: String
  }
}

extension WorkersModule {
  private static let form = PageForm(
    .init("first_day", .day), .init("last_day", .day), .init("reason"))
  private static let shownAtOnce = 100
  /// How long ago days off that go on may have begun: a year.
  private static let longestAgo: TimeInterval = 366 * 86_400

  /// `/workers/me/absences`
  @Sendable func ownAbsencesPage(_ visit: Visit) async throws -> Response {
    try visit.query().finish()
    let worker = try await ownSelf(visit)
    let found = try await database.read(
      ListAbsences(
        workerID: worker.id, from: clock.now(), after: nil, limit: Self.shownAtOnce + 1))
    let shown = Array(found.prefix(Self.shownAtOnce))
    let clocks = try await BusinessTime(database, zone: configuration.timeZone)
      .local(shown.flatMap { [$0.period.lowerBound, $0.lastMoment, $0.period.upperBound] })
    return visit.page(
      OwnAbsencesView(
        absences: shown.map { row(of: $0, visit.texts, clocks) }, hasAbsences: !shown.isEmpty,
        more: found.count > shown.count ? visit.texts.text("absences_more") : nil,
        form: visit.form(
          Self.form, submit: visit.texts.text("absence_add"), back: Address.jobs.path)),
      titleKey: "own_absences")
  }

  private func row(
    of absence: Absence, _ texts: LocalTexts, _ clocks: [Date: LocalTime]
  ) -> OwnAbsencesView.Row {
    let time = absence.words(texts, clocks)
    return OwnAbsencesView.Row(
      time: time, reason: absence.reason, jobs: absence.jobs,
      end: Address.endOfAbsence(absence.id.wire).path,
      label: texts.text("absence_end_of", ["time": time]))
  }

  /// Whole days; then the jobs that fall into them, so that they can be given up early.
  @Sendable func addOwnAbsence(_ visit: Visit, _ form: Form) async throws -> Response {
    let (first, last) = (form.day("first_day"), form.day("last_day"))
    let reason = form.optionalText("reason", Absence.reasonLength)
    if let first, let last, ExactText(last) < ExactText(first) {
      form.mistake(in: "last_day", .notAfter("first_day"))
    }
    try form.finish()
    guard let first, let last,
      let period = try await database.readOne(
        FindDays(first: first, last: last, zone: configuration.timeZone))
    else { throw Problem.internalError(cause: "days without a beginning or an end") }
    let now = clock.now()
    // What is over keeps nobody away: most often a year is mistyped.
    if period.upperBound <= now {
      form.mistake(in: "last_day", .absenceOver)
    } else if period.lowerBound < now.addingTimeInterval(-Self.longestAgo) {
      form.mistake(in: "first_day", .absenceOver)
    }
    try form.finish()
    let target = ChangeTarget(of: try await ownSelf(visit), visit.caller, version: nil)
    let absence = Absence(id: .v7(at: now), of: target.id, period, reason: reason)
    let key = try visit.requireIdempotencyKey(form)
    return try await add(absence, to: target, key, at: now) { added in
      visit.redirection(to: added.jobs, notice: "absence_added")
    }
  }

  @Sendable func removeOwnAbsence(_ visit: Visit, _ form: Form) async throws -> Response {
    try form.finish()
    let id = try visit.context.id("absence")
    let target = ChangeTarget(of: try await ownSelf(visit), visit.caller, version: nil)
    let key = try visit.requireIdempotencyKey(form, for: id.wire)
    return try await remove(id, of: target, key) {
      visit.redirection(to: Address.ownAbsences.path, notice: "absence_ended")
    }
  }
}

extension MistakeReason {
  fileprivate static let absenceOver = Self(code: "absence-over", "must not be over already")
}

extension Absence {
  /// The page with the worker's jobs that fall into it.
  var jobs: String {
    Address.jobs.path
      + queryString([
        ("from", Timestamp.format(period.lowerBound)), ("to", Timestamp.format(period.upperBound)),
      ])
  }

  /// By which the day is told that it ends with.
  var lastMoment: Date { period.upperBound.addingTimeInterval(-1) }

  /// Its days, and the times of day where it does not begin or end at midnight.
  func words(_ texts: LocalTexts, _ clocks: [Date: LocalTime]) -> String {
    guard let from = clocks[period.lowerBound], let to = clocks[period.upperBound],
      let last = clocks[lastMoment]
    else { return "" }
    let midnight = "00:00"
    let start = from.time == midnight ? from.day(texts) : "\(from.day(texts)), \(from.time)"
    let end = to.time == midnight ? last.day(texts) : "\(to.day(texts)), \(to.time)"
    return start == end ? start : "\(start) – \(end)"
  }
}

/// From the beginning of a day to the end of another, by the clocks of business time.
struct FindDays: Statement {
  static let sql = """
    select $1::date::timestamp at time zone $3,
           ($2::date + 1)::timestamp at time zone $3
    """

  let first: String
  let last: String
  let zone: String

  var bindings: Bindings { [first, last, zone] }
  static func decode(_ row: inout RowReader) throws -> Range<Date> {
    let (from, to): (Date, Date) = (try row.next(), try row.next())
    return from..<to
  }
}
