import Contracts
import Hummingbird
import ServiceKit

// What it costs to call an order off is said before.
extension OrdersModule {
  private static let form = PageForm(.init("note", .prose(lines: 3)))

  /// `/orders/{id}/cancel`
  @Sendable func cancelPage(_ visit: Visit) async throws -> Response {
    let order = try await find(try visit.context.id(), for: try visit.context.viewer(.client))
    let path = Address.ownOrder(order.id).path
    guard order.status.isOpen else { return visit.redirect(to: path, notice: "moved_on") }
    // Somebody may be at work by now: who cancels has to see that first.
    guard !visit.isOvertaken else { return visit.redirect(to: path, notice: "order_changed") }
    let words = try await words(visit, order.times, at: clock.now())
    let charge = words.money(order.charge)
    let form = visit.form(
      Self.form, submit: words.text("cancel_and_pay", ["charge": charge]), isDangerous: true,
      back: path, keep: words.text("keep_it"),
      hidden: [("confirm_charge", order.charge.description)]
        + visit.hidden(version: order.version))
    let facts = [
      ("service", order.serviceTypeName), ("when", words.time(order.scheduledAt)),
      ("place", order.place),
    ]
    return visit.page(
      ConfirmView(
        words.text("cancel_about"), cost: words.text("cancel_stays", ["charge": charge]),
        of: Summary(facts.map { .init(words.text("fact_\($0)"), $1) }), form),
      titleKey: "cancel_title")
  }

  @Sendable func cancelByClient(_ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.client)
    let id = try visit.context.id()
    let version = Int64(form.int("version", 1...Int.max))
    let wanted = try EndingForm(form, outcome: .cancelled, by: .client)
    let key = try visit.requireIdempotencyKey(form)
    return try await end(id, wanted, [version], for: viewer, key) { order, _ in
      visit.redirection(to: Address.ownOrder(order.id).path, notice: "cancelled")
    }
  }
}
