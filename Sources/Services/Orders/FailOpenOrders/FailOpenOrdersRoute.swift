import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// when a worker is deactivated, a manager fails the open orders in one act.
extension OrdersModule {
  @Sendable func failOpenOrders(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let viewer = try context.viewer(.manager)
    let form = try await request.form(context)
    let workerID = form.uuid("worker_id")
    let note = form.optionalText("note", 0...1000)
    try form.finish()
    let key = try request.idempotencyKey(viewer.caller, form.digest)
    let now = clock.now()
    return try await failOpenOrders(of: workerID, note, for: viewer, key, at: now) { orders in
      StoredAnswer(
        Page(orders.map { view($0, for: viewer, at: now) }, nextCursor: nil))
    }
  }

  /// Fails all open orders of a worker, once per key if there is one, and answers with what is made of
  /// them.
  ///
  /// - Parameter answer: a throw leaves all of them as they were.
  func failOpenOrders(
    of workerID: UUID, _ note: String?, for viewer: Viewer, _ key: IdempotencyKey?, at now: Date,
    answer: @Sendable ([Order]) throws -> StoredAnswer
  ) async throws -> Response {
    let statement = FailOpenOrders(
      workerID: workerID, note: note, subject: viewer.caller.subject, now: now)
    return try await database.withIdempotency(key, at: now) { transaction in
      let orders = try await transaction.execute(statement)
      for order in orders {
        try transaction.finish(order, by: viewer.caller.subject, at: now)
      }
      return try answer(orders)
    }
  }
}
