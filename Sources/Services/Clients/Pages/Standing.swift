import Contracts
import FoundationEssentials
import Hummingbird
import ServiceKit

/// Whether a client may order, in words.
enum Standing {
  /// The name of what makes a client so.
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

extension ClientsModule {
  /// `/clients/{id}/deactivate`, or `activate`: asks once more.
  func standingPage(_ visit: Visit, active: Bool) async throws -> Response {
    let client = try await find(try visit.context.id())
    let (act, texts) = (Standing.act(active), visit.texts)
    let form = visit.form(
      submit: texts.text(act), isDangerous: !active, back: Address.client(client.id).path,
      hidden: visit.hidden(version: client.version))
    return visit.page(
      ConfirmView(texts.text("\(act)_consequence", ["name": client.details.name]), form),
      titleKey: "\(act)_title")
  }

  func saveStanding(_ visit: Visit, _ form: Form, active: Bool) async throws -> Response {
    let id = try visit.context.id()
    let version = Int64(form.int("version", 1...Int.max))
    try form.finish()
    let key = try visit.requireIdempotencyKey(form)
    return try await change(
      id, by: visit.caller, if: .versions([version]), ClientChange(active: active), key
    ) { _ in
      visit.redirection(to: Address.client(id).path, notice: "\(Standing.act(active))d")
    }
  }
}
