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
    if day == nil, form.optionalText("scheduled_at", 0...40) == nil {
      form.mistake(in: "day", .required)
    }
    let wanted = try CopyForm(form)
    try await check(wanted.scheduledAt, isOn: day)
    let key = try visit.requireIdempotencyKey(form)
    do {
      return try await copy(id, wanted, for: viewer, key) { order in
        visit.redirection(to: Address.managersOrder(order.id).path, notice: "desk_copied")
      }
    } catch let problem as Problem {
      throw try await withLocalTimes(problem.ofTheClient, visit)
    }
  }

  private func managersCopyPage(_ visit: Visit, day: String?) async throws -> Response {
    let viewer = try visit.context.viewer(.manager)
    let id = try visit.context.id()
    let find = FindOriginal(id: id, viewer: viewer, openOrdersMax: configuration.openOrdersMax)
    guard let original = try await database.readOne(find) else { throw Problem.notFound }
    guard original.order.copyOffered else { return visit.overtaken(id) }
    let type = original.serviceType
    guard type.isActive else {
      return visit.redirect(to: Address.managersOrder(id).path, notice: "desk_not_offered")
    }
    let now = clock.now()
    let form = ManagersCopyForm(visit, of: original.order, on: day)
    let time = BusinessTime(database, zone: configuration.timeZone)
    let days = try await OfferedDays(type.offeredTimes(at: now), on: form.day) {
      try await time.local($0)
    }
    let words = try await words(visit, original.order.times + visit.laterTimes, at: now)
    let terms = offer(of: type, at: form.scheduledAt ?? now, paid: original.client?.paid ?? .zero)
    return visit.page(form.view(days, terms, words), titleKey: "desk_title_copy")
  }
}

extension Problem {
  private static let clientsOwn = [
    "client-not-registered", clientInactive.slug, "too-many-open-orders",
  ]

  /// As managers are told it of a client, and as something that is said in the form.
  fileprivate var ofTheClient: Problem {
    guard Self.clientsOwn.contains(where: { ExactText($0) == ExactText(slug) }) else { return self }
    var problem = self
    problem.slug = "desk-\(slug)"
    problem.status = .conflict
    return problem
  }
}
