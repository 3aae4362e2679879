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
    let scheduledAt = form.time("scheduled_at")
    let maxCharge = form.optionalMoney("max_charge")
    try form.finish()
    let now = clock.now()
    return try await database.withStoredAnswer(for: key, at: now) {
      let maximum = configuration.openOrdersMax
      let find = FindOriginal(id: id, viewer: viewer, openOrdersMax: maximum)
      guard let original = try await database.readOne(find) else { throw Problem.notFound }
      let draft = try original.copy(scheduledAt: scheduledAt, maxCharge: maxCharge, at: now)
      try draft.client.mayOrder(openOrdersMax: maximum)
      return try await accept(draft, for: viewer, key)
    }
  }
}

extension FindOriginal.Row {
  /// The copy, matched and priced like any new order, never to a worker who failed in this chain.
  ///
  /// - Throws: what forbids it. That a copy is open is looked at here for a good answer and
  ///   guaranteed by the index `order_copy_open`.
  func copy(scheduledAt: Date, maxCharge: Money?, at now: Date) throws -> OrderDraft {
    guard let client else { throw Problem.clientNotRegistered }
    guard client.isActive else { throw Problem.clientInactive }
    guard !order.status.isOpen else { throw Problem.notEnded }
    guard order.copyOffered else { throw Problem.copyOpen }
    guard serviceType.isActive else { throw Problem.serviceNotOffered }
    try serviceType.offeredTimes(at: now).check(scheduledAt)
    return OrderDraft(
      id: .v7(at: now), client: client, serviceType: serviceType,
      description: order.description, place: order.place, phone: order.phone,
      email: order.email, times: serviceType.times(scheduledAt: scheduledAt),
      maxCharge: maxCharge, copyOf: order.id, chain: order.chain,
      excludedWorkers: excludedWorkers, createdAt: now)
  }
}
