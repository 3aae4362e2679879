import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// any ended order can be copied, once while the copy is open; only the date is new.
extension OrdersModule {
  @Sendable func copyOrder(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.client, .manager)
    let id = try context.id()
    let form = try await request.form(context)
    let key = try request.requireIdempotencyKey(viewer.caller, form.digest)
    let wanted = try CopyForm(form)
    return try await copy(id, wanted, for: viewer, key) { [self] order in
      view(accepted: order, for: viewer)
    }
  }

  /// Copies an order, for programs and for pages.
  ///
  /// - Parameter answer: what is kept for the key.
  func copy(
    _ id: UUID, _ form: CopyForm, for viewer: Viewer, _ key: IdempotencyKey,
    answer: @escaping @Sendable (Order) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    return try await database.withStoredAnswer(for: key, at: now) {
      let maximum = configuration.openOrdersMax
      let find = FindOriginal(id: id, viewer: viewer, openOrdersMax: maximum)
      guard let original = try await database.readOne(find) else { throw Problem.notFound }
      let draft = try original.copy(form, at: now)
      try draft.client.mayOrder(openOrdersMax: maximum)
      return try await accept(draft, for: viewer, key, answer: answer)
    }
  }
}

/// What is new in a copy.
struct CopyForm: Sendable {
  let scheduledAt: Date
  let maxCharge: Money?

  /// - Throws: 400 with all mistakes.
  init(_ form: Form) throws {
    scheduledAt = form.time("scheduled_at")
    maxCharge = form.optionalMoney("max_charge")
    try form.finish()
  }
}

extension FindOriginal.Row {
  /// The copy, matched and priced like any new order, never to a worker who failed in this chain.
  ///
  /// - Throws: what forbids it. That a copy is open is looked at here for a good answer and
  ///   guaranteed by the index `order_copy_open`.
  func copy(_ form: CopyForm, at now: Date) throws -> OrderDraft {
    guard let client else { throw Problem.clientNotRegistered }
    guard client.isActive else { throw Problem.clientInactive }
    guard !order.status.isOpen else { throw Problem.notEnded }
    guard order.copyOffered else { throw Problem.copyOpen }
    guard serviceType.isActive else { throw Problem.serviceNotOffered }
    try serviceType.offeredTimes(at: now).check(form.scheduledAt)
    return OrderDraft(
      id: .v7(at: now), client: client, serviceType: serviceType,
      description: order.description, place: order.place, phone: order.phone,
      email: order.email, times: serviceType.times(scheduledAt: form.scheduledAt),
      maxCharge: form.maxCharge, copyOf: order.id, chain: order.chain,
      excludedWorkers: excludedWorkers, createdAt: now)
  }
}
