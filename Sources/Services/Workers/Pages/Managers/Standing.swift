import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// Whether a worker gets jobs, in words.
enum Standing {
  /// The name of what makes a worker so.
  static func act(_ active: Bool) -> String { active ? "activate" : "deactivate" }

  static func mark(_ active: Bool, _ texts: LocalTexts) -> StatusMark {
    active
      ? StatusMark(.done, texts.text("active")) : StatusMark(.cancelled, texts.text("inactive"))
  }

  /// - Parameter sought: what the list is narrowed to; nil: it is not.
  static func tabs(_ address: ListAddress, _ sought: String?, _ texts: LocalTexts) -> Tabs {
    Tabs(
      [("tab_all", nil), ("tab_active", "true"), ("tab_inactive", "false")].map { key, value in
        .init(
          texts.text(key), count: nil, path: address.with("active", value).path,
          isCurrent: sought == value)
      })
  }
}

extension WorkersModule {
  /// `/workers/{id}/deactivate`, or `activate`: asks once more.
  func standingPage(_ visit: Visit, active: Bool) async throws -> Response {
    let worker = try await visibleWorker(visit.context)
    let (act, texts) = (Standing.act(active), visit.texts)
    let form = visit.form(
      submit: texts.text(act), isDangerous: !active, back: Address.worker(worker.id).path,
      hidden: visit.hidden(version: worker.version))
    return visit.page(
      ConfirmView(texts.text("\(act)_consequence", ["name": worker.details.name]), form),
      titleKey: "\(act)_title")
  }

  /// Who was deactivated is shown with the way to the orders that are open.
  func saveStanding(_ visit: Visit, _ form: Form, active: Bool) async throws -> Response {
    let version = Int64(form.int("version", 1...Int.max))
    try form.finish()
    let key = try visit.requireIdempotencyKey(form)
    let worker = try await visibleWorker(visit.context)
    let target = ChangeTarget(of: worker, visit.caller, version: version)
    return try await change(target, by: WorkerChange(active: active), key) { _ in
      visit.redirection(
        to: Address.worker(worker.id).path, notice: "\(Standing.act(active))d")
    }
  }
}
