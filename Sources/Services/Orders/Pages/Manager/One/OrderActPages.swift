import Contracts
import FoundationEssentials
import HTTPTypes
import Hummingbird
import Postgres
import ServiceKit

extension OrderLife {
  /// What managers bring about by their word alone.
  static let managersEndings = endings.filter { $0.managersAct != nil }
}

extension Ending {
  /// How a manager's page for it is called; nil: there is none.
  var managersAct: String? {
    by.contains(.manager) ? reason?.rawValue.replacing("_", with: "-") : nil
  }
}

// A page for each row of the table "Order life" that is a manager's: it says what the act means and
// asks once more.
extension OrdersModule {
  func addOrderActPages(to routes: PageRoutes) {
    for ending in OrderLife.managersEndings {
      guard let act = ending.managersAct else { continue }
      routes.form("/admin/orders/{id}/\(act)", for: .manager) { visit in
        try await actPage(ending, act, visit)
      } act: { visit, form in
        try await self.act(ending, visit, form)
      }
    }
  }

  private func actPage(
    _ ending: Ending, _ act: String, _ visit: Visit
  ) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let order = try await find(try visit.context.id(), for: viewer)
    guard ending.from.contains(order.status) else { return visit.overtaken(order.id) }
    let words = try await words(visit, order.times, at: clock.now())
    var hidden = visit.hidden(version: order.version)
    hidden.append(("reason", ending.reason?.rawValue ?? ""))
    if ending.outcome == .cancelled { hidden.append(("confirm_charge", "\(order.charge)")) }
    let form = visit.form(
      PageForm(.init("note", .prose(lines: 4))), submit: words.text("desk_act_\(act)"),
      isDangerous: true,
      back: Address.managersOrder(order.id).path, hidden: hidden)
    return visit.page(
      ConfirmView(
        words.text(
          "desk_consequence_\(act)",
          ["worker": order.workerFirstName, "client": order.clientFirstName]),
        cost: words.text("desk_stays_due", ["charge": words.money(order.charge)]),
        of: words.about(order), form),
      titleKey: "desk_title_\(act)")
  }

  private func act(_ ending: Ending, _ visit: Visit, _ form: Form) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let id = try visit.context.id()
    let version = Int64(form.int("version", 1...Int.max))
    let wanted = try EndingForm(form, outcome: ending.outcome, by: viewer.actor)
    let key = try visit.requireIdempotencyKey(form)
    let answer = visit.redirection(
      to: Address.managersOrder(id).path, notice: "desk_\(ending.outcome.rawValue)")
    do {
      return try await end(id, wanted, [version], for: viewer, key) { _, _ in answer }
    } catch let problem as Problem where problem.slug == "wrong-state" {
      return visit.overtaken(id)
    } catch var problem as Problem where problem.status == .preconditionFailed {
      // Nothing is written over, as other forms would say.
      problem.slug = "order-moved-on"
      throw problem
    }
  }
}

extension Visit {
  /// The order as it is by now, in which nothing of the kind can be done any more.
  func overtaken(_ order: UUID) -> Response {
    redirect(to: Address.managersOrder(order).path, notice: "desk_overtaken")
  }
}

extension OrderWords {
  /// What a page about one order is about.
  func about(_ order: Order) -> Summary {
    Summary([
      .init(text("fact_service"), order.serviceTypeName),
      .init(text("fact_when"), time(order.scheduledAt)),
      .init(text("desk_client"), order.clientName), .init(text("desk_worker"), order.workerName),
    ])
  }
}
