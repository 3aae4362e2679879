import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension WorkersModule {
  /// `GET /api/workers/{id}/hours`.
  @Sendable
  func showHours(_ request: Request, _ context: RequestScope) async throws -> Response {
    let worker = try await visibleWorker(context)
    return json(WorkingHoursView(hours: worker.hours), etag: worker.version)
  }

  /// `PUT /api/workers/{id}/hours`: the whole week at once; no hours: always.
  @Sendable
  func keepHours(_ request: Request, _ context: RequestScope) async throws -> Response {
    let caller = try context.require(.manager, .worker)
    let target = try ChangeTarget(request, context, caller)
    let form = try await request.form(context)
    let hours = WorkingHours(form)
    try form.finish()
    var change = WorkerChange()
    change.edit { $0.hours = hours }
    let worker = try await self.change(target, by: change)
    return json(WorkingHoursView(hours: worker.hours), etag: worker.version)
  }
}

extension WorkingHours {
  static let maxShifts = 100

  /// Reads `hours`; an empty list: nil, always.
  init?(_ form: Form) {
    guard let value = form.value("hours"), value != .null else {
      form.mistake(in: "hours", .required.with(hint: "; an empty list means always"))
      return nil
    }
    self.init(shifts: form.objects("hours", 0...Self.maxShifts).compactMap(Shift.init))
  }
}

extension WorkingHours.Shift {
  /// - Returns: nil after a mistake, which the form remembers.
  init?(_ form: Form) {
    let weekday = form.int("weekday", 1...7)
    let times = (from: Self.time(form, "from"), to: Self.time(form, "to"))
    guard let from = times.from, let to = times.to else { return nil }
    guard from < to else {
      form.mistake(
        in: "to",
        .notAfter("from").with(hint: "; let what runs over midnight end at 24:00"))
      return nil
    }
    self.init(weekday: weekday, from: from, to: to)
  }

  private static func time(_ form: Form, _ name: String) -> Int? {
    let text = form.text(name, 1...20)
    guard !text.isEmpty else { return nil }
    let minutes = TimeOfDay.minutes(text)
    if minutes == nil { form.mistake(in: name, .noTimeOfDay) }
    return minutes
  }
}

extension MistakeReason {
  static let noTimeOfDay = Self(
    code: "no-time-of-day", "must be a time of day from 00:00 to 24:00")
}

/// Hours as REST shows them.
struct WorkingHoursView: JSONWritable {
  let hours: WorkingHours?

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key("hours")
    writer.beginArray()
    for shift in hours?.shifts ?? [] {
      writer.beginObject()
      writer.field("weekday", shift.weekday)
      writer.field("from", TimeOfDay.text(shift.from))
      writer.field("to", TimeOfDay.text(shift.to))
      writer.endObject()
    }
    writer.endArray()
    writer.endObject()
  }
}
