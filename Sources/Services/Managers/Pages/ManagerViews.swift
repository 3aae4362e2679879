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
      act: .init("Deactivate", path: "/managers/1/deactivate"))
  }

  let mark: StatusMark
  /// What is in the register now, if somebody else was faster.
  let overtaken: String?
  let form: FormView
  /// The page that asks once more whether it shall be deactivated, or activated.
  let act: CardView.Way
}

/// The form for one more manager.
struct NewManagerView: PageData {
  static let template = "new-manager"
  static var example: NewManagerView { NewManagerView(form: .example) }

  let form: FormView
}

extension Manager: RegisteredPerson {
  /// Where one manager is changed; what it leads to lies below.
  var page: Address { .managerList.below(id.wire) }

  /// What is in the register now, for who was overtaken by somebody else.
  func overtaken(_ visit: Visit) -> String? {
    visit.inRegisterNow(name, email, language?.ownName)
  }
}
