import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  /// `GET /orders/new`
  @Sendable func newOrderPage(_ visit: Visit) async throws -> Response {
    try await newOrderPage(visit, typed: [:])
  }

  /// `POST /orders/new`: places the order, or shows another day's times.
  @Sendable func requestHelp(_ visit: Visit, _ form: Form) async throws -> Response {
    let original = try original(visit)
    let act = form.optionalChoice("act", OrderAct.self)
    let day = form.optionalText("day", 0...10)
    if act == .times { return try await newOrderPage(visit, typed: NewOrderForm.typed(form)) }
    if day == nil, form.optionalText("scheduled_at", 0...40) == nil {
      form.mistake(in: "day", .required)
    }
    let viewer = try visit.context.viewer(.client)
    let answer: @Sendable (Order) -> StoredAnswer = { order in
      visit.redirection(to: Address.ownOrder(order.id).path, notice: "ordered")
    }
    do {
      guard let original else {
        let wanted = try OrderForm(form)
        try await check(wanted.scheduledAt, isOn: day)
        let key = try visit.requireIdempotencyKey(form)
        return try await place(wanted, for: viewer, key, answer: answer)
      }
      let wanted = try CopyForm(form)
      try await check(wanted.scheduledAt, isOn: day)
      let key = try visit.requireIdempotencyKey(form)
      return try await copy(original, wanted, for: viewer, key, answer: answer)
    } catch let problem as Problem where problem.status == .forbidden {
      // Who may not order is led to where that is said, as by the page itself.
      return try await newOrderPage(visit, typed: NewOrderForm.typed(form))
    } catch let problem as Problem {
      throw try await withLocalTimes(problem, visit)
    }
  }

  /// The order that is copied; nil: none.
  private func original(_ visit: Visit) throws -> UUID? {
    let query = visit.query()
    let id = query.uuid(Address.copied)
    try query.finish()
    return id
  }

  /// Without a script the times stay those of the day that was chosen before.
  func check(_ time: Date, isOn day: String?) async throws {
    guard let day, !day.isEmpty else { return }
    let local = try await BusinessTime(database, zone: configuration.timeZone).local([time])
    guard ExactText(local[time]?.day ?? "") != ExactText(day) else { return }
    throw Problem.badInput([Mistake("/scheduled_at", .otherDay)])
  }

  /// The problem as a page tells it: from when until when, by the clock on the wall.
  func withLocalTimes(_ problem: Problem, _ visit: Visit) async throws -> Problem {
    var problem = problem
    let names = ["earliest_at", "latest_at"]
    let times = names.map { problem.members[$0]?.string.flatMap(Timestamp.parse) }
    let words = try await words(visit, times, at: clock.now())
    for (name, time) in zip(names, times) {
      if let time { problem.members["local_\(name)"] = .string(words.time(time)) }
    }
    return problem
  }

  private func newOrderPage(_ visit: Visit, typed: [String: String]) async throws -> Response {
    guard let client = try await orderer(visit) else { return welcome(visit) }
    guard client.isActive else { return visit.redirect(to: Address.ownOrders.path) }
    guard let id = try original(visit) else {
      // One more than is shown says that there are more.
      let types = try await database.read(
        ListServiceTypes(isActive: true, after: nil, limit: NewOrderForm.mostTypes + 1))
      return try await newOrderPage(visit, client, typed, of: types)
    }
    let viewer = try visit.context.viewer(.client)
    let find = FindOriginal(id: id, viewer: viewer, openOrdersMax: configuration.openOrdersMax)
    guard let found = try await database.readOne(find) else { throw Problem.notFound }
    if let copy = try await database.readOne(FindOpenCopy(original: id)) {
      return visit.redirect(to: Address.ownOrder(copy).path, notice: "copy_open")
    }
    guard !found.order.status.isOpen else {
      return visit.redirect(to: Address.ownOrder(id).path, notice: "order_open")
    }
    let types = found.serviceType.isActive ? [found.serviceType] : []
    return try await newOrderPage(visit, client, typed, of: types, copying: found.order)
  }

  private func newOrderPage(
    _ visit: Visit, _ client: Orderer, _ typed: [String: String], of types: [ServiceType],
    copying original: Order? = nil
  ) async throws -> Response {
    let now = clock.now()
    let form = NewOrderForm(visit, client, types, typed, copying: original)
    let type = form.chosenType
    let time = BusinessTime(database, zone: configuration.timeZone)
    let days = try await OfferedDays(type?.offeredTimes(at: now), on: form.day) {
      try await time.local($0)
    }
    let words = try await words(visit, [original?.scheduledAt] + visit.laterTimes, at: now)
    let terms = type.map { offer(of: $0, at: form.scheduledAt ?? now, paid: client.paid) }
    return visit.page(
      form.view(days, terms, words), titleKey: original == nil ? "new_order" : "copy_order")
  }

  /// As a quote has it: whoever will come is not known yet.
  func offer(of type: ServiceType, at time: Date, paid: Money) -> Terms {
    let input = PriceInput(serviceType: type, scheduledAt: time, workerID: nil)
    return terms(of: input, discountPercent: discount.percent(paid: paid))
  }
}

/// What buttons of the form do besides ordering.
enum OrderAct: String, CaseIterable {
  /// Shows the times of the chosen day.
  case times
}

extension MistakeReason {
  /// The time is none of the chosen day's.
  static let otherDay = Self(code: "other-day", "is not on the chosen day")
}
