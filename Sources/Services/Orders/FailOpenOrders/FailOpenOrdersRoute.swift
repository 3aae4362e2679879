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
    let statement = FailOpenOrders(
      workerID: workerID, note: note, subject: viewer.caller.subject, now: now)
    return try await database.withIdempotency(key, at: now) { transaction in
      let orders = try await transaction.execute(statement)
      for order in orders {
        try transaction.finish(order, by: viewer.caller.subject, at: now)
      }
      let views = orders.map { view($0, for: viewer, at: now) }
      return StoredAnswer(Page(views, nextCursor: nil))
    }
  }
}
