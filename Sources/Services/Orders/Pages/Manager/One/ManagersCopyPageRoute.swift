import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// a manager orders the same again for a client, who has called, say.
extension OrdersModule {
  /// `/admin/orders/{id}/copy`
  @Sendable func managersCopyPage(_ visit: Visit) async throws -> Response {
    try await managersCopyPage(visit, day: nil)
  }

  /// Copies the order, or shows another day's times.
  @Sendable func copyFromPage(_ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let id = try visit.context.id()
    let day = form.optionalText("day", 0...10)
    if form.optionalChoice("act", OrderAct.self) == .times {
      return try await managersCopyPage(visit, day: day)
    }
    let wanted = try CopyForm(form)
    try await check(wanted.scheduledAt, isOn: day)
    let key = try visit.requireIdempotencyKey(form)
    do {
      return try await copy(id, wanted, for: viewer, key) { order in
        visit.redirection(to: Address.managersOrder(order.id).path, notice: "desk_copied")
      }
    } catch let problem as Problem {
      throw try await withLocalTimes(problem, visit)
    }
  }

  private func managersCopyPage(_ visit: Visit, day: String?) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let id = try visit.context.id()
    let find = FindOriginal(id: id, viewer: viewer, openOrdersMax: configuration.openOrdersMax)
    guard let original = try await database.readOne(find) else { throw Problem.notFound }
    guard original.order.copyOffered else { return visit.overtaken(id) }
    let now = clock.now()
    let form = visit.form(
      Self.copyForm, submit: visit.texts.text("desk_act_copy"),
      back: Address.managersOrder(id).path, values: ["day": day ?? ""])
    let time = BusinessTime(database, zone: configuration.timeZone)
    let days = try await OfferedDays(
      original.serviceType.offeredTimes(at: now), on: form.field("day")?.value
    ) { try await time.local($0) }
    let later = visit.laterTimes
    let words = try await words(visit, original.order.times + later, at: now)
    return visit.page(
      ManagersCopyView(
        consequence: words.text(
          "desk_consequence_copy", ["client": original.order.clientFirstName]),
        facts: words.about(original.order), form: form,
        moment: later.isEmpty ? words.moment(form, days) : nil,
        later: later.isEmpty ? nil : words.later(form, later)),
      titleKey: "desk_title_copy", scripts: ["times.js"])
  }

  private static let copyForm = PageForm(
    .init("day"), .init("scheduled_at", refusedBy: ["time-not-offered", "no-worker-free"]))
}

extension OrderWords {
  fileprivate func moment(_ form: FormView, _ days: OfferedDays) -> MomentChoice? {
    guard let day = form.field("day"), let time = form.field("scheduled_at") else { return nil }
    let times = days.times.map { Choice(Timestamp.format($0.instant), $0.local.time) }
    return MomentChoice(
      text("moment", ["zone": zoneName]),
      day: day.choosing(from: days.days.map { Choice($0.day, self.day($0)) }, preset: days.day),
      time: time.choosing(from: times), show: text("show_times"), act: OrderAct.times.rawValue)
  }

  /// When somebody is free, nobody being at the time asked for.
  fileprivate func later(_ form: FormView, _ times: [Date]) -> FieldView? {
    form.field("scheduled_at")?.choosing(
      from: times.map { Choice(Timestamp.format($0), time($0)) },
      preset: times.first.map(Timestamp.format))
  }
}

extension Visit {
  /// When somebody is free, if nobody was at the time asked for.
  fileprivate var laterTimes: [Date] {
    guard case .array(let times) = refusal?.members["later_times"] else { return [] }
    return times.compactMap { $0.string.flatMap(Timestamp.parse) }
  }
}

/// The form of a copy: only its day and time are new.
struct ManagersCopyView: PageData {
  static let template = "manager-copy"

  let consequence: String
  let facts: Summary
  let form: FormView
  let moment: MomentChoice?
  let later: FieldView?

  static var example: ManagersCopyView {
    ManagersCopyView(
      consequence: "Murka gets it again.", facts: .example, form: .example, moment: .example,
      later: .example)
  }
}
