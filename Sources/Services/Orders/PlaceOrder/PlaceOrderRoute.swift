import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

extension OrdersModule {
  @Sendable func placeOrder(_ request: Request, _ context: RequestScope) async throws -> Response {
    let viewer = try context.viewer(.client)
    let body = try await request.form(context)
    let key = try request.requireIdempotencyKey(viewer.caller, body.digest)
    return try await place(try OrderForm(body), for: viewer, key) { [self] order in
      view(accepted: order, for: viewer)
    }
  }

  /// places an order, for programs and for pages.
  ///
  /// - Parameter answer: what is kept for the key.
  func place(
    _ form: OrderForm, for viewer: Viewer, _ key: IdempotencyKey,
    answer: @escaping @Sendable (Order) -> StoredAnswer
  ) async throws -> Response {
    let now = clock.now()
    // Once it is accepted it stays so, whatever has changed since: time on offer, charge, client.
    return try await database.withStoredAnswer(for: key, at: now) {
      let draft = try await draft(of: form, for: viewer, at: now)
      return try await accept(draft, for: viewer, key, answer: answer)
    }
  }

  private func draft(
    of form: OrderForm, for viewer: Viewer, at now: Date
  ) async throws -> OrderDraft {
    let (client, type) = try await ordering(form.serviceTypeID, viewer)
    try client.mayOrder(openOrdersMax: configuration.openOrdersMax)
    try type.offeredTimes(at: now).check(form.scheduledAt)
    let id = UUID.v7(at: now)
    return OrderDraft(
      id: id, client: client, serviceType: type, description: form.description,
      place: form.place, phone: form.phone, email: form.email,
      times: type.times(scheduledAt: form.scheduledAt), maxCharge: form.maxCharge,
      copyOf: nil, chain: id, excludedWorkers: [], createdAt: now)
  }
}
