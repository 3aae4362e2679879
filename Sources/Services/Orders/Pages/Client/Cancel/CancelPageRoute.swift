import Contracts
import Hummingbird
import ServiceKit

/// What happens and what it costs, before an order is called off.
struct CancelView: PageData {
  static let template = "client-cancel"

  let order: Summary
  let stays: String
  let about: String
  let form: FormView
  let note: FieldView?
  let submit: String
  let keep: CardView.Way

  static var example: CancelView {
    CancelView(
      order: .example, stays: "95.00 stays due.", about: "It is on Sunday's invoice.",
      form: .example, note: .example, submit: "Cancel and pay 95.00",
      keep: .init("Keep it", path: "/orders/1"))
  }
}

extension OrdersModule {
  private static let form = PageForm(.init("note", .prose(lines: 3)))

  /// `/orders/{id}/cancel`
  @Sendable func cancelPage(_ visit: Visit) async throws -> Response {
    let order = try await find(try visit.context.id(), for: try visit.context.viewer(.client))
    let path = Address.page(ofOrder: order.id).path
    guard order.status.isOpen else { return visit.redirect(to: path, notice: "moved_on") }
    let words = try await words(visit, order.times, at: clock.now())
    let charge = words.money(order.charge)
    let form = visit.form(
      Self.form, submit: "", back: path,
      hidden: [("confirm_charge", order.charge.description)])
    return visit.page(
      CancelView(
        order: Summary([
          .init(words.text("fact_service"), order.serviceTypeName),
          .init(words.text("fact_when"), words.time(order.scheduledAt)),
          .init(words.text("fact_place"), order.place),
        ]),
        stays: words.text("cancel_stays", ["charge": charge]), about: words.text("cancel_about"),
        form: form, note: form.field("note"),
        submit: words.text("cancel_and_pay", ["charge": charge]),
        keep: .init(words.text("keep_it"), path: path)),
      titleKey: "cancel_title")
  }

  @Sendable func cancelByClient(_ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.client)
    let id = try visit.context.id()
    let wanted = try EndingForm(form, outcome: .cancelled, by: .client)
    let key = try visit.requireIdempotencyKey(form)
    return try await end(id, wanted, for: viewer, key) { order, _ in
      visit.redirection(to: Address.page(ofOrder: order.id).path, notice: "cancelled")
    }
  }
}
