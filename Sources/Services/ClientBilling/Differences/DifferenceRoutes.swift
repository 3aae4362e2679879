import Billing
import Contracts
import FoundationEssentials
import Hummingbird
import Postgres
import ServiceKit

// what does not fit with the provider's own list is somebody's to look at.
extension ClientBillingModule {
  /// `GET /api/client-billing/differences`: those that nobody has settled, the first one first.
  @Sendable func listDifferences(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    try context.require(.manager)
    let query = request.query()
    let limit = query.limit()
    let after = query.cursor("client-differences", Date.self, UUID.self)
    try query.finish()
    let found = try await database.read(
      ListDifferences(after: after.map { (foundAt: $0, id: $1) }, limit: limit + 1))
    return json(
      Page(
        fetched: found, limit: limit,
        cursor: { Cursor.encode("client-differences", $0.foundAt, $0.id) },
        item: DifferenceView.init))
  }

  /// `POST /api/client-billing/differences/{id}/settle`: a manager says what came of it.
  @Sendable func settleDifference(
    _ request: Request, _ context: RequestScope
  ) async throws -> Response {
    let id = try context.id()
    return try await refusals.watching("settle", of: ExactText(id.wire), by: context) {
      let caller = try context.require(.manager)
      let form = try await request.form(context)
      let why = form.text("why", 1...500)
      try form.finish()
      let key = try request.idempotencyKey(caller, form.digest)
      let now = clock.now()
      return try await database.withIdempotency(key, at: now) { transaction in
        let settled = try await transaction.settle(
          difference: id, by: caller.subject, because: why, at: now)
        return StoredAnswer(DifferenceView(difference: settled), status: .ok)
      }
    }
  }
}
