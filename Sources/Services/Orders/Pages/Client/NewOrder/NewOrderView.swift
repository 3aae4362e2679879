import Contracts
import ServiceKit

/// The request form, or that of a copy.
struct NewOrderView: PageData {
  static let template = "client-new-order"
  static let files = ["times.js"]

  /// Nil where nothing can be ordered.
  let form: Filled?
  let nothing: EmptyState?
  let back: String

  struct Filled {
    let form: FormView
    /// What is copied; nil: all is typed anew.
    let original: Summary?
    let typed: Typed?
    /// Day and time; nil where somebody is free at other times only.
    let moment: MomentChoice?
    /// When somebody is free, the time asked for not being one.
    let later: FieldView?
    /// Leads from those to all times.
    let others: String?
    let price: String
    let promise: String
    let submit: String
  }

  struct Typed {
    let service: FieldView
    /// That there are others; nil: these are all.
    let more: String?
    let description: FieldView
    let lines: [FieldView]
  }

  static var example: NewOrderView {
    NewOrderView(
      form: Filled(
        form: .example, original: .example,
        typed: Typed(
          service: .example, more: "There are more.", description: .example, lines: [.example]),
        moment: .example, later: .example, others: "Other times", price: "About 95.00",
        promise: "Not dearer.", submit: "Request help for 95.00"),
      nothing: EmptyState("Nothing.", hint: "Later.", way: ("Back", "/orders")), back: "/orders")
  }
}
