import Contracts
import FoundationEssentials
import ServiceKit

/// The form of a manager's copy as it is shown: what it costs, what was chosen, what was refused.
struct ManagersCopyForm {
  private static let fields = PageForm(
    .init("day"), .init("scheduled_at", refusedBy: ["time-not-offered", "no-worker-free"]))

  let visit: Visit
  let order: Order
  let day: String
  /// As the form has it.
  private let time: String

  /// - Parameter day: whose times are to be shown; nil: those of the day that was sent.
  init(_ visit: Visit, of order: Order, on day: String?) {
    self.visit = visit
    self.order = order
    self.day = day ?? visit.typed("day")
    time = visit.typed("scheduled_at")
  }

  var scheduledAt: Date? { Timestamp.parse(time) }

  func view(_ days: OfferedDays, _ terms: Terms, _ words: OrderWords) -> ManagersCopyView {
    // What it turned out to cost has to be agreed to as well.
    let charge = visit.refusal?.amounts["charge"] ?? terms.charge
    let form = visit.form(
      Self.fields, submit: "", back: Address.managersOrder(order.id).path,
      values: ["day": day, "scheduled_at": time],
      hidden: [("max_charge", charge.description)])
    let later = words.later(form, visit.laterTimes)
    return ManagersCopyView(
      consequence: words.text("desk_consequence_copy", ["client": order.clientFirstName]),
      facts: words.about(order), form: form,
      moment: later == nil ? words.moment(form, days, on: day) : nil, later: later,
      price: words.price(terms, charge: charge),
      submit: words.text("desk_copy_for", ["charge": words.money(charge)]),
      back: Address.managersOrder(order.id).path)
  }
}

/// The form of a copy: only its day and time are new.
struct ManagersCopyView: PageData {
  static let template = "manager-copy"
  static let files = ["times.js"]

  let consequence: String
  let facts: Summary
  let form: FormView
  let moment: MomentChoice?
  let later: FieldView?
  let price: String
  let submit: String
  let back: String

  static var example: ManagersCopyView {
    ManagersCopyView(
      consequence: "Murka gets it again.", facts: .example, form: .example, moment: .example,
      later: .example, price: "About 95.00", submit: "Order it again for 95.00",
      back: "/admin/orders/1")
  }
}
