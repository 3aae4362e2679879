import Contracts
import ServiceKit

/// The list of managers.
struct ManagersView: PageData {
  static let template = "managers"

  let managers: [Row]
  let list: ListView

  struct Row {
    let path: String
    let name: String
    let email: String
    let mark: StatusMark
  }

  static var example: ManagersView {
    ManagersView(
      managers: [
        Row(path: "/managers/1", name: "Tom", email: "tom@mcf.example", mark: activeMark)
      ], list: .example)
  }

  fileprivate static var activeMark: StatusMark { StatusMark(.done, "active") }
}

/// One manager: what may be written of it, and what else may be done.
struct ManagerView: PageData {
  static let template = "manager"
  static var example: ManagerView {
    ManagerView(
      mark: ManagersView.activeMark, overtaken: "There is now: Tom", form: .example,
      act: "/managers/1/deactivate",
      actLabel: "Deactivate")
  }

  let mark: StatusMark
  /// What is in the register now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
  /// The page that asks once more whether it shall be deactivated, or activated.
  let act: String
  let actLabel: String
}

/// The form for one more manager.
struct NewManagerView: PageData {
  static let template = "new-manager"
  static var example: NewManagerView { NewManagerView(form: .example) }

  let form: FormView
}

extension Manager {
  func mark(_ texts: LocalTexts) -> StatusMark {
    active
      ? StatusMark(.done, texts.text("active"))
      : StatusMark(.cancelled, texts.text("inactive"))
  }

  /// What is in the register now, for who was overtaken by somebody else.
  func overtaken(_ visit: Visit) -> String? {
    guard visit.isOvertaken else { return nil }
    let languages: [Language: String] = [.english: "English", .russian: "Русский"]
    let told = [name, email, language.flatMap { languages[$0] }]
    return visit.texts.text(
      "overtaken", ["details": told.compactMap { $0 }.joined(separator: ", ")])
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
